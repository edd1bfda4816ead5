"""Findings that are known: how they are recognised, kept in a file, and answered in a terminal."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from examples import AUTHORITY, COST, NASTY, harbour, harbour_comparison, nasty_comparison
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminals import Terminal
from test_revisions_diff import respanned, rewritten
from typer.testing import CliRunner, Result

from llmtool import errors
from llmtool.cli import app
from llmtool.errors import UsageError
from llmtool.report.build import build
from llmtool.revisions.baseline import HEADER, Answer, Baseline, Entry, about, dump, known, load, parse, save
from llmtool.revisions.fingerprint import fingerprint
from llmtool.revisions.triage import next_open, queue, shown
from llmtool.schema import Certainty, Comparison, Failure, RelationLabel

ROOT = Path(__file__).parents[1]
DISPUTE = str(ROOT / "tests" / "data" / "harbour")
OLD = harbour_comparison()
KEY = "contradiction-0123456789ab"
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


pytestmark = pytest.mark.usefixtures("bare_machine")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def keys(comparison: Comparison) -> set[str]:
    report = build(comparison)
    relations = (*report.contradictions, *report.changes, *report.agreements, *report.possible)
    return {fingerprint(relation) for relation in relations}


def changed(**changes: Any) -> Comparison:
    """The dispute with fields of its first firm contradiction changed."""
    values = OLD.model_dump(mode="json")
    first = build(OLD).contradictions[0].record.id
    next(relation for relation in values["relations"] if relation["id"] == first).update(changes)
    return respanned(values)


def test_a_finding_is_recognised_after_an_edit() -> None:
    """A document that was edited elsewhere, moved, redated or read again leaves the findings known."""
    assert keys(rewritten(OLD, KESTREL_BAY="Updated at noon.\\n\\nKESTREL BAY")) == keys(OLD)
    assert keys(rewritten(OLD, **{COST.replace(" ", "_"): "Price of the quay"})) == keys(OLD)
    assert keys(rewritten(OLD, **{"articles/": "archive/", "2031-03-03": "2031-03-04"})) == keys(OLD)
    assert keys(rewritten(OLD, The_union_was_told="Somebody told the union")) == keys(OLD)
    again = {"certainty": "possible", "kind": "degree", "scope": "cross_source", "rationale": "Other words."}
    assert keys(changed(**again)) == keys(OLD)
    first = build(OLD).contradictions[0].record
    assert keys(changed(a=first.b, b=first.a)) == keys(OLD)


@pytest.mark.parametrize(
    "other",
    [
        changed(label="agreement"),
        rewritten(OLD, lose_a_mooring="lose its mooring"),
        rewritten(OLD, **{AUTHORITY.replace(" ", "_"): "Port Office"}),
    ],
)
def test_another_finding_is_another_one(other: Comparison) -> None:
    """Another label, other words or another party make a finding that nobody has answered yet."""
    assert len(keys(other) - keys(OLD)) >= 1
    assert len(keys(OLD) - keys(other)) >= 1


def test_few_words_are_told_apart_by_the_claim() -> None:
    """A short answer can be about anything: two of them are the same finding only with the same claim."""

    def quoting(claim: str) -> Comparison:
        b = harbour()
        b.document("short.txt", "Reyes: We will not have it.", "Short", None)
        b.position("short", "short.txt", "Tobin Reyes", COST, "We will not have it.", claim=claim)
        first = b.relations[0]
        b.relation("cost-authority", "short", first.label, first.kind, "They differ.")
        return b.build()

    assert keys(quoting("The union refuses the new quay.")) != keys(quoting("The union refuses the lower berths."))


ENTRIES = st.builds(
    Entry,
    key=st.builds(lambda label, n: f"{label}-{n:012x}", st.sampled_from(RelationLabel), st.integers(0, 16**12 - 1)),
    answer=st.sampled_from(Answer),
    about=st.text(st.characters(exclude_characters="|", exclude_categories=["C", "Z"]), max_size=30),
    reason=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30),
)


@QUICK
@given(st.lists(ENTRIES, unique_by=lambda entry: entry.key), st.randoms(use_true_random=False))
def test_the_file_gives_back_what_was_written(entries: list[Entry], shuffler: Any) -> None:
    """What is written is read back, sorted, the same bytes in whichever order it was answered."""
    one = Baseline({entry.key: entry for entry in entries})
    text = dump(one)
    assert parse(text, "x").entries == one.entries
    shuffler.shuffle(entries)
    assert dump(Baseline({entry.key: entry for entry in entries})) == text
    lines = text.splitlines()
    assert lines[0] == HEADER
    assert lines[1:] == sorted(lines[1:])


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_reason_stays_on_its_line(reason: str) -> None:
    """A reason of any characters can be written and read again."""
    text = dump(Baseline({KEY: Entry(KEY, Answer.ACCEPTED, "Cost: A / B", reason)}))
    assert len(parse(text, "x").entries) == 1
    assert text.count("\n") == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEADER}\nhello\n", "b.txt:2: 'hello' is no finding: a line is KEY ANSWER |"),
        (f"\n\n{KEY} accepted | x | y\n{KEY} dismissed | x | y\n", "b.txt:4: the same finding as in line 3"),
        (f"{KEY} agreed | x | y\n", "b.txt:1: the answer is one of accepted, dismissed, open, not 'agreed'"),
        (f"{KEY} accepted | x\n", "b.txt:1: the reason is missing"),
        (f"{KEY} accepted | x | \n", "b.txt:1: the reason is missing"),
        (f"{KEY[:-1]} accepted | x | y\n", "b.txt:1: 'contradiction-0123456789a accepted | x …' is no finding"),
        ("<<<<<<< HEAD\n", "b.txt:1: '<<<<<<< HEAD' is no finding"),
        ("# llmtool baseline 2\n", "b.txt:1: a baseline of version 2, this llmtool reads 1"),
    ],
)
def test_a_malformed_line_is_named(text: str, told: str) -> None:
    """A line that can't be read is one message with its number, never skipped."""
    with pytest.raises(UsageError) as caught:
        parse(text, "b.txt")
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_a_file_of_another_editor_is_read() -> None:
    """A byte-order mark, Windows line ends, blank lines and bars in the reason are fine; comments are kept."""
    text = f"\ufeff# ours\r\n\r\n{KEY} accepted | Cost: A / B | price | incl. tax\r\n"
    baseline = parse(text, "x")
    assert baseline.entries[KEY].reason == "price | incl. tax"
    assert dump(baseline) == f"# ours\n{KEY} accepted | Cost: A / B | price | incl. tax\n"


def test_a_file_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops while it is written keeps the old file, and nothing else is left behind."""
    file = tmp_path / "known.txt"
    save(file, Baseline())

    def fails(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(UsageError, match="No space left"):
        save(file, Baseline({KEY: Entry(KEY, Answer.ACCEPTED, "x", "y")}))
    assert file.read_text(encoding="utf-8") == f"{HEADER}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["known.txt"]


def test_a_link_is_written_through(tmp_path: Path) -> None:
    """A baseline that is a link stays one."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    link.symlink_to(real)
    save(link, Baseline())
    assert link.is_symlink()
    assert load(real) == Baseline()


def answered(comparison: Comparison, answer: Answer, *, only: int | None = None) -> Baseline:
    found = queue(build(comparison), possible=True)[:only]
    return Baseline({key: Entry(key, answer, about(relation), "read") for key, relation in found})


def test_known_findings_are_marked_and_stale_ones_named() -> None:
    """Every accepted finding of a run has its mark; an entry that matches nothing is stale."""
    baseline = answered(OLD, Answer.ACCEPTED).answered(Entry(KEY, Answer.ACCEPTED, "x", "y", 9))
    found = known(baseline, build(OLD))
    disputed = {r.id for r in OLD.relations if r.label != RelationLabel.AGREEMENT}
    assert found.settled == disputed
    assert set(found.marks) == disputed
    assert set(found.marks.values()) == {"accepted: read"}
    assert [entry.key for entry in found.stale] == [KEY]


def test_a_note_settles_nothing() -> None:
    """An open entry marks the finding and leaves it to fail."""
    found = known(answered(OLD, Answer.OPEN), build(OLD))
    assert found.settled == frozenset()
    assert found.marks


def test_firm_findings_are_asked_about_first() -> None:
    """The queue has firm contradictions and changes, then possible ones on request, and no agreement."""
    report = build(OLD)
    firm, every = queue(report, possible=False), queue(report, possible=True)
    assert every[: len(firm)] == firm
    assert [relation.record.certainty for _, relation in every] == [Certainty.FIRM] * 3 + [Certainty.POSSIBLE]
    assert RelationLabel.AGREEMENT not in {relation.record.label for _, relation in every}


def test_the_next_open_finding_is_found() -> None:
    """What is settled is passed over; what has only a note is not."""
    names = [f"change-{number:012x}" for number in range(4)]
    entries = {
        names[0]: Entry(names[0], Answer.ACCEPTED, "", "x"),
        names[1]: Entry(names[1], Answer.OPEN, "", "x"),
        names[2]: Entry(names[2], Answer.DISMISSED, "", "x"),
    }
    assert [next_open(names, Baseline(entries), start) for start in range(5)] == [1, 1, 3, 3, 4]


def test_a_finding_is_shown_with_its_context() -> None:
    """Both quotations come with holder, outlet, date and the words around them, and obey no source."""
    text = shown(build(OLD).contradictions[1], "2 of 3", None, 200, colour=False)
    for words in ("Ilse Marrow, director", "The Quayside Courier, 3 Mar 2031", "said Ilse Marrow", "REYES:", "Why: 85"):
        assert words in text
    for _, relation in queue(build(OLD), possible=True):  # no line begins with what ends the one before
        assert not re.search(r"^ *[.,;:”]", shown(relation, "1 of 1", None, 200, colour=False), re.MULTILINE)
    nasty = nasty_comparison()
    for _, relation in queue(build(nasty), possible=True):
        told = shown(relation, "1 of 1", Entry(KEY, Answer.OPEN, NASTY, NASTY), 80, colour=False)
        assert "\x1b" not in told
        assert "\u202e" not in told


@pytest.fixture
def run_file(tmp_path: Path) -> str:
    file = tmp_path / "run.json"
    file.write_text(OLD.model_dump_json(), encoding="utf-8")
    return str(file)


def test_known_findings_do_not_fail_a_comparison(tmp_path: Path) -> None:
    """With every finding accepted --fail-on passes; without one of them it fails; a stale entry is a note."""
    file, baseline = tmp_path / "run.json", tmp_path / "known.txt"
    flags = ("compare", DISPUTE, "--fail-on", "contradiction", "--fail-on", "change")
    assert run(*flags, "-o", str(file)).exit_code == errors.FINDINGS
    comparison = Comparison.model_validate_json(file.read_text(encoding="utf-8"))
    everything = answered(comparison, Answer.DISMISSED)
    save(baseline, everything.answered(Entry(KEY, Answer.ACCEPTED, "Cost: A / B", "y")))
    result = run(*flags, "--baseline", str(baseline))
    assert result.exit_code == errors.OK, result.output
    line = 2 + sorted([*everything.entries, KEY]).index(KEY)
    stale = f"stale: {baseline}:{line}: {KEY} (Cost: A / B) is not found any more; remove the line"
    assert stale in result.stderr.splitlines()
    save(baseline, everything.without(queue(build(comparison), possible=False)[0][0]))
    assert run(*flags, "--baseline", str(baseline)).exit_code == errors.FINDINGS
    assert "stale" not in run(*flags, "--baseline", str(baseline), "--quiet").stderr


def test_a_failure_still_decides_the_exit_code(tmp_path: Path) -> None:
    """A known finding hides no source that could not be read, and what failed is named beside a stale entry."""
    baseline = tmp_path / "known.txt"
    save(baseline, Baseline({KEY: Entry(KEY, Answer.ACCEPTED, "Cost: A / B", "y")}))
    result = run("compare", DISPUTE, str(tmp_path / "missing.txt"), "--baseline", str(baseline))
    assert result.exit_code == errors.INPUT
    assert "what failed in this run may hide it" in result.stderr
    assert Failure.model_fields["stage"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare", "nothing.txt", "--baseline", "no.txt"], "no.txt: there is no such baseline; make one with"),
        (["compare", "nothing.txt", "--baseline", __file__], f"{__file__}:1: "),
        (["compare", DISPUTE, "--brief", "--format", "json"], "--brief and --format exclude each other"),
        (["triage", "nothing.json"], "run it in a terminal"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], words: str) -> None:
    """A mistake is told in one line before any work is done, with exit code 2."""
    result = run(*arguments)
    assert result.exit_code == errors.USAGE, result.output
    assert words in result.stderr.splitlines()[-1]
    assert len(result.stderr.splitlines()) == 1


def test_triage_keeps_every_answer(run_file: str, tmp_path: Path) -> None:
    """Each answer is in the file before the next question, Ctrl-C loses none, and the next call goes on behind them."""
    file = tmp_path / "llmtool-baseline.txt"
    terminal = Terminal("triage", run_file, "--all", folder=tmp_path)
    assert "Moorings" in terminal.expect("[q]uit: ")
    terminal.press("a")
    terminal.expect("Reason [read and known]: ")
    terminal.write("both are quoted rightly")
    terminal.expect("2 of 4")
    terminal.expect("[q]uit: ")
    assert [(e.answer, e.reason) for e in load(file).entries.values()] == [("accepted", "both are quoted rightly")]
    terminal.press("\x03")
    terminal.expect("stopped: 4 findings: 1 accepted, 3 open; the answers are in llmtool-baseline.txt; run the same")
    assert terminal.end() == errors.INTERRUPTED
    before = file.read_bytes()

    terminal = Terminal("triage", run_file, "--all", folder=tmp_path)
    assert "2 of 4" in terminal.expect("[q]uit: ")
    terminal.press("s\r")  # a line at once, as some terminals send it
    assert "3 of 4" in terminal.expect("[q]uit: ")
    terminal.signal(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    assert file.read_bytes() == before


def test_triage_goes_back_notes_and_takes_back(run_file: str, tmp_path: Path) -> None:
    """Every key does what its help says, and a finding with only a note is asked about again."""
    file = tmp_path / "known.txt"
    terminal = Terminal("triage", run_file, "--baseline", str(file), folder=tmp_path)
    terminal.expect("[q]uit: ")
    terminal.press("?")
    terminal.expect("q  quit")
    terminal.expect("[q]uit: ")
    terminal.press("n")
    terminal.expect("Note: ")
    terminal.write("ask the mayor")
    assert "open: ask the mayor" in terminal.expect("[q]uit: ")
    terminal.press("d")
    terminal.expect("Reason [ask the mayor]: ")
    terminal.write("")
    assert "2 of 3" in terminal.expect("[q]uit: ")
    terminal.press("b")
    assert "dismissed: ask the mayor" in terminal.expect("[q]uit: ")
    terminal.press("u")
    assert "ask the mayor" not in terminal.expect("[q]uit: ")
    assert load(file).entries == {}
    for place in (1, 2, 3):
        terminal.press("a")
        terminal.expect("Reason [read and known]: ")
        terminal.write("")
        if place < 3:
            terminal.expect("[q]uit: ")
    terminal.expect(f"3 findings: 3 accepted; the answers are in {file}")
    assert terminal.end() == errors.OK
    again = Terminal("triage", run_file, "--baseline", str(file), folder=tmp_path)
    again.expect("3 findings: 3 accepted")
    assert again.end() == errors.OK


def test_a_reason_to_accept_is_none_to_dismiss(run_file: str, tmp_path: Path) -> None:
    """Who changes an answer is offered its usual reason, who keeps it their own; stale entries are named."""
    file = tmp_path / "llmtool-baseline.txt"
    key, relation = queue(build(OLD), possible=False)[0]
    stale = Entry(KEY, Answer.ACCEPTED, "Old: A / B", "gone")
    save(file, Baseline({key: Entry(key, Answer.ACCEPTED, about(relation), "both are right"), KEY: stale}))
    terminal = Terminal("triage", run_file, folder=tmp_path)
    terminal.expect("[q]uit: ")
    terminal.press("b")
    terminal.expect("[q]uit: ")
    terminal.press("a")
    terminal.expect("Reason [both are right]: ")
    terminal.write("")
    terminal.expect("[q]uit: ")
    terminal.press("b")
    terminal.expect("[q]uit: ")
    terminal.press("d")
    terminal.expect("Reason [read, and not one]: ")
    terminal.write("")
    terminal.expect("[q]uit: ")
    terminal.press("q")
    terminal.expect(f"{KEY} (Old: A / B) is not found any more; remove the line")
    assert terminal.end() == errors.OK
    assert load(file).entries[key].answer is Answer.DISMISSED
    assert load(file).entries[key].reason == "read, and not one"


def test_triage_keeps_what_others_write_meanwhile(run_file: str, tmp_path: Path) -> None:
    """A line that was added to the file while a question stood is still there after the answer."""
    file = tmp_path / "llmtool-baseline.txt"
    terminal = Terminal("triage", run_file, folder=tmp_path)
    terminal.expect("[q]uit: ")
    save(file, Baseline({KEY: Entry(KEY, Answer.ACCEPTED, "x", "by hand")}, (HEADER, "# ours")))
    terminal.press("d")
    terminal.expect("Reason")
    terminal.write("")
    terminal.expect("[q]uit: ")
    terminal.press("q")
    assert terminal.end() == errors.OK
    kept = load(file)
    assert kept.comments == (HEADER, "# ours")
    assert len(kept.entries) == 2
