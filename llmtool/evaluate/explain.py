"""Why a label was missed: the prediction that came closest to it, and what kept the two apart."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.evaluate.cases import Case
from llmtool.evaluate.gold import GoldPosition
from llmtool.evaluate.matching import LEAST, Likeness, Matching, Pair, Predicted
from llmtool.evaluate.names import told_holder
from llmtool.evaluate.results import Nearest


def nearest_prediction(
    gold: GoldPosition, predicted: Sequence[Predicted], matching: Matching, likeness: Likeness
) -> Nearest | None:
    """The closest prediction in the label's document; None if there is none."""
    pairs = [(likeness.pair(gold, each), each) for each in predicted if each.source == gold.source]
    if not pairs:
        return None
    pair, best = min(pairs, key=lambda item: (*_closest(item[0]), item[1].position.id))
    takers = [label for label, position in matching.matched.items() if position == best.position.id]
    return _nearest(best.position.id, pair, gold, best, f"matched with {takers[0]}" if takers else None)


def nearest_label(case: Case, predicted: Predicted, matching: Matching, likeness: Likeness) -> Nearest | None:
    """The closest label in the document of a prediction that has none."""
    golds = [gold for gold in case.gold.positions if gold.source == predicted.source]
    pairs = [(likeness.pair(gold, predicted), gold) for gold in golds]
    if not pairs:
        return None
    pair, best = min(pairs, key=lambda item: (*_closest(item[0]), item[1].id))
    taker = matching.matched.get(best.id)
    return _nearest(best.id, pair, best, predicted, f"{best.id} was matched with another" if taker else None)


def _closest(pair: Pair) -> tuple[float, bool]:
    return -pair.score, not pair.holder


def _nearest(name: str, pair: Pair, gold: GoldPosition, predicted: Predicted, taken: str | None) -> Nearest:
    if pair.evidence == 0 and pair.score < LEAST:
        return Nearest(id=name, why="no_overlap", detail="no shared evidence", score=pair.score)
    if not pair.holder:
        ours = told_holder(predicted.speaker.name if predicted.speaker else None, predicted.party.name)
        detail = f"held by {ours}, not {told_holder(gold.speaker, gold.party)}"
        return Nearest(id=name, why="other_holder", detail=detail, score=pair.score)
    if pair.score >= LEAST and taken:
        return Nearest(id=name, why="taken", detail=taken, score=pair.score)
    detail = f"score {pair.score:.2f} is below {LEAST:.2f} (evidence {pair.evidence:.2f}, claim {pair.claim:.2f})"
    return Nearest(id=name, why="too_far", detail=detail, score=pair.score)
