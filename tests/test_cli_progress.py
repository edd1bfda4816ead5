"""What a run says while it goes on, on a real terminal and in a pipe."""

from __future__ import annotations

import re
import signal
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import Reply, endpoint
from scripted_reader import read
from terminals import Terminal
from typer.testing import CliRunner

from llmtool import errors
from llmtool.cli import app
from llmtool.cli.compare import _kept
from llmtool.cli.progress import progress, spent
from llmtool.cli.run_options import RunOptions
from llmtool.cli.time_left import TimeLeft, clock
from llmtool.schema import Usage

DISPUTE = str(Path(__file__).parents[1] / "tests" / "data" / "harbour")
USED = Usage(calls=12, cached_calls=3, prompt_tokens=40_000, completion_tokens=5_210, cost_usd=0.01234)


pytestmark = pytest.mark.usefixtures("bare_machine")


def plain(shown: str) -> str:
    """What a terminal showed, without the sequences that move the cursor and set colours."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)


def test_a_text_that_is_to_be_typed_is_asked_for(tmp_path: Path) -> None:
    """On a terminal ``-`` says that it waits, and how to end the text."""
    terminal = Terminal("compare", "-", "--brief", folder=tmp_path)
    terminal.expect("type or paste a text, and end it with Ctrl-D")
    terminal.write("Ann Ray said the lock will open in May. Bob Lee said the lock will never open.")
    terminal.write("\x04")
    assert "the lock will open in May" in plain(terminal.expect("Nothing here says"))
    assert terminal.end() == errors.OK


def test_what_is_spent_is_one_line() -> None:
    """Calls, cached answers, tokens and cost are told; an unknown price is not zero; no model, no line."""
    assert spent(USED) == "12 calls · 3 cached · 45,210 tokens · $0.0123 so far"
    assert spent(USED.model_copy(update={"cost_usd": None})).endswith("price unknown")
    assert spent(Usage()) == ""


def test_plain_lines_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    """Piped, a stage is one line at its end; one of many steps tells every tenth of them."""
    with progress(quiet=False, usage=lambda: USED) as told:
        for done in range(5):
            told("extract", done, 4)
        for done in range(201):
            told("compare", done, 200)
        told("second_reading", 0, 0)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "extract: 4/4 (12 calls · 3 cached · 45,210 tokens · $0.0123 so far)"
    assert [line.split(" ")[1] for line in lines[1:]] == [f"{done}/200" for done in range(20, 201, 20)]


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """--quiet keeps stderr empty."""
    with progress(quiet=True, usage=lambda: USED) as told:
        told("extract", 4, 4)
    assert capsys.readouterr().err == ""


def test_an_offline_run_tells_stages_only() -> None:
    """Without a model there are no calls to tell of."""
    result = CliRunner().invoke(app, ["compare", DISPUTE])
    assert "extract: 4/4\n" in result.stderr
    assert "calls" not in result.stderr


@pytest.mark.parametrize(
    ("options", "usage", "told"),
    [
        (RunOptions(), Usage(), "nothing was asked of a model yet"),
        (RunOptions(cache_dir=Path("here")), USED, "every finished answer is kept in here (12 calls"),
        (RunOptions(refresh=True), USED, "run the same command without --refresh to go on"),
        (RunOptions(no_cache=True), USED, "nothing is kept because of --no-cache"),
    ],
)
def test_ctrl_c_says_what_is_kept(options: RunOptions, usage: Usage, told: str) -> None:
    """Whoever stops a run is told what is kept and which command goes on, and never promised more than is true."""
    assert told in _kept(options, usage)


def test_a_terminal_shows_stages_calls_and_cost(tmp_path: Path) -> None:
    """On a terminal each stage has a bar in words, with what is spent below, and the bars are gone in the end."""
    sources = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, source in enumerate(sources):
        claims = [f"Ann Lee (North) said the {thing} is open." for thing in ("bridge", "ferry", "road", "pier")]
        source.write_text(f"Report {number}\n\n{claims[number]}\n{claims[0]}\n", encoding="utf-8")
    gate = threading.Event()
    asked = 0

    def script(body: dict[str, Any]) -> Reply:
        nonlocal asked
        asked += 1
        if asked == 4:
            gate.wait(120)
        return read(body)

    with endpoint(script) as server:
        flags = ("--workers", "1", "--base-url", server.url, "--model", "scripted")
        terminal = Terminal("compare", *map(str, sources), *flags, folder=tmp_path)
        terminal.expect("finding positions")
        terminal.expect(" left")
        terminal.expect("3 calls")
        assert "360 tokens" in plain(terminal.expect("price unknown"))
        gate.set()
        terminal.expect("matching issues")
        terminal.expect("llm engine")
        assert terminal.end() == errors.OK
    assert "4/4" in plain(terminal.said)
    asking = plain(terminal.said).partition("finding positions")[2]
    assert re.search(r"price unknown · about \d+:\d\d left", asking)
    assert "left in this step" not in asking  # the plan knows what comes after
    assert "\x1b[2K" in terminal.said  # what was drawn is wiped out again


def test_steps_that_cannot_be_counted_are_shown_as_they_begin(tmp_path: Path) -> None:
    """Without a model the long steps stand on the terminal while they run, with no share or time that nobody knows."""
    terminal = Terminal("compare", DISPUTE, folder=tmp_path)
    terminal.expect("finding positions")
    terminal.expect("matching issues")
    terminal.expect("comparing")
    assert terminal.end() == errors.OK
    assert "0/1" not in plain(terminal.said)
    assert not re.search(r"about [\d:]+ left(?! in this step)", plain(terminal.said))


IDEAL = {"extract": 20, "align": 2, "compare": 5, "second_reading": 1}


def at_once(stage: str, workers: int) -> int:
    return 1 if stage == "align" else min(workers, IDEAL[stage])


@given(workers=st.integers(1, 8), latency=st.floats(0.1, 60), stored=st.integers(0, 19), first=st.booleans())
@settings(deadline=None)
def test_an_even_run_takes_as_long_as_is_told(workers: int, latency: float, stored: int, *, first: bool) -> None:
    """Where each answer takes the same time and the plan is right, the time told is the time left.

    So it is too where some answers are stored, whether they come before the others or after them.
    """
    left, now, calls = TimeLeft(workers, IDEAL, stored), 100.0, 0
    told: list[tuple[float, float]] = []
    for stage, total in IDEAL.items():
        cached = stored if stage == "extract" else 0
        hits = 0 if stage == "extract" else stored
        for done in range(total + 1):
            if done and (done <= cached if first else done > total - cached):
                hits += 1
            elif done:
                now += latency / at_once(stage, workers)
                calls += 1
            used = Usage(calls=calls, cached_calls=hits)
            left.note(stage, done, total, used, now)
            if (seconds := left.seconds(used, now)) is not None:
                told.append((now, seconds))
    assert len(told) >= calls + 3  # as soon as one answer has come, and again as each later stage begins
    for moment, seconds in told:
        assert seconds == pytest.approx(now - moment, abs=1e-6 * latency + 1e-9)


def test_no_time_is_told_where_nothing_tells_it() -> None:
    """Answers from the cache, a stage without a plan and a run without a model give no estimate; none is negative."""
    left = TimeLeft(4, IDEAL)
    for done in range(21):
        left.note("extract", done, 20, Usage(cached_calls=done), float(done))
    assert left.seconds(Usage(cached_calls=20), 20.0) is None
    left.note("align", 0, 2, Usage(cached_calls=20), 20.0)
    used = Usage(calls=1, cached_calls=20)
    left.note("align", 1, 2, used, 30.0)
    assert left.seconds(used, 30.0) == pytest.approx(10 + 5 / 4 * 10 + 10)
    assert left.seconds(used, 31.5) == pytest.approx(10 + 5 / 4 * 10 + 10 - 1.5)
    assert left.seconds(used, 1000.0) == 0
    assert TimeLeft().seconds(Usage(), 1.0) is None
    bare = TimeLeft()
    bare.note("ingest", 1, 2, USED, 5.0)
    assert bare.seconds(USED, 5.0) is None


def test_clock() -> None:
    """Minutes and seconds, hours only where there are any."""
    assert [clock(seconds) for seconds in (0.4, 61, 3599.9, 3900)] == ["0:00", "1:01", "59:59", "1:05:00"]


def test_a_warm_run_tells_what_was_cached() -> None:
    """A warm run says that its answers came from the cache."""
    with endpoint(read) as server:
        flags = ("--base-url", server.url, "--model", "scripted")
        assert CliRunner().invoke(app, ["compare", DISPUTE, *flags]).exit_code == errors.OK
        warm = CliRunner().invoke(app, ["compare", DISPUTE, *flags])
    assert re.search(r"extract: 4/4 \(0 calls · 4 cached · 0 tokens · \$0\.0000 so far\)", warm.stderr)


def test_ctrl_c_on_a_terminal(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a call ends at once, with one line and exit code 130."""
    lock = threading.Lock()
    asked = 0

    def script(body: dict[str, Any]) -> Reply:
        nonlocal asked
        with lock:
            asked += 1
            return replace(read(body), delay=60.0 if asked > 2 else 0.0)

    with endpoint(script) as server:
        flags = ("--workers", "1", "--base-url", server.url, "--model", "scripted")
        terminal = Terminal("compare", DISPUTE, *flags, folder=tmp_path)
        terminal.expect("2 calls")
        terminal.signal(signal.SIGINT)
        terminal.expect("interrupted: every finished answer is kept in ")
        terminal.expect("run the same command again to go on")
        assert terminal.end() == errors.INTERRUPTED
    assert "Traceback" not in terminal.said
