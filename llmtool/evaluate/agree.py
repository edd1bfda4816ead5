"""How far two independent labellings of the same cases agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from llmtool.evaluate.cases import Case
from llmtool.evaluate.gold import GoldPosition, GoldRelation
from llmtool.evaluate.matching import CLAIM_WEIGHT, EVIDENCE_WEIGHT, LEAST, best_assignment, claim_f1
from llmtool.evaluate.metrics import Value, kappa, values, with_intervals
from llmtool.evaluate.names import form
from llmtool.evaluate.relation_tallies import NONE
from llmtool.evaluate.results import Figure, Tally, prf, share
from llmtool.evaluate.spans import Stretch, span_f1, span_tallies
from llmtool.evaluate.table import shown, text_table
from llmtool.schema import Record

_ROWS = (
    "relations.kappa",
    "relations_clear.kappa",
    "positions.f1",
    "spans_overlap.f1",
    "spans_exact.f1",
    "speaker",
    "stance.kappa",
    "modality.kappa",
    "attribution.kappa",
)


class Agreement(Record):
    """Agreement of the labellers: over all cases that were labelled twice, and for each of them."""

    cases: dict[str, dict[str, Figure]]
    total: dict[str, Figure]
    not_labelled_twice: tuple[str, ...]


def agreement(cases: Sequence[Case]) -> Agreement:
    """Compare ``second.json`` with ``gold.json`` where a case has both.

    ``relations.kappa`` is Cohen's kappa over all pairs of positions of one issue, "no relation" being a class of its
    own; ``relations_clear`` leaves out the pairs that either labeller calls unclear. Positions are matched one-to-one
    as predictions are, and kappas of stance, modality and attribution are over the matched ones.
    """
    twice = [case for case in cases if case.second is not None]
    sums = {case.id: tallies(case) for case in twice}
    return Agreement(
        cases={name: _figures(each) for name, each in sums.items()},
        total=with_intervals(list(sums.values()), _formula),
        not_labelled_twice=tuple(case.id for case in cases if case.second is None),
    )


def _figures(sums: dict[str, Tally]) -> dict[str, Figure]:
    return {
        figure: Figure(value=value, n=n)
        for name, tally in sorted(sums.items())
        for figure, (value, n) in _formula(name, tally).items()
    }


def _formula(name: str, tally: Tally) -> dict[str, Value]:
    if not tally or "|" in next(iter(tally)):
        return {f"{name}.kappa": kappa(tally)}
    return values(name, tally)


def tallies(case: Case) -> dict[str, Tally]:
    """The sums behind the agreement on one case that was labelled twice."""
    second = case.second
    if second is None:
        return {}
    pairs = [(one, other) for one, other in matched(case)]
    asked_one = [position for position in case.gold.positions if not position.optional]
    asked_other = [position for position in second.positions if not position.optional]
    ones, others = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    return {
        **_relations(case, case.gold.relations, second.relations),
        "positions": prf(
            sum(position.id in others for position in asked_other),
            len(asked_other),
            sum(position.id in ones for position in asked_one),
            len(asked_one),
        ),
        **span_tallies(
            [Stretch(each.source, case.spans[each.id], not each.optional) for each in case.gold.positions],
            [Stretch(each.source, case.second_spans[each.id], not each.optional) for each in second.positions],
        ),
        "speaker": share(sum(_same_speaker(one, other) for one, other in pairs), len(pairs)),
        "stance": _confusion((one.stance, other.stance) for one, other in pairs),
        "modality": _confusion((one.modality, other.modality) for one, other in pairs),
        "attribution": _confusion((one.attribution, other.attribution) for one, other in pairs),
    }


def matched(case: Case) -> list[tuple[GoldPosition, GoldPosition]]:
    """Positions of both labellers that are the same one: the same document and side, by the best assignment."""
    firsts = {position.id: position for position in case.gold.positions}
    seconds = {position.id: position for position in case.second.positions} if case.second else {}
    scores: dict[tuple[str, str], int] = {}
    for one in firsts.values():
        for other in seconds.values():
            if one.source == other.source and _same_party(one, other):
                evidence = span_f1(case.spans[one.id], case.second_spans[other.id])
                score = EVIDENCE_WEIGHT * evidence + CLAIM_WEIGHT * claim_f1(one.claim, other.claim)
                if score >= LEAST:
                    scores[one.id, other.id] = round(score * 1_000_000)
    return [(firsts[one], seconds[other]) for one, other in sorted(best_assignment(scores).items())]


def _same_party(one: GoldPosition, other: GoldPosition) -> bool:
    parties = {one.party, *one.alternatives.party} & {other.party, *other.alternatives.party}
    return bool(parties) or (one.speaker is not None and _same_speaker(one, other))


def _same_speaker(one: GoldPosition, other: GoldPosition) -> bool:
    ours, theirs = (
        {form(name) if name else () for name in (position.speaker, *position.alternatives.speaker)}
        for position in (one, other)
    )
    return bool(ours & theirs)


def _relations(case: Case, ours: Iterable[GoldRelation], theirs: Iterable[GoldRelation]) -> dict[str, Tally]:
    """Both labellers' labels of every pair of positions of one issue, and of any pair that either of them relates. What
    a copy repeats counts once, with the original.
    """
    first, second = _by_pair(case, ours), _by_pair(case, theirs)
    own = [position for position in case.gold.positions if position.id not in case.originals]
    pairs = {frozenset((a.id, b.id)) for a, b in combinations(own, 2) if a.issue == b.issue}
    pairs |= first.keys() | second.keys()
    clear = [pair for pair in pairs if all(side.get(pair) is None or side[pair].clear for side in (first, second))]

    def labels(pair: frozenset[str]) -> tuple[str, str]:
        one, other = first.get(pair), second.get(pair)
        return (one.label if one else NONE), (other.label if other else NONE)

    return {
        "relations": _confusion(labels(pair) for pair in pairs),
        "relations_clear": _confusion(labels(pair) for pair in clear),
    }


def _by_pair(case: Case, relations: Iterable[GoldRelation]) -> dict[frozenset[str], GoldRelation]:
    return {pair: each for each in relations if len(pair := case.pair(each.a, each.b)) > 1}


def differences(case: Case) -> Iterator[str]:
    """Each pair whose relation the two labellers see differently, with the claims: what is to be settled."""
    if case.second is None:
        return
    first, second = _by_pair(case, case.gold.relations), _by_pair(case, case.second.relations)
    claims = {position.id: position.claim for position in case.gold.positions}
    for pair in sorted(first.keys() | second.keys(), key=sorted):
        one, other = first.get(pair), second.get(pair)
        if (one and one.label) != (other and other.label):
            a, b = sorted(pair)
            yield f"{case.id}  {_told(one)} against {_told(other)}\n  {a}  {claims[a]}\n  {b}  {claims[b]}"


def _told(relation: GoldRelation | None) -> str:
    if relation is None:
        return NONE
    return f"{relation.label}{'' if relation.clear else ' (unclear)'}, “{relation.why}”"


def _confusion(pairs: Iterable[tuple[str, str]]) -> Tally:
    counts = Counter(f"{one}|{other}" for one, other in pairs)
    return {key: float(counts[key]) for key in sorted(counts)}


def agreement_rows(found: Agreement) -> list[tuple[str, str, str, str]]:
    """Figure, value, 95 % interval and n, over all cases."""
    rows = []
    for name in _ROWS:
        if (figure := found.total.get(name)) is not None:
            interval = "" if figure.low is None else f"{shown(name, figure.low)} to {shown(name, figure.high)}"
            rows.append((name, shown(name, figure.value), interval, str(figure.n)))
    return rows


def agreement_table(found: Agreement) -> str:
    """The agreement as text: in total, and for each case."""
    short = ("relations.kappa", "relations_clear.kappa", "positions.f1", "spans_overlap.f1")
    rows = [(name, *(shown(key, each[key].value) for key in short)) for name, each in found.cases.items()]
    parts = [
        text_table(("figure", "value", "95 %", "n"), agreement_rows(found)),
        text_table(("case", *short), rows),
    ]
    if found.not_labelled_twice:
        parts.append(f"not labelled twice: {', '.join(found.not_labelled_twice)}")
    return "\n\n".join(parts)
