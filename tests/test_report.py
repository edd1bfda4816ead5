"""The view that all formats share, the counts, and the summary for the terminal."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from dataclasses import replace

import docx
import pytest
from examples import (
    AUTHORITY,
    COST,
    FAILURES,
    MOORINGS,
    UNION,
    Builder,
    harbour,
    harbour_comparison,
    nasty_comparison,
    ungrounded,
)
from hypothesis import given, settings
from lxml import html
from random_comparisons import comparisons
from rich.cells import cell_len

from llmtool.align.issues.labels import OTHER
from llmtool.errors import InputError, UsageError
from llmtool.relate.trained.by_model import READ_ALIKE
from llmtool.report import FORMATS, brief, headline, render, render_bytes, summary, wording
from llmtool.report.build import build
from llmtool.report.inline import shorten
from llmtool.report.silent import reasons
from llmtool.schema import (
    Certainty,
    Comparison,
    EngineInfo,
    Failure,
    Modality,
    PartyKind,
    RelationKind,
    RelationLabel,
    Scope,
    Stance,
    Usage,
)

HEADLINE = "2 contradictions on 2 issues · 2 agreements · 1 change"


def failed() -> Comparison:
    return harbour_comparison(failures=FAILURES, ungrounded=[ungrounded(harbour())])


def quiet(**changes: object) -> Comparison:
    """The dispute without any relation."""
    return harbour_comparison(**changes).model_copy(update={"relations": (), "verdicts": ()})


def test_source_that_was_not_read_is_told_from_a_silent_one() -> None:
    """No positions since the call failed is not said like no positions in the text."""
    run = quiet().model_copy(update={"positions": ()})
    first, second = run.documents[:2]
    failures = (Failure(stage="extract", subject=f"{first.source} (first half)", error="the answer was cut"),)
    told = reasons(run.model_copy(update={"failures": failures}))
    assert told[first.id] == "no positions found: reading it failed"
    assert told[second.id] == "no positions found"


def test_possible_is_apart() -> None:
    """What is only possible enters no count of contradictions, agreements or changes."""
    report = build(harbour_comparison())
    assert headline.findings(report) == HEADLINE
    assert [r.record.certainty for r in report.possible] == [Certainty.POSSIBLE]
    length = next(issue for issue in report.issues if issue.record.label == "Length of the quay")
    assert length.contradictions == 0
    assert all(cell.contradictions == 0 for cell in length.cells)


def test_every_kind_of_firm_finding_is_counted_once() -> None:
    """Each relation of the comparison is in exactly one of the lists of the view."""
    comparison = harbour_comparison()
    report = build(comparison)
    listed = [*report.contradictions, *report.agreements, *report.changes, *report.possible]
    assert sorted(r.record.id for r in listed) == sorted(r.id for r in comparison.relations)
    assert sorted(r.record.id for g in report.agreement_groups for r in g.relations) == sorted(
        r.record.id for r in report.agreements
    )


def test_copies_count_once() -> None:
    """A party that is heard in a text and in its copy is heard in one independent source."""
    report = build(harbour_comparison())
    cells = {issue.record.label: issue.by_party for issue in report.issues}
    parties = {party.record.name: party.record.id for party in report.parties}
    cost, moorings = cells[COST][parties[AUTHORITY]], cells[MOORINGS][parties[UNION]]
    assert (len(cost.positions), cost.sources) == (2, 1)
    assert (len(moorings.positions), moorings.sources) == (4, 2)
    assert report.sources == 3


def test_one_outlet_is_one_source() -> None:
    """Two pieces of one outlet are not two independent sources."""
    b = Builder()
    b.document("a", "Ann says yes.", "The Gull", "2031-01-01")
    b.document("b", "Ann says yes again.", "the gull", "2031-01-02")
    b.document("c", "Ann says yes.", None, None)
    assert build(b.build()).sources == 2


def test_agreements_with_a_position_in_common_are_one_group() -> None:
    """Who says the same thing stands together, however many pairs said so."""
    b = Builder()
    b.party("Crew", PartyKind.ORGANISATION)
    b.issue("Fish", "Is there fish?")
    for name in "abcd":
        b.document(name, f"Fish {name}.", f"Outlet {name}", None)
        b.position(name, name, "Crew", "Fish", f"Fish {name}")
    for pair in ("ab", "cd", "bc"):
        b.relation(*pair, RelationLabel.AGREEMENT, RelationKind.STANCE, pair, scope=Scope.WITHIN_PARTY)
    report = build(b.build())
    (group,) = report.agreement_groups
    assert (len(group.positions), len(group.relations), group.sources) == (4, 3, 4)
    assert headline.findings(report) == "0 contradictions · 1 agreement"
    ((issue,), (cell,)) = report.issues, report.issues[0].cells
    assert (issue.agreements, cell.agreements) == (1, 1)
    for text in (summary(b.build(), 100), render(b.build(), "markdown")):
        assert "AGREEMENTS (1)" in text.upper()
    page = render(b.build(), "html")
    assert page.count('Agreements <span class="few">1</span>') == 2
    assert "0 contradictions · 1 agreement\n" in render(b.build(), "brief")


def test_who_disagrees_is_in_no_agreement_together() -> None:
    """A position that agrees with both sides of a contradiction makes two agreements, not one of all three."""
    b = Builder()
    b.party("Crew", PartyKind.ORGANISATION)
    b.issue("Fish", "Is there fish?")
    for name in "abc":
        b.document(name, f"Fish {name}.", f"Outlet {name}", None)
        b.position(name, name, "Crew", "Fish", f"Fish {name}")
    for pair in ("ab", "bc"):
        b.relation(*pair, RelationLabel.AGREEMENT, RelationKind.STANCE, pair, scope=Scope.WITHIN_PARTY)
    b.relation("a", "c", RelationLabel.CONTRADICTION, RelationKind.STANCE, "ac", scope=Scope.WITHIN_PARTY)
    report = build(b.build())
    assert sorted(len(group.positions) for group in report.agreement_groups) == [2, 2]
    assert headline.figures(report)["agreement"] == 2


def test_a_speaker_is_named_once() -> None:
    """Who speaks for a party is listed once each, and not again by the party's own name."""
    b = Builder()
    b.party("Friends of Tarn", PartyKind.ORGANISATION, ("Ana Holt", "chair"))
    b.issue("Fish", "Is there fish?")
    b.document("a", "Fish.", "Outlet", None)
    b.position("a", "a", "Ana Holt", "Fish", "Fish")
    comparison = b.build()
    (speaker,) = comparison.speakers
    doubles = [
        speaker.model_copy(update={"id": f"s-{number}", "name": name, "role": role})
        for number, (name, role) in enumerate(
            (("ana holt", "chair"), ("Ana Holt", None), ("Friends of Tarn", None), ("friends of Tarn", None))
        )
    ]
    text = summary(comparison.model_copy(update={"speakers": (speaker, *doubles)}), 100)
    (line,) = [line for line in text.splitlines() if "organisation, 1 position" in line]
    assert line.strip() == "Friends of Tarn  organisation, 1 position  Ana Holt, chair"


def test_the_brief_shows_different_disputes_first() -> None:
    """Where there is room for few, other issues and other parties go before a second finding on the same dispute."""
    b = Builder()
    for party in ("Crew", "Port", "Town"):
        b.party(party, PartyKind.ORGANISATION)
    disputes = [("Fish", "Port"), ("Fish", "Port"), ("Fish", "Port"), ("Fish", "Town"), ("Quay", "Port")]
    for number, (issue, other) in enumerate(disputes):
        if all(issue != earlier for earlier, _ in disputes[:number]):
            b.issue(issue, f"What of {issue}?")
        for side, party in (("a", "Crew"), ("b", other)):
            name = f"{side}{number}"
            b.document(name, f"{party} said {issue} {name}. " + "So it went on and on. " * 9, f"Outlet {name}", None)
            b.position(name, name, party, issue, f"{party} said {issue} {name}. " + "So it went on and on. " * 9)
        b.relation(f"a{number}", f"b{number}", RelationLabel.CONTRADICTION, RelationKind.STANCE, "because")
    told = brief(b.build(), 80, 24)
    shown = [line for line in told.splitlines() if re.match(r"\d\. ", line)]
    assert [line.split(" · ")[0] for line in shown] == ["1. Fish", "2. Quay", "3. Fish"][: len(shown)]
    assert len(shown) >= 2
    assert "Fish a1" not in told
    assert "Fish a2" not in told


def test_a_party_with_two_stances_is_mixed() -> None:
    """A cell never hides that a party took both stances."""
    report = build(harbour_comparison())
    dredging = next(issue for issue in report.issues if issue.record.label == "Start of dredging")
    stances = {cell.party.name: cell.stance for cell in dredging.cells}
    assert stances == {AUTHORITY: Stance.MIXED, "Kestrel Bay Town Council": Stance.AGAINST}


def test_labels_of_documents_differ() -> None:
    """Two pieces of one outlet and day can be told apart."""
    b = Builder()
    b.document("a", "Yes.", "The Gull", "2031-01-01")
    b.document("b", "No.", "The Gull", "2031-01-01")
    b.document("dir/c.txt", "No.", None, None)
    assert [d.label for d in build(b.build()).documents] == [
        "The Gull, 1 Jan 2031 [1]",
        "The Gull, 1 Jan 2031 [2]",
        "c.txt, undated",
    ]


def test_damaged_run_is_one_clear_line() -> None:
    """A relation to a position that is not there is an input error that names both."""
    comparison = harbour_comparison()
    broken = comparison.model_copy(update={"positions": comparison.positions[1:]})
    with pytest.raises(InputError, match=rf"r-\w+ names {comparison.positions[0].id}, .*llmtool verify"):
        render(broken, "html")


def test_unknown_format_names_the_known_ones() -> None:
    """A format that does not exist is a usage error."""
    with pytest.raises(UsageError, match="html, markdown, brief"):
        render(harbour_comparison(), "papyrus")


@pytest.mark.parametrize("format_name", FORMATS)
def test_order_of_the_input_does_not_matter(format_name: str) -> None:
    """The same records in another order give the same report, but for the run file, which keeps the order."""
    comparison = harbour_comparison()
    fields = ("parties", "speakers", "issues", "positions", "relations")
    turned = comparison.model_copy(update={name: getattr(comparison, name)[::-1] for name in fields})
    same = render_bytes(turned, format_name) == render_bytes(comparison, format_name)
    assert same is (format_name != "json")


@given(comparisons())
@settings(max_examples=30, deadline=None)
def test_formats_agree_on_counts(comparison: Comparison) -> None:
    """Terminal, Markdown, HTML and CSV give the same numbers; a table has a row for each pair of an agreement."""
    report = build(comparison)
    firm = [r for r in comparison.relations if r.certainty == "firm"]
    pairs = {label: sum(r.label == label for r in firm) for label in ("contradiction", "agreement", "change")}
    counts = pairs | {"agreement": len(report.agreement_groups)}
    assert headline.figures(report) == counts
    assert sorted(r.record.id for group in report.agreement_groups for r in group.relations) == sorted(
        r.id for r in firm if r.label == "agreement"
    )
    line = headline.findings(report)
    assert line in summary(comparison, 200).splitlines()
    assert f"**{line}**" in render(comparison, "markdown")
    page = render(comparison, "html")
    if not counts["change"] and not headline.dated(report):
        assert "change" not in line
        del counts["change"]
    for label, number in counts.items():
        assert re.search(rf'<li class="{label}"><a href="#{label}s"><b>{number}</b> {label}s?</a></li>', page)
    rows = list(csv.DictReader(io.StringIO(render(comparison, "csv"), newline="")))
    for label, number in pairs.items():
        assert sum(row["label"] == label and row["certainty"] == "firm" for row in rows) == number
    assert sum(row["row"] == "failure" for row in rows) == len(comparison.failures)
    assert len(render(comparison, "jsonl").splitlines()) == len(comparison.positions) == len(report.positions)


@given(comparisons())
@settings(max_examples=30, deadline=None)
def test_summary_fits_its_width(comparison: Comparison) -> None:
    """No line is wider than the terminal, whatever the sources hold, and nothing in it controls the terminal."""
    for width in (40, 80):
        text = summary(comparison, width)
        assert max(map(cell_len, text.split("\n"))) <= width
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_summary_is_plain_unless_colour_is_asked_for() -> None:
    """ANSI sequences appear only when asked for, and change no word."""
    for comparison in (failed(), nasty_comparison()):
        plain, coloured = summary(comparison, 80), summary(comparison, 80, colour=True)
        assert "\x1b" not in plain
        assert "\x1b[36m" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_summary_shows_both_sides() -> None:
    """A contradiction stands with both quotations, speakers, outlets, dates and the reason."""
    text = summary(harbour_comparison(), 100)
    start = text.index("CONTRADICTIONS")
    part = text[start : text.index("AGREEMENTS")]
    for words in (
        "Ilse Marrow, director (Harbour Authority) · The Quayside Courier, 3 Mar 2031",
        "“The new quay will cost 85 million crowns and not a crown more,”",
        "Tobin Reyes, chair (Fishers' Union) · Northshore Radio, 5 Mar 2031",
        "“The expansion will cost at least 130 million.”",
        "Why: 85 million against at least 130 million.",
    ):
        assert words in part
    assert "310 metres" not in part
    assert "310 metres" in text[text.index("WORTH A LOOK") :]


def test_a_denial_is_told_beside_its_quotation() -> None:
    """What a speaker does with a claim stands beside the quotation, and the claim where both sides quote one text."""
    text = summary(harbour_comparison(), 200)
    assert "Ilse Marrow, director (Harbour Authority) puts it in the negative · The Quayside Courier" in text
    assert "(Harbour Authority) puts it in the negative · The" in render(harbour_comparison(), "markdown")
    assert "<em>puts it in the negative</em>" in render(harbour_comparison(), "html")
    b = harbour()
    same = "Dredging would start in September"
    b.position(
        "dredge-no", "courier.txt", UNION, "Start of dredging", same, claim="It is refused.", modality=Modality.DENIES
    )
    b.relation("dredge-early", "dredge-no", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "One refuses it.")
    assert "that is: It is refused." in summary(b.build(), 80)
    assert "that is:" not in text


def test_a_quotation_of_two_words_is_told_in_full() -> None:
    """A quotation that leaves out what is meant has the claim beside it, on one screen too; a full one has not."""
    b = harbour()
    told = "She denied that the north quay would be longer by 240 metres and that dredging would start."
    b.position("short", "courier.txt", UNION, "Start of dredging", "Dredging would", claim=told)
    b.relation("short", "dredge-early", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "One denies it.")
    comparison = b.build()
    assert f"that is: {told}" in summary(comparison, 200)
    assert f"“Dredging would”, that is: {told}" in brief(comparison, 200, 60)
    assert summary(comparison, 200).count("that is:") == 1


def test_that_before_a_quotation_makes_no_second_claim() -> None:
    """Where a claim only adds who said it to “that dredging would start”, it is not told again."""
    b = harbour()
    b.position(
        "one", "courier.txt", UNION, "Start of dredging", "that forty boats must go", claim="Forty boats must go."
    )
    b.position("two", "courier.txt", UNION, "Start of dredging", "that forty boats", claim="She denied forty boats.")
    restates = {each.record.claim: each.restates for each in build(b.build()).positions}
    assert restates["Forty boats must go."]
    assert not restates["She denied forty boats."]


def test_issues_of_one_party_stand_apart() -> None:
    """Where nobody else speaks nothing was compared: such issues come last, under their own heading."""
    b = harbour()
    b.issue("Paint of the crane", "Where does each side stand on the paint?")
    b.position("paint", "courier.txt", UNION, "Paint of the crane", "Nobody will lose a mooring")
    text = render(b.build(), "markdown")
    assert text.index("### On which only one party speaks") < text.index("#### Paint of the crane")
    assert "\n### Paint of the crane" not in text
    assert "\n### Start of dredging" in text


def test_day_of_a_statement_is_shown_where_it_differs() -> None:
    """A statement of another day than the article's carries both dates."""
    comparison = harbour_comparison()
    for text in (summary(comparison, 200), render(comparison, "markdown")):
        assert "Bay Ledger, 10 Mar 2031; said 9 Mar 2031" in text
        assert text.count("; said") == text.count("; said 9 Mar 2031")
    assert "Bay Ledger, 10 Mar 2031</a>, said 9 Mar 2031" in render(comparison, "html")


def test_summary_is_short_however_long_the_run() -> None:
    """A thousand findings still make a summary of a minute; it says how many more there are."""
    b = Builder()
    b.issue("Fish", "Is there fish?")
    for n in range(60):
        b.party(f"Crew {n}", PartyKind.ORGANISATION)
        b.document(f"{n}", f"There is no fish in bay {n}. " * 40, f"Outlet {n}", "2031-01-01")
        b.position(f"{n}", f"{n}", f"Crew {n}", "Fish", f"There is no fish in bay {n}. " * 40)
    for n in range(59):
        for label in RelationLabel:
            for certainty in Certainty:
                b.relation(f"{n}", f"{n + 1}", label, RelationKind.NEGATION, "because " * 99, certainty=certainty)
    text = summary(b.build(), 80)
    assert len(text.splitlines()) < 280
    assert "and 53 more in the report" in text
    assert "59 contradictions" in text
    assert "Not counted: 177 possible findings" in text


def test_failures_come_first_and_take_the_word_from_none_found() -> None:
    """Where something failed, the first line says so, and no absence of contradictions is stated without it."""
    comparison = quiet(failures=FAILURES, ungrounded=[ungrounded(harbour())])
    text = summary(comparison, 100)
    assert text.startswith(
        "Not all of it was compared: 1 source could not be read, 1 step failed while comparing, 1 statement"
    )
    nothing = headline.nothing_found(build(comparison))
    assert nothing == "None among what could be compared. Not all of it was compared: see what failed."
    for shown in (text, render(comparison, "markdown"), render(comparison, "html")):
        assert nothing in shown
        assert "Not all of it was compared: 1 source could not be read" in shown.replace("\n", " ")
        for failure in FAILURES:
            assert failure.subject in shown
        assert "there is no sentence 99" in shown.replace("\n", " ")
    for table in ("csv", "positions.csv"):
        rows = list(csv.DictReader(io.StringIO(render(comparison, table), newline="")))
        assert [row["row"] for row in rows if row["row"] not in {"finding", "position"}] == ["failure"] * 2 + [
            "ungrounded"
        ]


@pytest.mark.parametrize(
    ("documents", "positions", "engine", "expected"),
    [
        (1, True, "offline", "None within this one document, and there is no other to compare it with."),
        (2, True, "offline", "None within the one text that all documents repeat, and nothing independent"),
        (4, True, "offline", "None that the rules are sure of. That is not proof of agreement."),
        (4, True, "llm", "None found."),
        (4, False, "llm", "No positions were found, so nothing was compared."),
    ],
)
def test_none_found_claims_no_more_than_was_done(documents: int, positions: bool, engine: str, expected: str) -> None:
    """The absence of contradictions is worded by what was there to compare, and by whom."""
    comparison = quiet(
        engine=EngineInfo.model_validate({"name": engine, "model": None, "prompts": {}, "reason": "asked for"})
    )
    kept = comparison.documents[:documents]
    ids = {document.id for document in kept}
    held = tuple(p for p in comparison.positions if p.document_id in ids) if positions else ()
    comparison = comparison.model_copy(update={"documents": kept, "positions": held})
    for text in (summary(comparison, 200), render(comparison, "markdown"), render(comparison, "html")):
        assert expected in text


def test_head_tells_how_it_was_made() -> None:
    """Tool, engine, model, reason, prompts and usage are in every report that people read."""
    engine = EngineInfo(
        name="llm", model="gull-1", prompts={"extract": "v2", "compare": "v1"}, reason="--base-url is given"
    )
    usage = Usage(calls=7, cached_calls=2, prompt_tokens=12000, completion_tokens=3400, cost_usd=0.0312)
    comparison = harbour_comparison(engine=engine, usage=usage)
    for text in (summary(comparison, 300), render(comparison, "markdown"), render(comparison, "html")):
        plain = text.replace("\\", "")
        assert "llmtool 0.0.0, llm engine with gull-1 (--base-url is given); prompts: compare v1, extract v2" in plain
        assert "7 calls · 2 answers from the cache · 12,000 tokens in, 3,400 out · $0.0312" in plain
        assert "Nothing here says who is right." in plain
    unknown = harbour_comparison(engine=engine, usage=usage.model_copy(update={"cost_usd": None}))
    assert "price of the model unknown" in render(unknown, "html")
    assert "Made by rules alone" in summary(harbour_comparison(), 300)


def test_a_model_that_never_answered_is_no_judge() -> None:
    """Where no answer was read, nothing is said of what language models can get wrong: nothing was compared."""
    engine = EngineInfo(name="llm", model="gull-1", prompts={}, reason="--base-url is given")
    answered = harbour_comparison(engine=engine)
    silent = answered.model_copy(update={"positions": (), "relations": (), "verdicts": ()})
    told = "No answer of a language model was read: nothing here was compared."
    for text in (summary(silent, 300), render(silent, "markdown"), render(silent, "html")):
        assert told in text
    assert told not in summary(answered, 300)
    assert told not in summary(silent.model_copy(update={"usage": Usage(calls=1)}), 300)


def test_who_decided_is_said_once_and_in_plain_words() -> None:
    """A reader learns how sure a finding is, by what, and who judged it, in one clause."""
    relation = build(harbour_comparison()).contradictions[0]
    record = relation.record.model_copy(
        update={"kind": RelationKind.NUMERIC, "decided_by": "rule", "rationale": "5, 6"}
    )

    def told(**changed: object) -> str:
        return headline.decided(replace(relation, record=record.model_copy(update=changed)))

    assert told() == "certain by the figures; decided by a rule"
    alike = record.model_copy(update={"rationale": f"5, 6; {READ_ALIKE}"})
    view = replace(relation, record=alike)
    assert (view.why, headline.decided(view)) == (
        "5, 6",
        "certain by the figures; decided by a rule and the trained model alike",
    )
    assert told(certainty="possible") == "likely, not certain; decided by a rule"
    assert (
        told(certainty="possible", decided_by="model")
        == "likely, though the wording differs; decided by the trained model"
    )
    assert (
        told(decided_by="llm", second_reading="confirmed")
        == "decided by the language model, confirmed by a second reading"
    )
    assert wording.READ_ALIKE == READ_ALIKE


def test_an_issue_that_nothing_names_is_told_by_a_quotation() -> None:
    """``Other statements`` over a finding says nothing, so the first side's own words stand with it."""
    relation = build(harbour_comparison()).contradictions[0]
    other = replace(relation, issue=relation.issue.model_copy(update={"label": "Other statements"}))
    assert relation.about == relation.issue.label
    assert other.about.startswith("Other statements: “")
    assert other.about[19:40] in f"“{relation.a.quote}"
    assert wording.OTHER == OTHER


def test_a_finding_that_the_model_made_firm_is_not_by_rules_alone() -> None:
    """Where the trained model has settled a rule's finding, the report doesn't claim that rules alone made it."""
    comparison = harbour_comparison()
    first, *rest = comparison.relations
    settled = first.model_copy(update={"rationale": f"{first.rationale}; {READ_ALIKE}"})
    changed = comparison.model_copy(update={"relations": (settled, *rest)})
    assert "Made by rules, and by a small trained judge" in summary(changed, 300)


def test_shorten_cuts_between_words() -> None:
    """A shortened text ends with a whole word and an ellipsis, and a short one stays as it is."""
    assert shorten("forty boats must go", 13) == "forty boats …"
    assert shorten("forty boats", 11) == "forty boats"
    assert shorten("boats, they said", 8) == "boats …"


def test_reports_load_lazily() -> None:
    """Neither jinja2 nor rich is loaded before a format needs it."""
    code = (
        "import sys, llmtool.report as r; assert not {'jinja2', 'rich'} & set(sys.modules), 'at import';"
        "import llmtool.report.build, llmtool.report.markdown, llmtool.report.tables, llmtool.report.data;"
        "assert not {'jinja2', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_sides_in_one_sentence_are_shown_with_it() -> None:
    """Where two sides have the same quotation, every format for people shows the sentence with the words around it."""
    b = harbour()
    same = "The new quay will cost 85 million crowns"
    b.position("all-no", "courier.txt", UNION, COST, same, claim="The union refuses it.", modality=Modality.DENIES)
    b.position("all-yes", "courier.txt", AUTHORITY, COST, same, claim="The authority wants it.")
    b.relation("all-yes", "all-no", RelationLabel.CONTRADICTION, RelationKind.NEGATION, "One refuses it.")
    comparison = b.build()
    [relation] = [found for found in build(comparison).contradictions if found.passage]
    assert same in relation.passage
    assert len(relation.passage) > len(same)
    assert "Both sides rest on one passage: " in summary(comparison, 300)
    assert "Both sides rest on one passage: " in render(comparison, "markdown")
    told = f"Both sides rest on one passage: “{relation.passage}”"
    page = html.document_fromstring(render(comparison, "html"))
    assert told in [why.text_content() for why in page.xpath("//noscript//p[@class='why']")]
    word = docx.Document(io.BytesIO(render_bytes(comparison, "docx")))
    assert [told] == [line for paragraph in word.paragraphs for line in paragraph.text.split("\n") if "one pas" in line]
    assert "Both sides rest on one passage" not in summary(harbour_comparison(), 300)


def test_a_change_on_one_screen_has_both_sides() -> None:
    """One screen shows what a side said before and after, and no closing mark without an opening one."""
    told = brief(harbour_comparison(), 100, 60)
    change = told[told.index("Change: ") :]
    assert change.count("“") == change.count("”") >= 2
    for height in range(12, 30):
        for line in brief(harbour_comparison(), 50, height).split("\n"):
            assert line.count("”") <= line.count("“"), line


def test_a_title_tells_of_undated_documents() -> None:
    """The days in the title are those of some documents only, where others have none."""
    comparison = harbour_comparison()
    first, *others = comparison.documents
    undated = (first.model_copy(update={"published": None}), *others)
    assert headline.title(build(comparison.model_copy(update={"documents": undated}))).endswith(" and 1 undated")
    assert "undated" not in headline.title(build(comparison))


def test_rows_that_tell_nothing_stand_last() -> None:
    """A row without a stance, a finding or a second source waits in the page; where all are such, none does."""
    found = harbour_comparison()
    page = render(found, "html")
    dull = [issue for issue in build(found).issues if len(issue.cells) > 1 and not issue.tells]
    assert page.count(' class="dull"') == len(dull)
    quiet = found.model_copy(
        update={
            "relations": (),
            "verdicts": (),
            "positions": tuple(position.model_copy(update={"stance": Stance.NONE}) for position in found.positions),
        }
    )
    drawn = render(quiet, "html")
    rows = re.findall(r'<tr data-issue="\d+"( class="dull")?>', drawn)
    assert rows == sorted(rows)
    assert "" in rows


def test_a_piped_summary_heeds_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width that is asked for counts in a pipe too; what is no number does not."""
    from llmtool.cli.console import width

    monkeypatch.setattr("sys.stdout", io.StringIO())
    for asked, columns in (("60", 60), ("500", 110), ("wide", 80), ("", 80)):
        monkeypatch.setenv("COLUMNS", asked)
        assert width() == columns
