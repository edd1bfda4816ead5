"""An eval run as text: the figures, the cases, and the details of every miss and every false alarm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from llmtool.evaluate.cases import Case
from llmtool.evaluate.groups import NO_FORMAT
from llmtool.evaluate.metrics import TABLE, is_scored
from llmtool.evaluate.names import told_holder
from llmtool.evaluate.relation_tallies import NONE
from llmtool.evaluate.results import CaseResult, Figure, GoldOutcome, Nearest, PredictedPosition, Run
from llmtool.schema import RelationLabel

_PER_CASE = (
    ("P", "positions.precision"),
    ("R", "positions.recall"),
    ("F1", "positions.f1"),
    ("speaker", "speaker"),
    ("party", "party"),
    ("issues", "issues.f1"),
    ("firm P", "relations.clear.firm.precision"),
    ("firm R", "relations.clear.firm.recall"),
    ("any F1", "relations.clear.any.f1"),
    ("verdicts", "verdicts"),
    ("neutral", "neutral_flagged.any"),
)
_COUNTS = frozenset({"tokens", "cost"})
"""Means per case, which are no shares."""


def figure_rows(run: Run, names: Sequence[str] = TABLE) -> list[tuple[str, str, str, str]]:
    """Name, value, 95 % interval and n of each figure that the run has."""
    return [
        (name, shown(name, figure.value), _interval(name, figure), str(figure.n))
        for name in names
        if (figure := run.figures.get(name)) is not None
    ]


def case_rows(run: Run) -> list[tuple[str, ...]]:
    """One row for each case and trial; a case with an error has the error in place of its figures."""
    several = any(result.trial for result in run.cases)
    rows: list[tuple[str, ...]] = []
    for result in run.cases:
        name = f"{result.case} #{result.trial}" if several else result.case
        if result.error is not None:
            rows.append((name, "error: " + result.error.splitlines()[0]))
            continue
        figures = [shown(figure, result.figures[figure].value) for _, figure in _PER_CASE]
        rows.append((name + ("" if is_scored(result) else " (scripted)"), *figures))
    return rows


GROUP_HEADER = ("found by", "recall", "95 %", "labelled", "precision", "95 %", "predicted")
GROUPS_TOLD = "Positions by attribution and by format of the document:"
_UNMEASURED = Figure(value=None, n=0)


def group_rows(run: Run) -> list[tuple[str, ...]]:
    """One row for each attribution and each format: how many of its labels were found, and how many of its predictions
    have a label. None of formats where no case gives any, and none of either where a run was made without them.
    """
    groups = list(run.attributions.items())
    groups += run.formats.items() if set(run.formats) - {NO_FORMAT} else []
    return [(name, *_measured(figures, "recall"), *_measured(figures, "precision")) for name, figures in groups]


def _measured(figures: Mapping[str, Figure], name: str) -> tuple[str, str, str]:
    figure = figures.get(name, _UNMEASURED)
    return shown(name, figure.value), _interval(name, figure), str(figure.n)


CASE_HEADER = ("case", *(label for label, _ in _PER_CASE))
FIGURE_HEADER = ("figure", "value", "95 %", "n")


def confusion_rows(run: Run) -> list[tuple[str, ...]]:
    """Labelled relations in rows, predicted ones in columns."""
    names = [*(label.value for label in RelationLabel), NONE]
    return [(name, *(_count(run.confusion, name, other) for other in names)) for name in names]


BECAME = ("found", "mislabelled", "missed", "apart", "unreachable", "optional", "error")
BECAME_HEADER = ("labelled", *BECAME)


def became_rows(run: Run) -> list[tuple[str, ...]]:
    """What became of the clear labels: where a relation that is not found was lost."""
    names = [label.value for label in RelationLabel]
    return [(name, *(str(run.became.get(name, {}).get(outcome, 0)) for outcome in BECAME)) for name in names]


CONFUSION_HEADER = ("labelled \\ predicted", *(label.value for label in RelationLabel), NONE)


def _count(table: Mapping[str, Mapping[str, int]], labelled: str, predicted: str) -> str:
    return "" if labelled == predicted == NONE else str(table.get(labelled, {}).get(predicted, 0))


def shown(name: str, value: float | None) -> str:
    """A value for a person; a dash where nothing was measured."""
    if value is None:
        return "–"
    if name in _COUNTS:
        return f"{value:,.0f}" if name == "tokens" else f"${value:.4f}"
    return f"{value:.3f}"


def _interval(name: str, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{shown(name, figure.low)} to {shown(name, figure.high)}"


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned with spaces, the first to the left and the others to the right."""
    full = [row for row in [header, *rows] if len(row) == len(header)]
    widths = [max(len(row[column]) for row in full) for column in range(len(header))]
    widths[0] = max([widths[0], *(len(row[0]) for row in rows)])
    lines = []
    for row in (header, *rows):
        first = row[0].ljust(widths[0])
        if len(row) == len(header):
            rest = "  ".join(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        else:
            rest = "  ".join(row[1:])
        lines.append(f"{first}  {rest}".rstrip())
    return "\n".join(lines)


def overview(run: Run) -> str:
    """The figures, the cases, the parts of the positions and the confusion of relations."""
    engine = run.engine + (f" {run.model}" if run.model else "")
    scored = sum(is_scored(result) for result in run.cases)
    scripted = sum(result.origin == "scripted" for result in run.cases)
    errors = sum(result.error is not None for result in run.cases)
    told = f"engine {engine}: {scored} scored"
    told += f", {scripted} scripted (left out of the figures)" if scripted else ""
    told += f", {errors} with an error" if errors else ""
    parts = [
        told,
        text_table(FIGURE_HEADER, figure_rows(run)),
        text_table(CASE_HEADER, case_rows(run)),
        *([GROUPS_TOLD + "\n" + text_table(GROUP_HEADER, groups)] if (groups := group_rows(run)) else []),
        "Relations, clear labels, firm and possible predictions:\n" + text_table(CONFUSION_HEADER, confusion_rows(run)),
        "What became of them (apart: in two issues; unreachable: a position is missing):\n"
        + text_table(BECAME_HEADER, became_rows(run)),
    ]
    return "\n\n".join(parts) + "\n"


def details(case: Case, result: CaseResult) -> str:
    """Every miss, every false alarm and every wrong relation of one case, with what came closest and why it is not it;
    empty where all is right.
    """
    if result.error is not None:
        return f"{result.case}: error\n  {result.error.replace(chr(10), chr(10) + '  ')}\n"
    lines = [*_missed(case, result), *_extra(case, result), *_relations(case, result), *_broken(result)]
    return "\n".join([result.case, *(f"  {line}" for line in lines)]) + "\n" if lines else ""


def _missed(case: Case, result: CaseResult) -> Iterator[str]:
    golds = {gold.id: gold for gold in case.gold.positions}
    predicted = {each.id: each for each in result.predicted}
    for outcome in result.gold:
        if outcome.outcome in {"found", "optional"}:
            continue
        gold = golds[outcome.gold]
        yield f"{_outcome(outcome)} {gold.id}  {case.folder / 'gold.json'}:{outcome.line}"
        yield f"  label    {told_holder(gold.speaker, gold.party)} · {gold.issue} · {_quoted(gold.evidence)}"
        if outcome.nearest is None:
            yield f"  nearest  none in {gold.source}"
        else:
            yield f"  nearest  {_position(predicted[outcome.nearest.id])}"
            yield f"  why      {_why(outcome.nearest)}"


def _outcome(outcome: GoldOutcome) -> str:
    return {"merged": "merged", "error": "lost to an error"}.get(outcome.outcome, "missed")


def _extra(case: Case, result: CaseResult) -> Iterator[str]:
    golds = {gold.id: gold for gold in case.gold.positions}
    for each in result.predicted:
        if each.forbidden:
            yield f"FORBIDDEN  {each.source}: {_position(each)}"
        if each.outcome == "split":
            yield f"split of {each.gold[0]}  {each.source}: {_position(each)}"
        if each.outcome == "extra":
            yield f"not labelled  {each.source}"
            yield f"  found    {_position(each)}"
            if each.nearest is not None:
                gold = golds[each.nearest.id]
                yield f"  nearest  {gold.id} {told_holder(gold.speaker, gold.party)} · {_quoted(gold.evidence)}"
                yield f"  why      {_why(each.nearest)}"


def _relations(case: Case, result: CaseResult) -> Iterator[str]:
    claims = {gold.id: gold.claim for gold in case.gold.positions}
    predicted = {each.id: each for each in result.predicted}
    for outcome in result.relations:
        if not outcome.clear or outcome.outcome in {"found", "optional"}:
            continue
        told = f"as a {outcome.certainty} {outcome.predicted}" if outcome.predicted else outcome.outcome
        yield f"{outcome.label} {told}  {case.folder / 'gold.json'}:{outcome.line}"
        for side in (outcome.a, outcome.b):
            yield f"  {side}  {claims[side]}"
    for each in result.predicted_relations:
        if each.outcome not in {"false", "neutral"}:
            continue
        alarm = "labelled as neutral" if each.outcome == "neutral" else "false"
        yield f"{alarm}: {each.certainty} {each.label} ({each.kind}, {each.scope}) {each.key}: {each.rationale}"
        for side in (each.a, each.b):
            yield f"  {predicted[side].source}: {_position(predicted[side])}"


def _broken(result: CaseResult) -> Iterator[str]:
    for failure in result.failures:
        yield f"failed: {failure.stage} {failure.subject}: {failure.error}"
    for each in result.ungrounded:
        yield f"not in the text: {each.reason}: {each.draft.claim}"


def _position(each: PredictedPosition) -> str:
    return f"{told_holder(each.speaker, each.party)} · {each.issue} · {_quoted(each.evidence)}"


def _quoted(evidence: Sequence[str]) -> str:
    return " … ".join(f"“{' '.join(words.split())}”" for words in evidence)


def _why(nearest: Nearest) -> str:
    return f"{nearest.detail} (score {nearest.score:.2f})"
