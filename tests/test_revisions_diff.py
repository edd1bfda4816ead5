"""What differs between two runs."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from examples import AUTHORITY, COST, UNION, harbour, harbour_comparison, nasty_comparison
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_comparisons import comparisons
from typer.testing import CliRunner, Result

from llmtool import errors, pipeline
from llmtool.cli import app
from llmtool.config import ChosenEngine, EngineChoice
from llmtool.revisions.changes import Difference, Edit, Status
from llmtool.revisions.data import data
from llmtool.revisions.difference import difference
from llmtool.revisions.page import edited, page
from llmtool.revisions.places import Places
from llmtool.revisions.text import NOTHING, _edit, text
from llmtool.schema import (
    Certainty,
    Comparison,
    EngineInfo,
    Failure,
    PartyKind,
    RelationKind,
    RelationLabel,
    content_id,
)

ROOT = Path(__file__).parents[1]
OLD = harbour_comparison()
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SENTENCE = "The new quay will cost 85 million crowns and not a crown more,"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def rewritten(comparison: Comparison, **words: str) -> Comparison:
    """The comparison with words replaced all through its records: ids stay, offsets are set right."""
    raw = comparison.model_dump_json()
    for old, new in words.items():
        raw = raw.replace(old.replace("_", " "), new)
    return respanned(json.loads(raw))


def respanned(values: dict[str, Any]) -> Comparison:
    """Evidence put where its words stand, and ids of positions made anew, as a run would."""
    texts = {document["id"]: document["text"] for document in values["documents"]}
    names: dict[str, str] = {}
    for position in values["positions"]:
        for span in position["evidence"]:
            span["start"] = texts[position["document_id"]].index(span["exact"])
            span["end"] = span["start"] + len(span["exact"])
        names[position["id"]] = content_id("p", position["document_id"], position["evidence"], position["claim"])
        position["id"] = names[position["id"]]
    for relation in values["relations"]:
        relation["a"], relation["b"] = names[relation["a"]], names[relation["b"]]
        relation["id"] = content_id("r", relation["a"], relation["b"], relation["label"])
    return Comparison.model_validate(values)


def statuses(found: Difference) -> dict[str, list[str]]:
    return {
        name: sorted(change.status for change in getattr(found, name))
        for name in ("documents", "relations", "positions")
        if getattr(found, name)
    }


@QUICK
@given(comparisons(), st.randoms(use_true_random=False))
def test_order_is_no_difference(comparison: Comparison, shuffler: random.Random) -> None:
    """A run with its records in another order is the same run."""
    shuffled = {}
    for name in ("parties", "speakers", "issues", "positions", "relations", "failures"):
        records = list(getattr(comparison, name))
        shuffler.shuffle(records)
        shuffled[name] = tuple(records)
    found = difference(comparison, comparison.model_copy(update=shuffled))
    assert not found
    assert NOTHING in text(found)


@QUICK
@given(comparisons(), comparisons())
def test_everything_is_accounted_for(old: Comparison, new: Comparison) -> None:
    """What is not gone from the old run is what is not new in the new one, for documents, positions and relations."""
    found = difference(old, new)
    for name in ("documents", "positions", "relations"):
        changes = getattr(found, name)
        gone = sum(change.status is Status.GONE for change in changes)
        fresh = sum(change.status is Status.NEW for change in changes)
        assert len(getattr(old, name)) - gone == len(getattr(new, name)) - fresh
    json.loads(data(found))
    assert page(found).startswith("<!doctype html>")


def test_an_edited_document_keeps_its_positions() -> None:
    """Text put before them moves positions, and gives them new ids; they are the same ones all the same."""
    new = rewritten(OLD, KESTREL_BAY="Updated at noon.\\n\\nKESTREL BAY")
    assert {p.id for p in new.positions} != {p.id for p in OLD.positions}
    found = difference(OLD, new)
    assert statuses(found) == {"documents": [Status.CHANGED]}
    assert found.documents[0].edits == (Edit("text", None, "3 words in, 0 words out"),)


def test_other_words_in_the_same_place_are_a_change() -> None:
    """A figure that was corrected is one changed position and one changed relation, not a new and a gone one."""
    new = rewritten(OLD, **{"85_million": "95 million"})
    found = difference(OLD, new)
    assert statuses(found) == {
        "documents": [Status.CHANGED, Status.CHANGED],
        "positions": [Status.CHANGED, Status.CHANGED],
        "relations": [Status.CHANGED],
    }
    assert [edit.field for edit in found.positions[0].edits] == ["claim", "evidence"]
    assert "[85 → 95]" in text(found)
    assert "why: " in text(found)  # the field is called as in every report
    assert "rationale" not in text(found) + page(found)
    assert "<del>85</del> <ins>95</ins> million" in page(found)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("stance", "against", Edit("stance", "for", "against")),
        ("modality", "offers", Edit("modality", "asserts", "offers")),
        ("attribution", "mixed", Edit("attribution", "quoted", "partly quoted")),
        ("said_on", "2031-03-02", Edit("said on", None, "2 Mar 2031")),
        ("claim", "The quay costs 85 million crowns.", Edit("claim", SENTENCE, "The quay costs 85 million crowns.")),
    ],
)
def test_what_changed_in_a_position_is_said(field: str, value: str, told: Edit) -> None:
    """A position with another stance, modality, attribution, date or claim is the same one, changed in that."""
    values = OLD.model_dump(mode="json")
    (position,) = [p for p in values["positions"] if p["id"] == harbour().positions["cost-authority"].id]
    position[field] = value
    found = difference(OLD, respanned(values))
    assert [change.edits for change in found.positions] == [(told,)]
    assert statuses(found) == {"positions": [Status.CHANGED]}


def test_a_position_under_another_issue_or_speaker_is_changed() -> None:
    """A position that went to another issue, or to another speaker, is not a new one."""
    b = harbour()
    for field, value, told in (
        ("issue_id", b.issues["Moorings"].id, Edit("issue", COST, "Moorings")),
        ("speaker_id", b.speakers["Ana Quell"].id, Edit("speaker", "Ilse Marrow", "Ana Quell")),
    ):
        values = OLD.model_dump(mode="json")
        (position,) = [p for p in values["positions"] if p["id"] == b.positions["cost-digest"].id]
        position[field] = value
        found = difference(OLD, respanned(values))
        assert [change.edits for change in found.positions] == [(told,)]


def test_a_name_that_changed_is_told_once() -> None:
    """An issue or a party under another name is one line, not a change of each of its positions."""
    values = OLD.model_dump(mode="json")
    old, new = harbour().issues[COST].id, "i-renamed"
    raw = json.dumps(values).replace(old, new).replace(COST, "Price of the quay")
    raw = raw.replace(harbour().parties[AUTHORITY].id, "y-renamed").replace(AUTHORITY, "Port of Kestrel Bay", 1)
    values = json.loads(raw)
    (party,) = [p for p in values["parties"] if p["id"] == "y-renamed"]
    party["name"] = "Port of Kestrel Bay"
    values["documents"] = OLD.model_dump(mode="json")["documents"]
    found = difference(OLD, respanned(values))
    assert [(each.what, each.new) for each in found.renamed] == [
        ("party", "Port of Kestrel Bay"),
        ("issue", "Price of the quay"),
    ]
    assert statuses(found) == {}


def test_two_claims_of_one_sentence_keep_apart() -> None:
    """Where two positions rest on the same words, each is found again by its claim."""
    b = harbour()
    quote = "We were told that forty boats must go,"
    b.position("other", "courier.txt", "Tobin Reyes", "Moorings", quote, claim="Someone told the union about it.")
    new = rewritten(b.build(), KESTREL_BAY="Noon. KESTREL BAY", Someone_told_the_union="Somebody has told the union")
    (change,) = difference(b.build(), new).positions
    assert change.edits == (Edit("claim", "Someone told the union about it.", "Somebody has told the union about it."),)


def test_why_a_finding_came_or_went_is_said() -> None:
    """A finding goes with its document or position, or because it was judged otherwise: the reader is told which."""
    b = harbour()
    relation = b.relations.pop(0)
    (only,) = difference(OLD, b.build(verdicts=OLD.verdicts)).relations
    assert (only.status, only.reason) == (Status.GONE, "both statements are in both runs: no longer found")
    assert difference(b.build(), OLD).relations[0].reason == "both statements are in both runs: not found before"

    b = harbour()
    b.relations = [each for each in b.relations if each.id != relation.id]
    gone = b.positions.pop("cost-union")
    found = difference(OLD, b.build())
    assert found.relations[0].reason == "a position is gone: Northshore Radio, 5 Mar 2031"
    assert gone.id in {change.old.id for change in found.positions if change.old}

    values = OLD.model_dump(mode="json")
    for record in values["positions"]:
        if record["id"] == OLD.relations[0].a:
            record["issue_id"] = next(i["id"] for i in values["issues"] if i["id"] != record["issue_id"])
    left = [r for r in values["relations"] if OLD.relations[0].a not in (r["a"], r["b"])]
    found = difference(OLD, respanned(values | {"relations": left}))
    assert "in the other run the two statements are about different issues" in {c.reason for c in found.relations}

    b.documents.pop("radio.txt")
    kept = {each.id for each in b.positions.values() if each.document_id in {d.id for d in b.documents.values()}}
    b.positions = {name: each for name, each in b.positions.items() if each.id in kept}
    b.relations = [each for each in b.relations if {each.a, each.b} <= kept]
    found = difference(OLD, b.build())
    assert {change.reason for change in found.relations} == {"a document is gone: Northshore Radio, 5 Mar 2031"}


def test_a_finding_that_became_firm_or_turned_is_changed() -> None:
    """The same two statements with another certainty, label or kind are one changed relation."""
    values = OLD.model_dump(mode="json")
    for relation in values["relations"]:
        if relation["certainty"] == Certainty.POSSIBLE:
            relation |= {"certainty": "firm", "label": "agreement", "kind": RelationKind.DEGREE.value}
    (change,) = difference(OLD, respanned(values)).relations
    assert change.edits == (
        Edit("label", "contradiction", "agreement"),
        Edit("certainty", "possible", "firm"),
        Edit("kind", "reporting", "degree"),
    )


def test_verdicts_that_turned_are_listed() -> None:
    """Two parties that stand otherwise to each other are named, with both verdicts."""
    (first, *others) = OLD.verdicts
    turned = OLD.model_copy(update={"verdicts": (first.model_copy(update={"label": "agree"}), *others[1:])})
    found = difference(OLD, turned)
    assert [(v.parties, v.old, v.new) for v in found.verdicts] == [
        ((UNION, AUTHORITY)[::-1] if UNION > AUTHORITY else (UNION, AUTHORITY), "disagree", "agree"),
        ((UNION, AUTHORITY)[::-1] if UNION > AUTHORITY else (UNION, AUTHORITY), "disagree", "one_sided"),
    ]
    assert "disagree → agree" in text(found)


@pytest.mark.parametrize(
    ("change", "caution"),
    [
        ({"failures": (Failure(stage="extract", subject="x", error="y"),)}, "The new run is incomplete"),
        ({"engine": EngineInfo(name="llm", model="m", prompts={}, reason="")}, "different engines (offline, then llm"),
        ({"engine": OLD.engine.model_copy(update={"prompts": {"x": "v2"}})}, "different prompts"),
        ({"tool": OLD.tool.model_copy(update={"version": "9"})}, "different versions (llmtool 0.0.0, then 9)"),
    ],
)
def test_a_difference_that_need_not_lie_in_the_sources_is_flagged(change: dict[str, Any], caution: str) -> None:
    """A run that failed in part, or was made in another way, is never compared without a word about it."""
    found = difference(OLD, OLD.model_copy(update=change))
    for shown in (text(found, 200), page(found), data(found)):
        assert caution in shown


def test_documents_that_moved_or_were_replaced() -> None:
    """A file under another name is the same document; other text from standard input is not."""

    def source(name: str, **new: object) -> Comparison:
        documents = [d.model_copy(update=new) if d.source == name else d for d in OLD.documents]
        return OLD.model_copy(update={"documents": tuple(documents)})

    moved = difference(OLD, source("articles/radio.txt", source="archive/radio.txt"))
    assert [c.edits for c in moved.documents] == [(Edit("source", "articles/radio.txt", "archive/radio.txt"),)]
    b = harbour()
    b.positions, b.relations = {}, []
    before = b.build()
    document = before.documents[-1]
    edited = document.model_copy(update={"source": "b.txt", "id": "d-2", "text": f"{document.text} One more line."})
    after = before.model_copy(update={"documents": (*before.documents[:-1], edited)})
    assert statuses(difference(before, after)) == {"documents": [Status.CHANGED]}
    piped = before.model_copy(update={"documents": (document.model_copy(update={"source": "-"}),)})
    other = piped.documents[0].model_copy(update={"id": "d-3", "text": "Nothing akin."})
    after = piped.model_copy(update={"documents": (other,)})
    assert statuses(difference(piped, after)) == {"documents": [Status.GONE, Status.NEW]}


@QUICK
@given(
    st.lists(st.sampled_from(["quay", "boat", "40", ",", "\n", "é", "<b>"]), max_size=12).map(" ".join),
    st.lists(st.sampled_from(["quay", "boat", "40", ",", "\n", "é", "<b>"]), max_size=12).map(" ".join),
)
def test_passages_tell_the_whole_edit(old: str, new: str) -> None:
    """The new text with each passage put back is the old one, word for word."""
    places = Places(old, new)
    restored, end = [], 0
    for passage in places.passages:
        restored += [new[end : passage.new[0]], old[slice(*passage.old)]]
        end = passage.new[1]
    restored.append(new[end:])
    assert re.findall(r"\w+|[^\w\s]", " ".join(restored)) == re.findall(r"\w+|[^\w\s]", old)
    assert "<b>" not in edited(old, new)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The quay will cost 85 million.", "The quay will cost 95 million.", "The quay will cost [85 → 95] million."),
        ("No boat must go.", "No boat must go now.", "No boat must go [added: now]."),
        ("No boat must ever go.", "No boat must go.", "No boat must [ever → nothing] go."),
        ("Board: “40 million crowns”.", "Board: “45 million crowns”.", "Board: “[40 → 45] million crowns”."),
        ("Not one.", "The town has asked.", None),  # nothing in common: both are told whole
    ],
)
def test_few_other_words_are_told_alone(old: str, new: str, told: str | None) -> None:
    """Where only some words of a claim differ, they stand in brackets in their place; else both claims are told."""
    edit = Edit("claim", old, new)
    shown = " ".join(_edit(edit).text.plain.split())
    assert shown == f"claim: {told or f'{old} → {new}'}"


def test_pairs_are_counted_in_words() -> None:
    """One pair of parties stands otherwise, two stand otherwise."""
    found = difference(OLD, OLD.model_copy(update={"verdicts": OLD.verdicts[:-1]}))
    assert "1 pair of parties stands otherwise" in text(found)
    assert "3 pairs of parties stand otherwise" in text(difference(OLD, OLD.model_copy(update={"verdicts": ()})))


def test_long_texts_are_aligned_roughly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text too long for the exact alignment is still aligned."""
    monkeypatch.setattr("llmtool.revisions.places._LONGEST", 0)
    test_other_words_in_the_same_place_are_a_change()


def test_text_of_a_source_stays_text() -> None:
    """No format lets a source set a colour, write markup or run a script."""
    old, new = nasty_comparison(), nasty_comparison()
    new = new.model_copy(update={"issues": (), "positions": (), "relations": (), "verdicts": ()})
    found = difference(old, new)
    assert found
    for shown in (text(found), text(found, colour=True)):
        assert "\x1b[31mred" not in shown
        assert "\u202e" not in shown
    html = page(found)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</style>") == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy.group(1) or "default-src 'none'" in policy.group(1)
    assert not re.search(r'(?:src|href)="(?!#|data:,)', html)


def test_a_real_run_on_an_edited_file(tmp_path: Path) -> None:
    """A line added to a source that states nothing changes the document and nothing else."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    for file in (ROOT / "tests" / "data" / "harbour").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())

    def compare() -> Comparison:
        engine = pipeline.make_engine(ChosenEngine(EngineChoice.OFFLINE, "asked for"), folder=tmp_path)
        return pipeline.compare(pipeline.read([str(folder)]), engine)

    before = compare()
    meeting = folder / "meeting.txt"
    meeting.write_text(meeting.read_text(encoding="utf-8") + "\n(Corrected on 14 May.)\n", encoding="utf-8")
    found = difference(before, compare())
    assert [change.old and change.old.record.source for change in found.documents] == [str(meeting)]
    assert statuses(found) == {"documents": [Status.CHANGED]}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    names = tmp_path / "old.json", tmp_path / "new.json"
    for name, comparison in zip(names, (OLD, rewritten(OLD, **{"85_million": "95 million"})), strict=True):
        name.write_text(comparison.model_dump_json(), encoding="utf-8")
    return str(names[0]), str(names[1])


def test_the_command(files: tuple[str, str], tmp_path: Path) -> None:
    """Text goes to standard output without colours; files get the format of their ending; the code is 0."""
    shown = run("diff", *files)
    assert shown.exit_code == errors.OK, shown.output
    assert "changed  contradiction, figures" in shown.stdout
    assert "\x1b" not in shown.stdout
    html, raw = tmp_path / "diff.html", tmp_path / "diff.json"
    assert run("diff", *files, "-o", str(html), "-o", str(raw)).stdout == ""
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads(raw.read_text(encoding="utf-8")) == json.loads(run("diff", *files, "--format", "json").stdout)


def test_exit_code_on_request(files: tuple[str, str]) -> None:
    """With --exit-code runs that differ give 1, and the same ones 0."""
    assert run("diff", *files, "--exit-code").exit_code == errors.FINDINGS
    assert run("diff", files[0], files[0], "--exit-code").exit_code == errors.OK


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (lambda f: ["diff", f[0], "nothing.json"], errors.INPUT, "nothing.json: can't be read"),
        (lambda f: ["diff", *f, "-o", "diff.xyz"], errors.USAGE, "use one of .html"),
        (lambda f: ["diff", *f, "-o", "no/such/diff.html"], errors.USAGE, "there is no folder no/such"),
    ],
)
def test_a_mistake_is_one_line(
    files: tuple[str, str], arguments: Callable[[tuple[str, str]], list[str]], code: int, words: str
) -> None:
    """A mistake gives one line that names the thing."""
    result = run(*arguments(files))
    assert result.exit_code == code
    assert words in result.stderr.splitlines()[-1]


def test_a_party_is_never_matched_twice() -> None:
    """Two parties of one name stay two."""
    b = harbour()
    b.party("Bay Ledger ", PartyKind.PERSON)
    assert not difference(b.build(), b.build())
    assert RelationLabel.CHANGE in {relation.label for relation in OLD.relations}


def test_a_copy_that_became_an_original_is_told() -> None:
    """Copies count once, so a document that no longer repeats another one is a change."""
    documents = tuple(document.model_copy(update={"copy_of": None}) for document in OLD.documents)
    (change,) = difference(OLD, OLD.model_copy(update={"documents": documents})).documents
    assert change.edits == (Edit("repeats", "The Quayside Courier, 3 Mar 2031", None),)


def test_a_folder_of_another_name_changes_no_document() -> None:
    """Files that only lie in another folder are told of in one line; a single file that moved is still a change."""
    old = harbour_comparison()

    def placed(folders: dict[int, str]) -> Comparison:
        found = [
            document.model_copy(update={"source": f"{folders.get(place, 'a')}/{document.source.split('/')[-1]}"})
            for place, document in enumerate(old.documents)
        ]
        return old.model_copy(update={"documents": tuple(found)})

    moved = difference(placed({}), placed(dict.fromkeys(range(len(old.documents)), "b")))
    assert not moved.documents
    assert moved.cautions == ("The files lie in another folder (a, then b).",)
    one = difference(placed({}), placed({0: "b"}))
    assert [edit.field for change in one.documents for edit in change.edits] == ["source"]
    assert not one.cautions
