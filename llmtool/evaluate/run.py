"""An eval run: the cases through the pipeline, one result each, and the figures over all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from llmtool import pipeline
from llmtool.engines.protocol import Engine, Progress, no_progress
from llmtool.errors import FINDINGS, LlmtoolError, crash
from llmtool.evaluate.cases import Case
from llmtool.evaluate.groups import group_figures, party_figures
from llmtool.evaluate.metrics import add, figures, is_scored
from llmtool.evaluate.results import CaseResult, Origin, Run
from llmtool.evaluate.score import score
from llmtool.ingest import Ingested
from llmtool.schema import Comparison

Compare = Callable[[Ingested], Comparison]
"""A way from documents to a comparison: ``pipeline.compare`` with an engine, or something to hold it against."""


def run_case(case: Case, compare: Compare, *, trial: int = 0, origin: Origin = "computed") -> CaseResult:
    """One case, once. Whatever goes wrong in the comparison becomes a result with an error, so that the other cases
    are still measured.
    """
    try:
        comparison = compare(case.ingested)
    except Exception as error:  # noqa: BLE001 - a crash is a result too: the run fails on it and names the place
        return failed(case, error, trial=trial, origin=origin)
    return score(case, comparison, trial=trial, origin=origin)


def run_cases(
    cases: Sequence[Case],
    make: Callable[[int], Engine],
    *,
    trials: int = 1,
    origin: Origin = "computed",
    progress: Progress = no_progress,
) -> list[CaseResult]:
    """Each case, ``trials`` times, with an engine of its own so that its usage is its own; ``make`` takes the trial."""
    results: list[CaseResult] = []
    for case in cases:
        for trial in range(trials):
            engine = make(trial)
            results.append(run_case(case, partial(pipeline.compare, engine=engine), trial=trial, origin=origin))
            progress("eval", len(results), len(cases) * trials)
    return results


def failed(case: Case, error: Exception, *, trial: int = 0, origin: Origin = "computed") -> CaseResult:
    """The result of a case that could not be run."""
    return CaseResult(
        case=case.id,
        trial=trial,
        text_hash=case.text_hash,
        gold_hash=case.gold_hash,
        origin=origin,
        error=str(error) if isinstance(error, LlmtoolError) else crash(error),
        error_exit=error.exit_code if isinstance(error, LlmtoolError) else FINDINGS,
    )


def gather(
    results: Sequence[CaseResult], *, engine: str, model: str | None = None, prompts: Mapping[str, str] | None = None
) -> Run:
    """The run that the results make, in any order they come."""
    ordered = tuple(sorted(results, key=lambda result: (result.case, result.trial)))
    return Run(
        engine=engine,
        model=model,
        prompts=dict(prompts or {}),
        cases=ordered,
        figures=figures(ordered),
        parties=party_figures(ordered),
        attributions=group_figures(ordered, lambda result: result.attributions),
        formats=group_figures(ordered, lambda result: result.formats),
        confusion=_table(ordered, "relation_confusion"),
        became=_table(ordered, "relation_became"),
    )


def _table(results: Sequence[CaseResult], name: str) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    total = add([result.tallies for result in results if is_scored(result)]).get(name, {})
    for key, count in sorted(total.items()):
        labelled, _, predicted = key.partition("|")
        table.setdefault(labelled, {})[predicted] = round(count)
    return table
