"""Issues by what a trained model makes of positions: grouping's second look, and what the offline engine gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from align_cases import document, said

from llmtool import pipeline
from llmtool.align import propose
from llmtool.align.issues.propose import group_positions
from llmtool.align.issues.second_look import Readings, looked_at_again, tied
from llmtool.config import ChosenEngine, EngineChoice
from llmtool.drafts import GroundedDraft
from llmtool.engines.offline import OfflineEngine
from llmtool.engines.offline.readings import readings_of
from llmtool.engines.protocol import SegmentedDocument
from llmtool.relate.trained.relation_model import Judgement, RelationModel, built_in
from llmtool.schema import Span
from llmtool.segment import sentences

pytest.importorskip("onnxruntime", reason="comes with llmtool[model]")
EAST, NORTH = (1.0, 0.0), (0.0, 1.0)
NOTHING = (0.01, 0.01)
FERRY = Path(__file__).parent / "data" / "ferry"


def likely(pairs: dict[tuple[int, int], float], total: int) -> list[dict[int, float]]:
    """Likenesses of positions, the same both ways."""
    near: list[dict[int, float]] = [{} for _ in range(total)]
    for (one, other), value in pairs.items():
        near[one][other] = near[other][one] = value
    return near


def told(total: int, **scores: tuple[float, float]) -> Readings:
    """Readings in which all claims are about one thing, and the judge says so much of a pair ("01")."""

    def judge(pairs: Sequence[tuple[int, int]], _: object) -> list[tuple[float, float]]:
        return [scores.get(f"p{one}{other}", NOTHING) for one, other in pairs]

    return Readings([EAST] * total, [EAST] * total, judge)


def test_what_the_judge_finds_at_odds_or_at_one_is_nearer() -> None:
    """Of three pairs that are as near by their words, those the judge finds something in come nearer."""
    near = likely({(0, 1): 0.3, (2, 3): 0.3, (4, 5): 0.3}, 6)
    again = looked_at_again(near, [()] * 6, told(6, p01=(0.95, 0.01), p45=(0.01, 0.9)))
    assert again[0][1] > again[2][3]
    assert again[4][5] > again[2][3]
    assert again[1][0] == again[0][1]


def test_a_claim_is_read_after_the_sentence_before_it() -> None:
    """A claim that leaves its topic to the sentence before is nearer to what that sentence and it are about."""
    near = likely({(0, 1): 0.2, (0, 2): 0.2}, 3)
    readings = Readings([NORTH, EAST, EAST], [NORTH, NORTH, EAST], told(3).judge)
    again = looked_at_again(near, [()] * 3, readings)
    assert again[0][1] > again[0].get(2, 0.0)


def test_what_nothing_ties_stays_apart() -> None:
    """The judge is not asked about pairs without any likeness, and they get none."""
    again = looked_at_again([{}, {}], [()] * 2, told(2, p01=(0.99, 0.0)))
    assert again == [{}, {}]


def test_the_judge_is_asked_where_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each position shows it the nearest of which words and vectors leave it open whether the two are about one thing,
    and all together half as many pairs as there are positions, so that time grows with them.
    """
    total = 12
    near = likely({(a, b): 0.4 - 0.01 * (b - a) for a in range(total) for b in range(a + 1, total)}, total)
    for (one, other), value in {(0, 1): 0.6, (0, 2): 0.1}.items():
        near[one][other] = near[other][one] = value
    asked: list[tuple[int, int]] = []

    def judge(pairs: Sequence[tuple[int, int]], _: object) -> list[tuple[float, float]]:
        asked.extend(pairs)
        return [NOTHING] * len(pairs)

    looked_at_again(near, [()] * total, Readings([EAST] * total, [EAST] * total, judge))
    assert len(asked) == len(set(asked)) == total // 2
    assert not {(0, 1), (0, 2), (0, total - 1)} & set(asked)
    monkeypatch.setattr("llmtool.align.issues.second_look.OPEN", (0.385, 0.395))
    asked.clear()
    looked_at_again(near, [()] * total, Readings([EAST] * total, [EAST] * total, judge))
    assert set(asked) <= {(number, number + 1) for number in range(1, total)}


@pytest.mark.parametrize(
    ("between", "scores", "together"),
    [
        (" ", (0.6, 0.01), True),
        (" ", (0.4, 0.35), True),
        (" ", (0.3, 0.1), False),
        ("\n", (0.9, 0.05), False),
        (" ", NOTHING, False),
    ],
)
def test_two_that_adjoin_and_clash_are_one_issue(between: str, scores: tuple[float, float], together: bool) -> None:
    """Two sides that stand next to each other in one paragraph are in one issue if the judge finds that they clash,
    whatever their words are near to; not where a paragraph begins between them.
    """
    claims = ("Organisers said some 3,000 marched.", "Police put it at 1,200.")
    text = between.join(claims)
    grounded = [
        replace(said(1, claim.split()[0], claim), evidence=(Span(start=at, end=at + len(claim), exact=claim),))
        for claim in claims
        for at in [text.index(claim)]
    ]
    names = [("Organisers",), ("Police",)]
    readings = Readings([EAST, NORTH], [EAST, NORTH], lambda pairs, _: [scores] * len(pairs))
    groups = group_positions(grounded, names, {"d-1": text}, readings)
    assert (groups == [[0, 1]]) is together
    one_side = group_positions(grounded, [("Police",), ("Police",)], {"d-1": text}, readings)
    assert one_side == [[0], [1]]


def test_what_ties_is_a_clash_or_something_at_least() -> None:
    """A likely contradiction is enough; else it must be very likely that there is something between the two."""
    scores = {"p01": (0.5, 0.0), "p12": (0.49, 0.0), "p23": (0.1, 0.6), "p34": (0.1, 0.59)}
    beside = [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert tied(beside, [()] * 5, told(5, **scores)) == [(0, 1), (2, 3)]


def test_issues_do_not_hang_on_the_order_of_positions_with_readings() -> None:
    """Vectors, judge and names go with their positions, in whatever order they come."""
    texts = ("Port said it pays.", "Pilots said nobody was hurt.", "Ada Crewe said the bill is settled.")
    vectors = [EAST, NORTH, EAST]
    grounded = [said(n, text.split(" said")[0], text) for n, text in enumerate(texts, start=1)]
    names = [(each.draft.speaker or "",) for each in grounded]
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        own = [vectors[n] for n in order]

        def judge(
            pairs: Sequence[tuple[int, int]], everybody: Sequence[Sequence[str]], order: tuple[int, ...] = order
        ) -> list[tuple[float, float]]:
            assert [tuple(each) for each in everybody] == [names[n] for n in order]
            return [(0.9, 0.05) if {order[a], order[b]} == {0, 2} else NOTHING for a, b in pairs]

        readings = Readings(own, own, judge)
        groups = group_positions([grounded[n] for n in order], [names[n] for n in order], {}, readings)
        assert sorted(sorted(order[at] for at in each) for each in groups) == [[0, 2], [1]]


TEXT = (
    "Talks broke down over when the valves reopen. “Ten days at the very least,” said Ada Crewe of Merrow Port.\n"
    "The Pilots' Guild said the valves of the northern line reopen within 48 hours in all weathers."
)
GUILD = "The Guild said the valves of the northern line reopen within 48 hours in all weathers."


def read() -> tuple[list[GroundedDraft], list[SegmentedDocument]]:
    """Two positions of one document, the second of which was said a day before the first."""
    whole = document(1, TEXT)
    segmented = SegmentedDocument(whole.model_copy(update={"published": dt.date(2031, 5, 4)}), sentences(TEXT))

    def own(claim: str, words: str, number: int, day: dt.date | None) -> GroundedDraft:
        each = said(1, claim.split(" said", maxsplit=1)[0], claim)
        draft = each.draft.model_copy(update={"sentences": (number,), "said_on": day})
        start = TEXT.index(words)
        return replace(each, draft=draft, evidence=(Span(start=start, end=start + 3, exact=words[:3]),))

    return [
        own("Ada Crewe said ten days at the very least.", "Ten days", 2, None),
        own(GUILD, "the valves of the", 3, dt.date(2031, 5, 3)),
    ], [segmented]


def test_the_engine_gives_each_claim_its_sentence_before_and_each_pair_its_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sentence before the first of its own stands before a claim of few words, and the earlier of two comes first,
    as when they are compared.
    """
    positions, documents = read()
    model = built_in()
    assert model is not None
    shown: list[object] = []
    monkeypatch.setattr(model, "vectors", lambda texts: (shown.extend(texts), [EAST] * len(texts))[1])
    monkeypatch.setattr(model, "judge", lambda pairs: (shown.extend(pairs), [Judgement(0.7, 0.2)] * len(pairs))[1])
    readings = readings_of(positions, documents, model)
    assert readings is not None
    assert shown == [
        "Ada Crewe said ten days at the very least.",
        GUILD,
        "Talks broke down over when the valves reopen. Ada Crewe said ten days at the very least.",
        GUILD,
    ]
    shown.clear()
    assert readings.judge([(0, 1)], [("Port of Merrow", "Ada Crewe"), ("Pilots' Guild",)]) == [(0.7, 0.2)]
    assert shown == [
        (
            f"Pilots' Guild: {GUILD}",
            "Port of Merrow, other side, days later: Ada Crewe said ten days at the very least.",
        )
    ]


def test_pairs_are_shown_as_they_are_when_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what grouping has asked costs nothing later: no pair of an issue is read twice in two wordings."""
    engine = pipeline.make_engine(ChosenEngine(EngineChoice.OFFLINE, "test"), folder=Path())
    model = built_in()
    assert model is not None
    seen: list[set[tuple[str, str]]] = []
    judge = model.judge
    monkeypatch.setattr(model, "judge", lambda pairs: (seen.append(set(pairs)), judge(pairs))[1])
    pipeline.compare(pipeline.read([str(FERRY)]), engine)
    *asked, comparing = seen
    grouping = set[tuple[str, str]]().union(*asked)
    bare = {frozenset(text.partition(": ")[2] for text in pair) for pair in grouping}
    again = [pair for pair in comparing if frozenset(text.partition(": ")[2] for text in pair) in bare]
    assert again
    assert all(pair in grouping for pair in again)


def test_a_model_of_somebody_elses_leaves_issues_to_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that does not tell what a text is about groups nothing, so that of this release does; rules alone have
    none.
    """
    given = [said(1, "Ada", "Ada said the quay opens.")]
    ours, other = built_in(), RelationModel(built_in()._folder)  # type: ignore[union-attr]
    assert ours is not None
    monkeypatch.setattr(ours, "vectors", lambda texts: [(0.6, 0.8)] * len(texts))
    monkeypatch.setattr(other, "vectors", lambda _: None)
    seen: list[Readings | None] = []
    monkeypatch.setattr("llmtool.align.propose", lambda *args: seen.append(args[-1]))
    for model in (None, other):
        OfflineEngine(None, "", model).align(given)
    assert seen[0] is None
    assert seen[1] is not None
    assert list(seen[1].vectors) == [(0.6, 0.8)]
    assert propose([], []).issues == ()
