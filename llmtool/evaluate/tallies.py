"""The sums behind the figures, for one case. ``metrics`` turns them into precision, recall and the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from llmtool.evaluate.cases import Case
from llmtool.evaluate.checks import issues_of
from llmtool.evaluate.gold import GoldPosition
from llmtool.evaluate.matching import Likeness, Matching, Predicted
from llmtool.evaluate.relating import Judged
from llmtool.evaluate.relation_tallies import relation_tallies
from llmtool.evaluate.results import GoldOutcome, PredictedPosition, RelationOutcome, Tally, prf, share
from llmtool.evaluate.spans import Stretch, span_tallies
from llmtool.schema import Comparison


@dataclass(frozen=True)
class Scored:
    """Everything that is known about one case when its sums are made."""

    case: Case
    comparison: Comparison
    predicted: Sequence[Predicted]
    likeness: Likeness
    matching: Matching
    judged: Sequence[Judged]
    gold: Sequence[GoldOutcome]
    positions: Sequence[PredictedPosition]
    relations: Sequence[RelationOutcome]


def tallies(scored: Scored) -> dict[str, Tally]:
    """All sums, by name."""
    return {
        **_positions(scored),
        **_spans(scored),
        **_matched(scored),
        "issues": _b_cubed(scored),
        **relation_tallies(scored.case, scored.judged, scored.relations, reached(scored)),
        **_run(scored),
    }


def reached(scored: Scored) -> frozenset[str]:
    """The labels whose position was found, by itself or inside another."""
    return frozenset(each.gold for each in scored.gold if each.outcome in {"found", "merged"})


def _positions(scored: Scored) -> dict[str, Tally]:
    """One-to-one, where splits and merges are mistakes; ``loose``, where they are not; and with the right speaker."""
    optional = {gold.id for gold in scored.case.gold.positions if gold.optional}
    labelled = [each for each in scored.gold if each.gold not in optional and each.outcome != "error"]
    predicted = Counter(each.outcome for each in scored.positions)
    found = Counter(each.outcome for each in labelled)
    named = sum(each.outcome == "found" and bool(each.speaker_right) for each in labelled)
    shown = predicted["found"] + predicted["split"] + predicted["extra"]
    return {
        "positions": prf(predicted["found"], shown, found["found"], len(labelled)),
        "positions_loose": prf(
            predicted["found"] + predicted["split"], shown, found["found"] + found["merged"], len(labelled)
        ),
        "positions_with_speaker": prf(named, shown, named, len(labelled)),
        "splits": share(predicted["split"], shown),
        "merges": share(found["merged"], len(labelled)),
        "forbidden": share(sum(each.forbidden for each in scored.positions), len(scored.positions))
        if scored.case.gold.forbidden
        else share(0, 0),
    }


def _spans(scored: Scored) -> dict[str, Tally]:
    """Evidence alone, whoever holds it. Optional labels cover, and are not asked for."""
    case = scored.case
    lost = {each.gold for each in scored.gold if each.outcome == "error"}
    ignored = {each.id for each in scored.positions if each.outcome in {"optional", "copy"}}
    return span_tallies(
        [Stretch(g.source, case.spans[g.id], not g.optional) for g in case.gold.positions if g.id not in lost],
        [Stretch(p.source, p.position.evidence, p.position.id not in ignored) for p in scored.predicted],
    )


def _matched(scored: Scored) -> dict[str, Tally]:
    """What is right about the positions that were found, optional ones included."""
    by_id = {each.position.id: each.position for each in scored.predicted}
    golds = {gold.id: gold for gold in scored.case.gold.positions}
    found = [each for each in scored.gold if each.outcome == "found"]
    pairs = [(golds[gold], by_id[position]) for gold, position in scored.matching.matched.items()]

    def confusion(label: Callable[[GoldPosition], StrEnum], also: str, predicted: str) -> Tally:
        counts: Counter[str] = Counter()
        for gold, position in pairs:
            said = getattr(position, predicted)
            right = said if said in getattr(gold.alternatives, also) else label(gold)
            counts[f"{right}|{said}"] += 1
        return {key: counts[key] for key in sorted(counts)}

    return {
        "speaker": share(sum(bool(each.speaker_right) for each in found), len(found)),
        "party": share(sum(bool(each.party_right) for each in found), len(found)),
        "stance": confusion(lambda gold: gold.stance, "stance", "stance"),
        "modality": confusion(lambda gold: gold.modality, "modality", "modality"),
        "attribution": confusion(lambda gold: gold.attribution, "attribution", "attribution"),
    }


def _b_cubed(scored: Scored) -> Tally:
    """B-cubed (Bagga and Baldwin 1998) of the issues of the positions that were found: for each, how many of those in
    its predicted issue share its labelled issue, and the other way round. Other right issues count for precision.
    """
    golds = {gold.id: gold for gold in scored.case.gold.positions}
    issues = {each.position.id: each.position.issue_id for each in scored.predicted}
    items = [(golds[gold], issues[position]) for gold, position in sorted(scored.matching.matched.items())]
    p = r = 0.0
    for gold, issue in items:
        together = [other for other, theirs in items if theirs == issue]
        p += sum(bool(issues_of(gold) & issues_of(other)) for other in together) / len(together)
        same = [theirs for other, theirs in items if other.issue == gold.issue]
        r += sum(theirs == issue for theirs in same) / len(same)
    return prf(p, len(items), r, len(items))


def _run(scored: Scored) -> dict[str, Tally]:
    """What the run itself was like: drafts that are not in the text, failed steps, tokens and cost of the case."""
    comparison = scored.comparison
    drafts = len(comparison.positions) + len(comparison.ungrounded)
    usage = comparison.usage
    steps = max(usage.calls, len(comparison.documents), len(comparison.failures))
    errors = [each.outcome == "error" for each in scored.gold]
    errors += [each.outcome == "error" for each in scored.relations]
    return {
        "grounding": share(len(comparison.positions), drafts),
        "failures": share(len(comparison.failures), steps),
        "labels_lost_to_errors": share(sum(errors), len(errors)),
        "tokens": share(usage.prompt_tokens + usage.completion_tokens, 1),
        "cost": share(0, 0) if usage.cost_usd is None else share(usage.cost_usd, 1),
    }
