from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from relate_cases import Said, aligned
from typer.testing import CliRunner

import llmtool
from llmtool import pipeline
from llmtool.cli import app, eval_options
from llmtool.config import ChosenEngine, EngineChoice, LlmSettings
from llmtool.drafts import RelationDraft
from llmtool.errors import UsageError
from llmtool.evaluate import disputes
from llmtool.relate import compare_offline, finish
from llmtool.relate.trained.pair_text import Saying, pair_text
from llmtool.relate.trained.relation_model import Judgement, RelationModel, Thresholds, built_in
from llmtool.relate.trained.weighing import AROUND, OWN, Seen, surroundings, weigh
from llmtool.schema import Certainty, RelationKind, RelationLabel

MODEL = Path(llmtool.__file__).parent / "relate" / "model"
BOARD, UNION = "Harbour Board", "Fishers' Union"
UNSEEN = ("The harbour mouth was dredged by night.", "Nobody has touched the sandbank since the storm.")
"""No rule sees anything in this pair."""
CRANE = ("The crane on the west quay was painted.", "Nobody has touched the crane.")
"""Nor in this one, which shares a word."""
TALKS = (("tremendous", BOARD), ("little", UNION))
PAIRS = [
    (
        "Harbour Board: The quay will open in May.",
        "Fishers' Union, other side, same day: No ship will moor before June.",
    ),
    ("Harbour Board: Six berths are free.", "Harbour Board, same side, weeks later: The berths are full."),
    ("a", "b"),
    ("Fishers' Union: The crane is safe.", "Harbour Board, other side, undated: The crane is sound. " * 30),
]


class Says:
    """A judge that gives every pair the scores it was told to, and notes what it was asked."""

    tells_holders = True
    first: Mapping[str, list[float]] = {}
    second: Mapping[str, list[float]] = {}

    def __init__(self, against: float = 0.0, together: float = 0.0) -> None:
        self.says = Judgement(against, together)
        self.against = self.together = Thresholds(
            firm=0.9,
            possible=0.5,
            confirms=0.8,
            sparse=0.7,
            vague=0.7,
            sparse_confirms=0.97,
            doubts=0.1,
            keeps=0.2,
            alone=0.3,
            apart=0.5,
            alone_doubts=0.15,
        )
        self.asked: list[tuple[str, str]] = []
        self.asked_bare: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """The scores that it was told to give."""
        self.asked += pairs
        return [self.says for _ in pairs]

    def judge_bare(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """The same."""
        self.asked_bare += pairs
        return [self.says for _ in pairs]


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count every issue as one of many positions, and no comparison as a pair alone."""
    monkeypatch.setattr("llmtool.relate.trained.by_model.SMALL", 0)
    monkeypatch.setattr("llmtool.relate.trained.by_model.ALONE", 0)


def judged(judge: Says, *said: Said, copies: Mapping[str, str] | None = None) -> tuple[RelationDraft, ...]:
    given = aligned(said, copies=dict(copies or {}))
    finished = {(r.a, r.b) for r in finish(compare_offline(given, judge), given)}  # type: ignore[arg-type]
    drafts = compare_offline(given, judge)  # type: ignore[arg-type]
    assert len(finished) <= len(drafts)
    return drafts


def copied(tmp_path: Path, **changes: object) -> Path:
    """The model that ships, with another config.json."""
    folder = tmp_path / "other"
    shutil.copytree(MODEL, folder)
    config = {"id2label": {"0": "CONTRADICTION", "1": "ENTAILMENT", "2": "NEUTRAL"}, **changes}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def test_the_model_ships_and_is_small() -> None:
    """The files of the relation model lie in the package and weigh at most 25 MB together."""
    files = sorted(file.name for file in MODEL.iterdir())
    assert files == ["bare.onnx", "config.json", "model.onnx", "tokenizer.json"]
    assert sum(file.stat().st_size for file in MODEL.iterdir()) <= 25_000_000
    assert built_in() is not None


def test_a_vector_depends_on_its_claim_alone() -> None:
    """A claim has the same vector, of length 1, alone and beside others; claims of one matter point more one way."""
    claims = [
        "The board said the quay opens in May.",
        "The union denied that the quay will open in spring.",
        "The mayor said school lunches are free.",
    ]
    whole = RelationModel(MODEL).vectors(claims)
    assert whole is not None
    again = RelationModel(MODEL)
    assert [again.vectors([claim]) for claim in reversed(claims)] == [[vector] for vector in reversed(whole)]
    assert all(sum(each * each for each in vector) == pytest.approx(1, abs=1e-3) for vector in whole)
    alike = [sum(a * b for a, b in zip(whole[0], other, strict=True)) for other in whole[1:]]
    assert alike[0] > alike[1] + 0.2


def test_one_issue_of_many_is_judged_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands around a pair counts only in an issue that holds half of all positions: a score that is enough there
    is not enough in one of several issues.
    """
    monkeypatch.setattr("llmtool.relate.trained.by_model.SMALL", 1)
    judge = Says(against=0.6)
    pair = [Said(CRANE[0], BOARD), Said(CRANE[1], UNION)]
    rest = [Said(f"The {word} is old.", BOARD, issue=word) for word in ("mole", "lamp", "rail")]
    assert judged(judge, *pair, rest[0])
    assert not judged(judge, *pair, *rest)


def test_a_judgement_depends_on_the_pair_alone() -> None:
    """A pair has the same scores alone, beside others, in any order, and from a model that is loaded again."""
    whole = RelationModel(MODEL).judge(PAIRS)
    again = RelationModel(MODEL)
    assert [again.judge([pair])[0] for pair in PAIRS] == whole
    mixed = [*PAIRS, *PAIRS]
    random.Random(3).shuffle(mixed)  # noqa: S311 - an order, no secret
    assert RelationModel(MODEL).judge(mixed) == [whole[PAIRS.index(pair)] for pair in mixed]
    assert again.judge([]) == []


def test_a_pair_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What grouping has asked of a pair is known when it is compared."""
    model = RelationModel(MODEL)
    first = model.judge(PAIRS)
    monkeypatch.setattr(model, "_run", None)
    assert model.judge(PAIRS[::-1]) == first[::-1]


def test_the_model_tells_a_plain_contradiction_from_nothing() -> None:
    """The model that ships holds a flat denial for a contradiction, and two unrelated claims for nothing."""
    day = dt.date(2031, 5, 2)
    said = Saying(BOARD, "Ada Holt", day, "Ada Holt said the dredger had damaged the mussel beds.")
    denied = Saying(UNION, "Bo Lind", day, "Bo Lind said the dredger had not damaged the mussel beds.")
    other = Saying(UNION, "Bo Lind", day, "Bo Lind said the canteen would close for lunch on Fridays.")
    flat, unrelated = RelationModel(MODEL).judge([pair_text(said, denied), pair_text(said, other)])
    assert flat.contradiction > 0.5 > unrelated.contradiction
    assert unrelated.agreement < 0.5


def test_the_text_of_a_pair_tells_who_and_when() -> None:
    """Side, speaker and the time between the two stand in words before the second claim."""
    one = Saying(BOARD, "Ada Holt", dt.date(2031, 5, 2), "The quay is safe.")
    later = Saying(BOARD, "Bo Lind", dt.date(2031, 5, 5), "The quay is closed.")
    other = Saying(UNION, "", None, "The quay leaks.")
    assert pair_text(one, later) == (
        f"{BOARD}: The quay is safe.",
        f"{BOARD}, same side, days later: The quay is closed.",
    )
    assert pair_text(one, one)[1].startswith(f"{BOARD}, same speaker, same day:")
    assert pair_text(one, other)[1].startswith(f"{UNION}, other side, undated:")


@pytest.mark.usefixtures("crowded")
def test_the_model_finds_what_no_rule_sees() -> None:
    """Alone, the model's word is firm, possible or nothing by its thresholds, and says in words who decided."""
    said = (Said(UNSEEN[0]), Said(UNSEEN[1], UNION))
    assert compare_offline(aligned(said), None) == ()
    for score, certainty in ((0.95, Certainty.FIRM), (0.6, Certainty.POSSIBLE)):
        (found,) = judged(Says(score), *said)
        assert (found.label, found.certainty, found.decided_by) == (RelationLabel.CONTRADICTION, certainty, "model")
        assert found.rationale.startswith("read as excluding each other")
        assert not any(character.isdigit() for character in found.rationale)
        (found,) = judged(Says(0.0, score), *said)
        assert (found.label, found.certainty) == (RelationLabel.AGREEMENT, certainty)
    assert judged(Says(0.4, 0.4), *said) == ()


def test_in_a_small_issue_the_model_is_worth_a_look_at_most() -> None:
    """Where little stands around a pair, the model alone finds nothing firm, and less; no rule's finding goes."""
    said = (Said(CRANE[0]), Said(CRANE[1], UNION), Said("The pilots' mess serves soup."))
    assert judged(Says(0.6), *said) == ()
    assert {draft.certainty for draft in judged(Says(0.95), *said)} == {Certainty.POSSIBLE}
    ruled = (*(Said(f"The talks made {much} progress.", side) for much, side in TALKS), said[2])
    rules = compare_offline(aligned(ruled), None)
    assert [draft.certainty for draft in rules] == [Certainty.POSSIBLE]
    for score in (0.96, 0.01):
        assert rules[0] in judged(Says(score), *ruled)
    (confirmed,) = (draft for draft in judged(Says(0.98), *ruled) if draft.decided_by == "rule")
    assert confirmed.certainty is Certainty.FIRM


def test_in_a_small_issue_a_firm_finding_needs_the_model() -> None:
    """What a rule is sure of is worth a look where the model doubts it, and stays firm elsewhere."""
    said = (Said("The guard fired on the trawler."), Said("The guard did not fire on the trawler.", UNION))
    said = (*said, Said("The pilots' mess serves soup."))
    for score, certainty in ((0.1, Certainty.POSSIBLE), (0.3, Certainty.FIRM)):
        (found,) = judged(Says(score), *said)
        assert (found.certainty, found.decided_by) == (certainty, "rule")


def test_in_a_small_issue_a_change_needs_no_model() -> None:
    """A side that a rule is sure has moved has moved, whatever the model makes of it."""
    said = (
        Said("The dredging costs 4 million crowns.", speaker="Ada Holt", on="2031-05-01"),
        Said("The dredging costs 9 million crowns.", speaker="Ada Holt", paper="Echo", on="2031-07-01"),
        Said("The pilots' mess serves soup."),
    )
    (found,) = judged(Says(0.1), *said)
    assert (found.label, found.certainty) == (RelationLabel.CHANGE, Certainty.FIRM)


def test_in_a_small_issue_the_model_is_heard_only_where_words_are_shared() -> None:
    """Where two claims of a small issue share hardly a word, the model's score tells too little."""
    said = (Said("The tea is hot."), Said("Bees sleep.", UNION), Said("The pilots' mess serves soup."))
    assert judged(Says(0.99), *said) == ()


def test_in_a_small_issue_what_shows_nothing_needs_a_surer_model() -> None:
    """Where two claims differ in no figure, date or denial, a reader sees no reason either."""
    rest = Said("The pilots' mess serves soup.")
    judge = Says(0.8)
    judge.against = replace(judge.against, vague=0.9)
    assert len(judged(judge, Said(CRANE[0]), Said(CRANE[1], UNION), rest)) == 1
    mood = (
        Said("The crane on the west quay is a delight."),
        Said("The crane on the west quay is a menace.", UNION),
        rest,
    )
    assert judged(judge, *mood) == ()
    judge.says = Judgement(0.95, 0.0)
    assert len(judged(judge, *mood)) == 1


def test_in_a_small_issue_a_vague_agreement_needs_a_surer_model() -> None:
    """So do two that agree in nothing to be seen, or of which one alone denies; disbelief is no agreement at all."""
    rest = Said("The pilots' mess serves soup.")
    judge = Says(0.0, 0.8)
    judge.together = replace(judge.together, vague=0.9)
    shown = (Said("The crane lifts 40 tonnes."), Said("Forty tonnes is what the crane can carry.", UNION), rest)
    assert [each.label for each in judged(judge, *shown)] == [RelationLabel.AGREEMENT]
    denied = (Said("The crane was painted green."), Said("Nobody has touched the crane.", UNION), rest)
    assert judged(judge, *denied) == ()
    judge.says = Judgement(0.0, 0.95)
    assert [each.label for each in judged(judge, *denied)] == [RelationLabel.AGREEMENT]
    untrue = (Said("The crane lifts 40 tonnes."), Said("Those 40 tonnes at the quay were invented.", UNION), rest)
    assert judged(judge, *untrue) == ()


def test_in_a_small_issue_the_model_sets_only_sides_against_each_other() -> None:
    """Not a side against itself, which mostly says the same again, nor against what an outlet tells of the matter."""
    rest = Said("The pilots' mess serves soup.")
    for other, found in (
        (Said(CRANE[1], UNION), 1),
        (Said(CRANE[1], speaker="Ada Holt"), 0),
        (Said(CRANE[1], "Courier", paper="Courier", outlet=True), 0),
    ):
        assert len(judged(Says(0.95), Said(CRANE[0]), other, rest)) == found


def test_a_pair_alone_takes_the_likelier_label() -> None:
    """Two statements that are all there is were put side by side by somebody: a likely label is worth a look there; a
    likelier one is needed where they share no word.
    """
    said = (Said(CRANE[0]), Said(CRANE[1], UNION))
    strangers = (Said("The tea is hot."), Said("Bees sleep.", UNION))
    for against, together, label in ((0.4, 0.3, RelationLabel.CONTRADICTION), (0.2, 0.4, RelationLabel.AGREEMENT)):
        (found,) = judged(Says(against, together), *said)
        assert (found.label, found.certainty) == (label, Certainty.POSSIBLE)
        assert judged(Says(against, together), *strangers) == ()
        (found,) = judged(Says(2 * against, 2 * together), *strangers)
        assert found.label is label
    assert judged(Says(0.2, 0.2), *said) == ()


def test_a_pair_alone_is_read_as_bare_sentences() -> None:
    """Of a comparison of two positions the layer for bare sentences gets the claims alone, in their order; of more the
    model gets the holders.
    """
    judge = Says(0.1)
    judged(judge, Said(CRANE[0]), Said(CRANE[1], UNION))
    assert set(judge.asked_bare) == {CRANE}
    assert not judge.asked
    judge.asked_bare.clear()
    judged(judge, Said(CRANE[0]), Said(CRANE[1], UNION), Said("The pilots' mess serves soup."))
    assert judge.asked[-1] != CRANE
    assert not judge.asked_bare


def test_of_a_pair_alone_the_model_may_take_a_possible_finding_away() -> None:
    """What a rule holds for possible of two sentences and no more goes where the model sees nothing in them; in an
    issue of few it stays.
    """
    pair = (
        Said("The talks on the berths made tremendous progress."),
        Said("The talks on the berths made little progress.", UNION),
    )
    mess = Said("The pilots' mess serves soup.")
    assert [draft.certainty for draft in judged(Says(0.2), *pair)] == [Certainty.POSSIBLE]
    assert judged(Says(0.1), *pair) == ()
    assert [draft.certainty for draft in judged(Says(0.1), *pair, mess)] == [Certainty.POSSIBLE]


def test_bare_sentences_have_a_layer_of_their_own(tmp_path: Path) -> None:
    """A judgement of bare sentences is another one than that of claims, hangs on the pair alone, whichever stands
    first, and follows the label map; a model without that layer reads them as it reads claims.
    """
    bare = RelationModel(MODEL).judge_bare(PAIRS)
    assert bare != RelationModel(MODEL).judge(PAIRS)
    again = RelationModel(MODEL)
    assert [again.judge_bare([pair[::-1]])[0] for pair in reversed(PAIRS)] == bare[::-1]
    turned = copied(
        tmp_path,
        id2label={"0": "entailment", "1": "contradiction", "2": "neutral"},
        llmtool={"reads": "holders"},
        max_position_embeddings=512,
    )
    assert RelationModel(turned).judge_bare(PAIRS) == [Judgement(each.agreement, each.contradiction) for each in bare]
    (turned / "bare.onnx").unlink()
    without = RelationModel(turned)
    assert without.judge_bare(PAIRS) == without.judge(PAIRS)


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("The bridge has been shut since Monday.", "The bridge is not shut.", "contradiction"),
        ("Nobody was hurt in the fire at the mill.", "No one was injured in the mill fire.", "agreement"),
        ("The mill opened in 1904.", "The choir sings on Sundays.", ""),
    ],
)
def test_the_layer_for_bare_sentences_tells_plain_cases(one: str, other: str, label: str) -> None:
    """The layer that ships knows a denial, the same said again, and two sentences about different things."""
    (found,) = RelationModel(MODEL).judge_bare([(one, other)])
    scores = {
        "contradiction": found.contradiction,
        "agreement": found.agreement,
        "": 1 - found.contradiction - found.agreement,
    }
    assert max(scores, key=lambda each: scores[each]) == label


def test_weights_are_not_used_where_little_stands_around() -> None:
    """In an issue of few positions a pair is judged by its own score, whatever the weights make of it."""
    judge = Says(0.95)
    judge.first = judge.second = {label: [0.0] * 40 for label in ("contradiction", "agreement")}
    said = (Said(CRANE[0]), Said(CRANE[1], UNION), Said("The pilots' mess serves soup."))
    assert judged(judge, *said) == judged(Says(0.95), *said) != ()


@pytest.mark.usefixtures("crowded")
def test_a_firm_rule_stays() -> None:
    """What a rule calls firm stands whatever the model holds."""
    said = (Said("Six dockers died in the crane accident."), Said("Four dockers died in the crane accident.", UNION))
    rules = compare_offline(aligned(said), None)
    assert [draft.certainty for draft in rules] == [Certainty.FIRM]
    assert judged(Says(0.0, 0.99), *said) == rules


@pytest.mark.usefixtures("crowded")
def test_the_model_confirms_or_doubts_a_possible_finding() -> None:
    """A rule's possible finding becomes firm where the model is sure of it, and goes where it is sure of nothing."""
    said = (
        Said("The talks on the berths made tremendous progress."),
        Said("The talks on the berths made little progress.", UNION),
    )
    (rule,) = compare_offline(aligned(said), None)
    assert rule.certainty is Certainty.POSSIBLE
    assert judged(Says(0.3), *said) == (rule,)
    (confirmed,) = judged(Says(0.85), *said)
    assert (confirmed.certainty, confirmed.decided_by, confirmed.kind) == (Certainty.FIRM, "rule", rule.kind)
    assert rule.rationale in confirmed.rationale
    assert judged(Says(0.05), *said) == ()


@pytest.mark.usefixtures("crowded")
def test_one_side_against_itself_is_left_to_the_rules() -> None:
    """Within one side the model takes a repetition for a move, so alone it finds neither change nor agreement there."""
    for other in ("Ada Holt", "Bo Lind"):
        said = (
            Said(UNSEEN[0], speaker="Ada Holt", on="2031-05-01"),
            Said(UNSEEN[1], speaker=other, paper="Echo", on="2031-07-01"),
        )
        assert judged(Says(0.95), *said) == ()
        assert judged(Says(0.0, 0.95), *said) == ()


def _moving(score: float) -> Says:
    judge = Says(score)
    judge.against = replace(judge.against, moved=0.8)
    return judge


def _twice(other: str) -> tuple[Said, Said]:
    return (
        Said(UNSEEN[0], speaker="Ada Holt", on="2031-05-01"),
        Said(UNSEEN[1], speaker=other, paper="Echo", on="2031-07-01"),
    )


@pytest.mark.usefixtures("crowded")
def test_one_speaker_who_says_something_else_may_have_moved() -> None:
    """Where the model is sure enough, one speaker on two dates is a possible change; two speakers never are."""
    (found,) = judged(_moving(0.95), *_twice("Ada Holt"))
    assert (found.label, found.certainty, found.decided_by) == (RelationLabel.CHANGE, Certainty.POSSIBLE, "model")
    assert judged(_moving(0.75), *_twice("Ada Holt")) == ()
    assert judged(_moving(0.95), *_twice("Bo Lind")) == ()


@pytest.mark.usefixtures("crowded")
def test_words_that_are_called_new_ask_for_no_more() -> None:
    """Among many positions, whoever calls what they say new is held to no higher score than others."""
    before = Said("The crane will be ready on Thursday.", speaker="Ada Holt", on="2031-05-01")
    after = Said("The crane is late after all.", speaker="Ada Holt", on="2031-07-01", paper="Echo")
    judge = Says(0.4)
    judge.against = replace(judge.against, moved=0.3)
    assert [(each.label, each.decided_by) for each in judged(judge, before, after)] == [(RelationLabel.CHANGE, "model")]


def test_in_a_small_issue_two_dates_are_never_certain() -> None:
    """What ends on one day and begins again on another is at one: the model's word makes no clash of dates firm."""
    said = (
        Said("There will be no sailings from the quay on 4 May 2030."),
        Said("Sailings from the quay will begin again on 9 May 2030.", UNION),
        Said("The lighthouse needs paint.", speaker="Cy Roe", party="Town"),
    )
    (found,) = (each for each in judged(Says(0.99), *said) if each.decided_by == "rule")
    assert (found.certainty, found.kind) == (Certainty.POSSIBLE, RelationKind.TEMPORAL)


@pytest.mark.parametrize(("later", "certainty"), [("19", Certainty.POSSIBLE), ("7", Certainty.FIRM)])
def test_a_count_that_has_risen_is_never_made_certain(later: str, certainty: Certainty) -> None:
    """Counts of victims rise from day to day: where the rule holds back for that, the model's word changes nothing."""
    said = (
        Said("The shelling of the market wounded 12 people.", on="2031-05-01"),
        Said(f"The shelling of the market wounded {later} people.", UNION, on="2031-05-03"),
        Said("The lighthouse needs paint.", speaker="Cy Roe", party="Town"),
    )
    (found,) = (each for each in judged(Says(0.99), *said) if each.decided_by == "rule")
    assert (found.certainty, found.kind) == (certainty, RelationKind.NUMERIC)


def test_in_a_small_issue_the_model_finds_no_move() -> None:
    """Where little stands around a pair, a change is left to the rules."""
    other = Said("The lighthouse needs paint.", speaker="Cy Roe", party="Town")
    assert judged(_moving(0.95), *_twice("Ada Holt"), other) == ()


def test_in_a_small_issue_a_side_may_call_its_words_new() -> None:
    """A later claim that says itself that it is new is a move where the model sees one."""
    before = Said("The crane will be ready on Thursday.", on="2026-03-02")
    after = Said("The crane, originally planned for Thursday, is late.", on="2026-03-09", paper="Echo")
    same = Said("The crane will be late.", on="2026-03-09", paper="Echo")
    other = Said("The lighthouse needs paint.", party="Town")
    (found,) = judged(Says(0.6), before, after, other)
    assert (found.label, found.certainty, found.decided_by) == (RelationLabel.CHANGE, Certainty.POSSIBLE, "model")
    assert judged(Says(0.4), before, after, other) == ()
    assert judged(Says(0.6), before, same, other) == ()
    before = replace(before, claim="Lorries will carry the fish.")
    assert judged(Says(0.6), before, after, other) == ()


def test_copies_and_one_breath_are_not_judged() -> None:
    """A document and its copy, and one speaker in one document, are no pair for the model."""
    judge = Says(0.99)
    assert judged(judge, Said(UNSEEN[0]), Said(UNSEEN[1], UNION, paper="Echo"), copies={"Echo": "Courier"}) == ()
    assert judged(judge, Said(UNSEEN[0], speaker="Ada Holt"), Said(UNSEEN[1], speaker="Ada Holt")) == ()
    assert judge.asked == []


def test_two_claims_against_a_third_speak_for_each_other() -> None:
    """What two claims make of a third tells how they stand: the features around a pair say so, whatever the order."""
    against, nothing = Judgement(0.9, 0.0), Judgement(0.1, 0.1)
    marks = (0.0,) * (len(OWN) - 3)
    seen = [Seen("a", "c", against, marks), Seen("b", "c", against, marks), Seen("a", "b", nothing, marks)]
    around = dict(zip(AROUND, surroundings(seen, [each.judgement for each in seen])[2], strict=True))
    assert around["same stance to a third"] == pytest.approx(0.81)
    assert around["opposite stances to a third"] == 0.0
    turned = [Seen(each.b, each.a, each.judgement, marks) for each in seen[::-1]]
    assert surroundings(turned, [each.judgement for each in turned])[0] == list(around.values())
    weights = {
        "contradiction": [1.0] + [0.0] * len(OWN[1:]) + [0.0],
        "agreement": [0.0] * len(OWN) + [4.0] + [0.0] * len(AROUND[1:]) + [-2.0],
    }
    first = {label: [*own[: len(OWN)], own[-1]] for label, own in weights.items()}
    second = {label: [*own[: len(OWN)], *([0.0] * len(AROUND)), own[-1]] for label, own in weights.items()}
    second["agreement"] = weights["agreement"]
    assert weigh(seen, first, second)[2].agreement > 0.5 > weigh(seen[2:], first, second)[0].agreement


@pytest.mark.usefixtures("crowded")
def test_the_earlier_claim_stands_first() -> None:
    """The model reads a pair in the order of time, in whichever order the documents were given."""
    early, late = Said(UNSEEN[0], on="2031-05-01"), Said(UNSEEN[1], UNION, paper="Echo", on="2031-05-03")
    one, other = Says(0.6), Says(0.6)
    judged(one, early, late)
    judged(other, late, early)
    assert one.asked == other.asked
    assert UNSEEN[0] in one.asked[0][0]


def test_another_model_reads_bare_claims_both_ways(tmp_path: Path) -> None:
    """A model that does not say how it reads gets the claims alone, and its contradiction is the same both ways."""
    other = RelationModel(copied(tmp_path))
    assert not other.tells_holders
    there, back = other.judge([UNSEEN, UNSEEN[::-1]])
    assert there == back


def test_a_label_map_is_followed(tmp_path: Path) -> None:
    """Labels may stand in any order and under their usual names."""
    own = {"reads": "holders"}
    plain = RelationModel(copied(tmp_path / "1", llmtool=own)).judge(PAIRS)
    turned = {"0": "entailment", "1": "contradiction", "2": "neutral"}
    swapped = RelationModel(copied(tmp_path / "2", id2label=turned, llmtool=own)).judge(PAIRS)
    assert swapped == [Judgement(each.agreement, each.contradiction) for each in plain]


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"id2label": {"0": "yes", "1": "no"}}, "must name three labels"),
        ({"id2label": {"0": "contradiction", "1": "entailment", "2": "maybe"}}, "rename them"),
    ],
)
def test_a_wrong_label_map_is_explained(tmp_path: Path, config: dict[str, object], told: str) -> None:
    """A label map that is not three-way is refused before anything is read, by file and fix."""
    with pytest.raises(UsageError, match=told):
        RelationModel(copied(tmp_path, **config))


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("config.json", b"{", "not JSON"),
        ("config.json", None, "folder with config.json, tokenizer.json and model.onnx"),
        ("model.onnx", b"no model", "onnxruntime can't load it"),
        ("model.onnx", None, "no model.onnx"),
        ("bare.onnx", b"no model", "bare.onnx: onnxruntime can't load it"),
        ("tokenizer.json", b"{}", "can't be read as a tokenizer"),
    ],
)
def test_a_broken_folder_is_explained(tmp_path: Path, file: str, content: bytes | None, told: str) -> None:
    """What is missing or broken in the folder is named in one line."""
    folder = copied(tmp_path)
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    with pytest.raises(UsageError, match=told) as raised:
        RelationModel(folder).judge_bare([UNSEEN])
    assert "\n" not in str(raised.value)


def test_help_loads_no_runtime() -> None:
    """Neither --help nor the import of the offline engine loads onnxruntime, tokenizers or numpy."""
    code = (
        "import sys; from typer.testing import CliRunner; from llmtool.cli import app; import llmtool.engines.offline;"
        "CliRunner().invoke(app, ['compare', '--help']); import llmtool.relate;"
        "print({'onnxruntime', 'tokenizers', 'numpy'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_without_the_runtime_the_rules_judge_and_say_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where onnxruntime is not installed the engine works by rules, and its reason names the package to install."""
    monkeypatch.setattr("llmtool.relate.trained.relation_model.built_in", lambda: None)
    engine = pipeline.make_engine(ChosenEngine(EngineChoice.OFFLINE, "asked for"), folder=tmp_path)
    assert "llmtool[model]" in engine.info().reason


def test_the_llm_engine_takes_no_relation_model(tmp_path: Path) -> None:
    """A relation model for an engine that has no use for it is refused, not ignored."""
    chosen = ChosenEngine(EngineChoice.LLM, "asked for", LlmSettings())
    with pytest.raises(UsageError, match="--engine offline"):
        pipeline.make_engine(chosen, folder=tmp_path, relation_model=MODEL)


DISPUTE = {
    "topic": "quay repairs",
    "parties": [BOARD, UNION],
    "claims": [
        ["c1", BOARD, "Ada Holt", "2031-05-01", "six men were lost", "Ada Holt said six dockers died in the accident."],
        ["c2", UNION, None, "2031-05-02", "Four, not six", "The union said four dockers died in the accident."],
        ["c3", UNION, "Bo Lind", "2031-05-03", "the canteen is shut", "Bo Lind said the dockers' canteen is closed."],
    ],
    "relations": [["c1", "c2", "contradiction", "numeric", 1]],
    "near": [["c2", "c3"]],
}


def written(tmp_path: Path, *rows: object) -> Path:
    file = tmp_path / "disputes.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_disputes_by_hand(tmp_path: Path) -> None:
    """The rule finds the one contradiction; one that sees agreement everywhere is wrong."""
    file = written(tmp_path, DISPUTE)
    rules = disputes.figures(file, disputes.Part.ALL, None)
    assert (rules["against.firm.precision"].value, rules["against.firm.recall"].value) == (1.0, 1.0)
    assert rules["near_flagged.any"].value == 0.0
    eager = disputes.figures(file, disputes.Part.ALL, Says(0.0, 0.95))  # type: ignore[arg-type]
    assert eager["agreement.any.precision"].value == 0.0
    assert eager["agreement.any.precision"].n == 1  # c2 and c3 are of one side, which agrees with itself anyway
    assert eager["against.any.precision"].value == 1.0
    assert eager["against.firm.precision"].n == 0  # in so few claims a firm finding needs the model's word


def test_the_split_depends_on_topic_and_parties_alone(tmp_path: Path) -> None:
    """A dispute stays in its part wherever it stands in the file and in whatever order its parties are named."""
    turned = {**DISPUTE, "parties": [UNION.upper(), BOARD], "claims": DISPUTE["claims"][::-1]}
    one, other = disputes.read_disputes(written(tmp_path, DISPUTE, turned))
    assert one.part is other.part
    drawn = [one.model_copy(update={"topic": f"quay {number}"}) for number in range(300)]
    parts = [disputes.Dispute(**each.model_dump()).part for each in drawn]
    assert 150 < parts.count(disputes.Part.TRAIN) < 250
    assert min(parts.count(disputes.Part.DEV), parts.count(disputes.Part.TEST)) > 25


def test_disputes_on_the_command_line(tmp_path: Path) -> None:
    """`eval external disputes` prints figures; its parts are those of the reader."""
    assert [*eval_options.Part] == [*disputes.Part]
    file = written(tmp_path, DISPUTE)
    result = CliRunner().invoke(app, ["eval", "external", "disputes", str(file), "--part", "all", "--rules-only"])
    assert result.exit_code == 0
    assert "against.firm.precision" in result.stdout


def test_a_wrong_folder_on_the_command_line(tmp_path: Path) -> None:
    """`compare --relation-model` with a folder that is no model is a usage error before anything is read."""
    args = ["compare", "seeds", "--engine", "offline", "--relation-model", str(tmp_path)]
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 2
    assert "config.json" in result.stderr
