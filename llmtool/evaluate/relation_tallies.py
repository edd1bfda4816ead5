"""The sums behind the figures of relations and verdicts, for one case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from llmtool.evaluate.cases import Case
from llmtool.evaluate.gold import GoldRelation
from llmtool.evaluate.relating import Judged, best_for, left_alone, verdict_labels, verdict_predictions
from llmtool.evaluate.results import RelationOutcome, Tally, prf, share
from llmtool.schema import Certainty, RelationLabel, Scope

NONE = "none"


def relation_tallies(
    case: Case, judged: Sequence[Judged], outcomes: Sequence[RelationOutcome], reached: Collection[str]
) -> dict[str, Tally]:
    """All sums, by name; ``reached`` are the labels whose positions were found.

    ``relations.clear.firm`` and so on: clear labels or all, firm predictions or any; in total, by label and by scope.
    A clear figure leaves out what was predicted on an unclear pair: that counts neither way. ``relations_reached`` is
    recall where both positions were found, ``relations_together`` where they also were in one issue.
    """
    lost = {(each.a, each.b) for each in outcomes if each.outcome in {"error", "optional"}}
    every = [gold for gold in case.relations if (gold.a, gold.b) not in lost]
    clear = [gold for gold in every if gold.clear]
    firm = [each for each in judged if each.relation.certainty is Certainty.FIRM]
    neutral = [pair for pair in case.gold.neutral if set(pair) <= set(reached)]

    sums: dict[str, Tally] = {}
    for certainty, some in (("firm", firm), ("any", list(judged))):
        counted = [each for each in some if each.outcome != "repeat"]
        unclear = [each for each in counted if each.gold is not None and not each.gold.clear]
        sums |= _sliced(f"relations.all.{certainty}", every, counted)
        sums |= _sliced(f"relations.clear.{certainty}", clear, [each for each in counted if each not in unclear])
        sums |= _moved_or_contradicted(certainty, clear, counted)
        flagged = sum(not left_alone(case.pair(*pair), some) for pair in neutral)
        sums[f"neutral_flagged.{certainty}"] = share(flagged, len(neutral))
    sums["relation_confusion"] = _confusion(clear, [each for each in judged if each.outcome != "repeat"])
    near = [each for each in outcomes if each.clear and {each.a, each.b} <= set(reached) and each.outcome != "error"]
    together = [each for each in near if each.outcome != "apart"]
    sums["relations_reached"] = share(sum(each.outcome == "found" for each in near), len(near))
    sums["relations_together"] = share(sum(each.outcome == "found" for each in together), len(together))
    sums["relation_became"] = _became([each for each in outcomes if each.clear])
    sums["verdicts"] = _verdicts(case, judged)
    return sums


def _sliced(name: str, golds: Sequence[GoldRelation], judged: Sequence[Judged]) -> dict[str, Tally]:
    sums = {name: _sums(golds, judged)}
    for label in RelationLabel:
        ours = [each for each in judged if each.relation.label is label]
        sums[f"{name}.{label}"] = _sums([gold for gold in golds if gold.label is label], ours)
    for scope in Scope:
        ours = [each for each in judged if each.relation.scope is scope]
        sums[f"{name}.{scope}"] = _sums([gold for gold in golds if gold.scope is scope], ours)
    return sums


def _sums(golds: Sequence[GoldRelation], judged: Sequence[Judged]) -> Tally:
    """A prediction hits if its pair is among these labels, with its label."""
    wanted = {(gold.a, gold.b) for gold in golds}
    hits = [(each.gold.a, each.gold.b) for each in judged if each.gold is not None and each.right]
    return prf(sum(hit in wanted for hit in hits), len(judged), len(wanted & set(hits)), len(wanted))


def _moved_or_contradicted(certainty: str, golds: Sequence[GoldRelation], judged: Sequence[Judged]) -> dict[str, Tally]:
    """Of the changes that were found as either, how many as a contradiction; and the other way round."""
    sums: dict[str, Tally] = {}
    both = (RelationLabel.CHANGE, RelationLabel.CONTRADICTION)
    for label, other in (both, both[::-1]):
        best = [best_for(gold, judged) for gold in golds if gold.label is label]
        said = [each.relation.label for each in best if each is not None and each.relation.label in both]
        sums[f"{label}_called_{other}.{certainty}"] = share(said.count(other), len(said))
    return sums


def _confusion(golds: Sequence[GoldRelation], judged: Sequence[Judged]) -> Tally:
    """Clear labels against predictions, firm or possible, with ``none`` where one side has nothing."""
    counts: Counter[str] = Counter()
    for gold in golds:
        best = best_for(gold, judged)
        counts[f"{gold.label}|{best.relation.label if best else NONE}"] += 1
    for each in judged:
        if each.gold is None:
            counts[f"{NONE}|{each.relation.label}"] += 1
    return {key: counts[key] for key in sorted(counts)}


def _became(outcomes: Sequence[RelationOutcome]) -> Tally:
    counts = Counter(f"{each.label}|{each.outcome}" for each in outcomes)
    return {key: counts[key] for key in sorted(counts)}


def _verdicts(case: Case, judged: Sequence[Judged]) -> Tally:
    """How many of the verdicts that are labelled or predicted are the same on both sides."""
    labelled, predicted = verdict_labels(case), verdict_predictions(case, judged)
    keys = {*labelled, *predicted}
    return share(sum(labelled.get(key) is predicted.get(key) for key in keys), len(keys))
