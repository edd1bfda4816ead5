from __future__ import annotations

import datetime as dt
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtool.relate.claims.dates import moments
from llmtool.relate.claims.numbers import quantities

INF = math.inf
SAID_ON = dt.date(2026, 3, 18)

FIGURES = [
    ("six men were hurt", [(6, 6, "count")]),
    ("at least 40 boats", [(40, INF, "count")]),
    ("no fewer than twenty-one villages", [(21, INF, "count")]),
    ("no more than 300 houses", [(0, 300, "count")]),
    ("fewer than a dozen sheep", [(0, 12, "count")]),
    ("will not take less than 70 crates", [(70, INF, "count")]),
    ("about 200 lorries", [(180, 220, "count")]),
    ("nearly 1,000 signatures", [(900, 1000, "count")]),
    ("two hundred and fifty jobs", [(250, 250, "count")]),
    ("one and a half million bulbs", [(1.5e6, 1.5e6, "count")]),
    ("half a million people", [(5e5, 5e5, "count")]),
    ("three dozen ducks", [(36, 36, "count")]),
    ("dozens of homes", [(20, 120, "count")]),
    ("between 5 and 8 million trees", [(5e6, 8e6, "count")]),
    ("3 to 4 goats", [(3, 4, "count")]),
    ("rose from 5 to 8 percent", [(8, 8, "share")]),
    ("12 per cent", [(12, 12, "share")]),
    ("2 percentage points", [(2, 2, "point")]),
    ("half of the pupils", [(50, 50, "share")]),
    ("two thirds of the hedges", [(200 / 3, 200 / 3, "share")]),
    ("one in five households", [(20, 20, "share")]),
    ("three out of four teachers", [(75, 75, "share")]),
    ("£4m", [(4e6, 4e6, "money:pound")]),
    ("US$3.5 billion", [(3.5e9, 3.5e9, "money:dollar")]),
    ("€5-8bn", [(5e9, 8e9, "money:euro")]),
    ("900 euros", [(900, 900, "money:euro")]),
    ("a 5m wall", [(5, 5, "length")]),
    ("12 kilometres of road", [(12000, 12000, "length")]),
    ("three weeks", [(21, 21, "time")]),
    ("another five wells", [(5, 5, "more")]),
    ("140 more nurses", [(140, 140, "more")]),
    ("a wind of 70 kilometres per hour", [(70, 70, "speed")]),
    ("10 metres a second", [(36, 36, "speed")]),
]

NOT_FIGURES = [
    "in 1987", "on 2 March", "March 14", "at 10:30", "the 19th brigade", "an F-16", "Article 5", "the 28-point plan",
    "no one", "one of them", "the first of many", "room 12", "winter 2016-17", "a 16-year-old", "twice",
    "at half past eight", "a quarter to nine", "five o'clock",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES, ids=[text for text, _ in FIGURES])
def test_figures_are_read_with_bounds_and_measures(text: str, expected: list[tuple[float, float, str]]) -> None:
    """A figure is an interval of one measure, however it is worded."""
    found = [(quantity.low, quantity.high, quantity.dimension) for quantity in quantities(text)]
    assert [kind for *_, kind in found] == [kind for *_, kind in expected]
    for (low, high, _), (low_expected, high_expected, _) in zip(found, expected, strict=True):
        assert low == pytest.approx(low_expected)
        assert high == pytest.approx(high_expected)


@pytest.mark.parametrize("text", NOT_FIGURES)
def test_dates_names_and_pronouns_are_no_figures(text: str) -> None:
    """A number that names a thing or a time counts nothing."""
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("at least 40 boats", "43 boats", True),
        ("at least 40 boats", "30 boats", False),
        ("about 100 cars", "104 cars", True),
        ("up to 600 metres", "half a kilometre", False),
        ("up to 600 metres", "0.5 kilometres", True),
        ("three weeks", "21 days", True),
        ("more than 1,000 sheep", "under a thousand sheep", True),
    ],
)
def test_two_figures_meet_if_both_can_be_true(one: str, other: str, meets: bool) -> None:
    """Figures contradict each other only where no value fits both."""
    first, second = quantities(one)[0], quantities(other)[0]
    assert (first.dimension == second.dimension and first.meets(second)) is meets


@given(st.text(max_size=80))
def test_any_text_can_be_read_for_figures_and_dates(text: str) -> None:
    """Reading never fails, and what is found stands where it says."""
    for quantity in quantities(text):
        assert text[quantity.start : quantity.start + len(quantity.text)] == quantity.text
        assert quantity.low <= quantity.high
    for moment in moments(text, SAID_ON):
        assert moment.low <= moment.high


@pytest.mark.parametrize(
    ("text", "role", "per"),
    [
        ("the levy must fall to 6 percent", "", ""),
        ("the levy fell by 6 percent", "growth", ""),
        ("a town of 31,000, two a day", "", ""),
        ("eleven cracks, and every one of them", "", ""),
        ("40 lorries a day", "", "day"),
    ],
)
def test_a_figure_says_what_it_is_of(text: str, role: str, per: str) -> None:
    """What something rose or fell to is no growth, and what stands behind a comma belongs to another figure."""
    assert (quantities(text)[0].role, quantities(text)[0].per) == (role, per)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("at half past eight", "at 8.30", True),
        ("at half past eight", "at 20:30", True),
        ("at a quarter to nine", "at 8.30", False),
        ("ten minutes to six", "5:50 pm", True),
        ("six o'clock", "at 6.15", False),
    ],
)
def test_clock_times_in_words_are_times(one: str, other: str, meets: bool) -> None:
    """Words for a time of day leave open whether it is morning or evening."""
    (first,), (second,) = moments(one, None), moments(other, None)
    assert first.kind == second.kind == "clock"
    assert first.meets(second) is second.meets(first) is meets


DATES = [
    ("on 2 March", "2026-03-02", "2026-03-02"),
    ("on May 5, 2020", "2020-05-05", "2020-05-05"),
    ("on 2024-02-29", "2024-02-29", "2024-02-29"),
    ("in June 2025", "2025-06-01", "2025-06-30"),
    ("in 2024", "2024-01-01", "2024-12-31"),
    ("by 2030", None, "2030-12-31"),
    ("before 1 July", None, "2026-06-30"),
    ("not before 2038", "2038-01-01", None),
    ("since January 2026", "2026-01-01", None),
    ("yesterday", "2026-03-17", "2026-03-17"),
    ("two days ago", "2026-03-16", "2026-03-16"),
    ("within ten days", "2026-03-18", "2026-03-28"),
    ("on Monday", "2026-03-16", "2026-03-16"),
    ("next Friday", "2026-03-20", "2026-03-20"),
    ("last month", "2026-02-01", "2026-02-28"),
]


@pytest.mark.parametrize(("text", "first", "last"), DATES, ids=[text for text, *_ in DATES])
def test_dates_are_resolved_by_the_day_they_were_said(text: str, first: str | None, last: str | None) -> None:
    """A date is an interval of days; open where the words leave it open."""
    (moment,) = moments(text, SAID_ON)
    assert moment.low == (-INF if first is None else dt.date.fromisoformat(first).toordinal())
    assert moment.high == (INF if last is None else dt.date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    "text", ["he may march", "31 February 2020", "for two years", "in 2024-25", "the spring of hope x9"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Verbs, impossible days and lengths of time are no exact dates."""
    assert not [moment for moment in moments(text, None) if moment.exact and moment.high - moment.low < 28]


def test_relative_dates_need_a_day_to_start_from() -> None:
    """Without the date it was said, "yesterday" stays unknown instead of being guessed."""
    assert moments("yesterday, last month and on 2 March", None) == ()


def test_clock_times_are_kept_apart_from_dates() -> None:
    """Half past ten is a time of day."""
    assert [(m.kind, m.low) for m in moments("at 10:30 and again at 9 pm", None)] == [
        ("clock", 630.0),
        ("clock", 1260.0),
    ]


def test_months_and_days_are_english_under_every_locale() -> None:
    """The names in calendar are those of the process's locale; a German one takes no date from an English text."""
    code = (
        "import calendar, datetime as dt; calendar.month_name = calendar.month_abbr = [''] + ['Monat'] * 12\n"
        "calendar.day_name = calendar.day_abbr = ['Tag'] * 7\n"
        "from llmtool.relate.claims.dates import moments\n"
        "said_on = dt.date(2031, 3, 7)\n"
        "print([moment.text for moment in moments('It closed on 3 March and opens on Monday.', said_on)])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "['3 March', 'Monday']"
