"""The sums and figures of positions for parts of the labels: by party, by attribution and by format of the document.

Within each part they are counted as in ``positions``: one-to-one, without optional labels, without what a failed call
lost, and without what a copy repeats. The parts of a case add up to its ``positions``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from llmtool.evaluate.gold import GoldPosition
from llmtool.evaluate.metrics import add, figures_of, is_scored, with_intervals
from llmtool.evaluate.results import CaseResult, Figure, PredictedPosition, Tally, prf
from llmtool.evaluate.tallies import Scored

NO_FORMAT = "(no format)"
"""Documents of which ``case.yaml`` gives no format."""

_SHOWN = ("precision", "recall")


def party_tallies(scored: Scored) -> dict[str, Tally]:
    """By the party of the label; false alarms by the labelled party whose name they bear."""
    parties = {gold.id: gold.party for gold in scored.case.gold.positions}
    by_id = {each.position.id: each for each in scored.predicted}

    def party_of(position: PredictedPosition) -> str:
        if position.gold:
            return parties[position.gold[0]]
        alike = (g for g in scored.case.gold.positions if scored.likeness.party_right(g, by_id[position.id]))
        return next((g.party for g in alike), "(no labelled party)")

    return _grouped(scored, lambda gold: gold.party, party_of)


def attribution_tallies(scored: Scored) -> dict[str, Tally]:
    """Labels by the attribution that they have, predictions by the one that was predicted."""
    return _grouped(scored, lambda gold: gold.attribution.value, lambda position: position.attribution.value)


def format_tallies(scored: Scored) -> dict[str, Tally]:
    """By the format of the document."""
    formats = {source.file: source.format or NO_FORMAT for source in scored.case.info.sources}
    return _grouped(scored, lambda gold: formats[gold.source], lambda position: formats[position.source])


def _grouped(
    scored: Scored, labelled: Callable[[GoldPosition], str], predicted: Callable[[PredictedPosition], str]
) -> dict[str, Tally]:
    golds = {gold.id: gold for gold in scored.case.gold.positions}
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in scored.gold:
        gold = golds[outcome.gold]
        if outcome.outcome != "error" and not gold.optional:
            sums[labelled(gold)]["R"] += 1
            sums[labelled(gold)]["r"] += outcome.outcome == "found"
    for position in scored.positions:
        if position.outcome in {"found", "split", "extra"}:
            sums[predicted(position)]["P"] += 1
            sums[predicted(position)]["p"] += position.outcome == "found"
    return {str(name): prf(each["p"], each["P"], each["r"], each["R"]) for name, each in sorted(sums.items())}


def group_figures(
    results: Sequence[CaseResult], of: Callable[[CaseResult], Mapping[str, Tally]]
) -> dict[str, dict[str, Figure]]:
    """Precision and recall of each part over all cases that are scored, with intervals that resample whole cases."""
    by_case: dict[str, list[Mapping[str, Tally]]] = {}
    for result in results:
        if is_scored(result):
            by_case.setdefault(result.case, []).append(of(result))
    clusters = [add(by_case[case]) for case in sorted(by_case)]
    found: dict[str, dict[str, Figure]] = {}
    for name, figure in with_intervals(clusters).items():
        part, _, what = name.rpartition(".")
        if what in _SHOWN:
            found.setdefault(part, {})[what] = figure
    return found


def party_figures(results: Sequence[CaseResult]) -> dict[str, dict[str, Figure]]:
    """The figures of the positions of each ``case/party``."""
    by_party: dict[str, list[Mapping[str, Tally]]] = {}
    for result in results:
        if is_scored(result):
            for party, tally in result.parties.items():
                by_party.setdefault(f"{result.case}/{party}", []).append({"positions": tally})
    return {name: figures_of(add(sums)) for name, sums in sorted(by_party.items())}
