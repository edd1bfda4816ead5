"""The gate: a run against the blessed one, record by record, and against the floors.

Only cases are compared whose texts and labels are those of the baseline; the others are named. A label that was found
and no longer is, a new firm contradiction that the labels don't have, a figure below its floor, a case that is gone, a
new failure and a missing recording are problems. What got better is told too, since it is lost unless it is blessed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError

from llmtool import errors
from llmtool.errors import UsageError
from llmtool.evaluate.paired import paired
from llmtool.evaluate.results import CaseResult, GoldOutcome, PredictedRelation, RelationOutcome, Run
from llmtool.schema import Record, RelationLabel

_FOUND = {"found", "merged"}
_FALSE = {"false", "neutral", "mislabelled"}


class Trouble(StrEnum):
    """What can be wrong with a run."""

    LOST = "lost"
    FALSE_ALARM = "false alarm"
    FLOOR = "floor"
    MISSING_CASE = "missing case"
    ERROR = "error"
    RECORDING = "recording"
    UNUSED = "unused recording"


@dataclass(frozen=True)
class Problem:
    """Something that fails the gate. ``record`` and ``line`` are of the case's ``gold.json``, where it is about one."""

    trouble: Trouble
    engine: str
    case: str
    told: str
    record: str | None = None
    line: int | None = None
    exit_code: int = errors.FINDINGS

    def __str__(self) -> str:
        where = f"{self.engine} {self.case}" if self.case else self.engine
        return f"{self.trouble}: {where}: {self.told}"


@dataclass(frozen=True)
class Gate:
    """What the gate found. ``notes`` fail nothing; ``better`` is what a new baseline would keep."""

    problems: tuple[Problem, ...] = ()
    better: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The gravest thing: the endpoint, then a recording that is missing, then quality."""
        return max((problem.exit_code for problem in self.problems), default=errors.OK)


class Floors(Record):
    """For one engine: figures that may not be lower, and figures that may not be higher."""

    at_least: dict[str, float] = Field(default_factory=dict)
    at_most: dict[str, float] = Field(default_factory=dict)


class _FloorsFile(Record):
    engines: dict[str, Floors]


@dataclass
class _Found:
    problems: list[Problem] = field(default_factory=list)
    better: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def load_floors(path: Path) -> dict[str, Floors]:
    """The floors by engine; none where there is no file.

    Raises:
        UsageError: the file is not valid.

    """
    try:
        return _FloorsFile.model_validate({"engines": tomllib.loads(path.read_text(encoding="utf-8"))}).engines
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, ValidationError) as error:
        raise UsageError(f"{path}: not a file of floors: {' '.join(str(error).split())}") from error


def judge(
    runs: Sequence[Run],
    baseline: Mapping[str, Run],
    floors: Mapping[str, Floors],
    *,
    whole: bool,
    engines: Iterable[str] = (),
) -> Gate:
    """Hold runs against the baseline.

    ``whole`` is False where only some cases were asked for. ``engines`` were asked for, and may have given no run.
    """
    found = _Found()
    for engine in sorted(set(engines) & set(baseline) - {run.engine for run in runs}):
        if whole:
            _gone(engine, {(result.case, result.trial) for result in baseline[engine].cases}, found)
    for run in runs:
        blessed = baseline.get(run.engine)
        _compare(run, blessed, found, whole=whole)
        if whole:
            _floors(run, floors.get(run.engine, Floors()), found)
    if not whole:
        found.notes.append("only some cases were run: floors are not checked")
    return Gate(tuple(found.problems), tuple(found.better), tuple(found.notes))


def _compare(run: Run, blessed: Run | None, found: _Found, *, whole: bool) -> None:
    before = {(result.case, result.trial): result for result in blessed.cases} if blessed else {}
    now = {(result.case, result.trial): result for result in run.cases}
    if blessed is None:
        found.notes.append(f"{run.engine}: no baseline yet; make one with: llmtool eval bless")
    elif blessed.model != run.model:
        found.notes.append(f"{run.engine}: the baseline is of model {blessed.model!r}, this run of {run.model!r}")
    for key, result in sorted(now.items()):
        name = _name(*key)
        if result.error is not None:
            found.problems += list(_error(run.engine, name, result, result.error))
            continue
        _failures(run.engine, name, before.get(key), result, found)
        if blessed is not None:
            _case(run.engine, name, before.get(key), result, found)
    if whole:
        _gone(run.engine, set(before) - set(now), found)


def _gone(engine: str, cases: Iterable[tuple[str, int]], found: _Found) -> None:
    told = "is in the baseline and was not run; restore it, or bless what is left"
    found.problems += [Problem(Trouble.MISSING_CASE, engine, _name(*key), told) for key in sorted(cases)]


def _name(case: str, trial: int) -> str:
    return case if trial == 0 else f"{case} (trial {trial})"


def _error(engine: str, case: str, result: CaseResult, error: str) -> Iterator[Problem]:
    code = result.error_exit or errors.FINDINGS
    trouble = Trouble.RECORDING if code == errors.INPUT else Trouble.ERROR
    for line in error.splitlines():
        yield Problem(trouble, engine, case, line.removeprefix(f"{result.case}: "), exit_code=code)


def _case(engine: str, name: str, old: CaseResult | None, new: CaseResult, found: _Found) -> None:
    if old is None:
        found.notes.append(f"{engine} {name}: not in the baseline")
    elif (old.text_hash, old.gold_hash) != (new.text_hash, new.gold_hash):
        changed = "texts" if old.text_hash != new.text_hash else "labels"
        found.notes.append(f"{engine} {name}: the {changed} changed since the baseline: not compared")
    elif old.error is None:
        _records(engine, name, old, new, found)


def _failures(engine: str, case: str, old: CaseResult | None, new: CaseResult, found: _Found) -> None:
    """Calls that failed: those of the baseline are known, any other is a problem."""
    known = {(failure.stage, failure.subject) for failure in old.failures} if old else set()
    code = errors.ENGINE if new.origin == "live" else errors.FINDINGS
    found.problems += [
        Problem(Trouble.ERROR, engine, case, f"{failure.stage}, {failure.subject}: {failure.error}", exit_code=code)
        for failure in new.failures
        if (failure.stage, failure.subject) not in known
    ]


def _records(engine: str, case: str, old: CaseResult, new: CaseResult, found: _Found) -> None:
    positions = {outcome.gold: outcome for outcome in old.gold}
    for outcome in new.gold:
        before = positions.get(outcome.gold)
        if before is None or (before.outcome in _FOUND) == (outcome.outcome in _FOUND):
            continue
        if outcome.outcome in _FOUND:
            found.better.append(f"{engine} {case}: position {outcome.gold} is found")
        elif outcome.outcome != "optional":
            told = f"position {outcome.gold} was found and is {outcome.outcome}{_why(outcome)}"
            found.problems.append(Problem(Trouble.LOST, engine, case, told, outcome.gold, outcome.line))
    relations = {(outcome.a, outcome.b): outcome for outcome in old.relations}
    for relation in new.relations:
        earlier = relations.get((relation.a, relation.b))
        if earlier is not None and relation.clear:
            _relation(engine, case, earlier, relation, found)
    _false_alarms(engine, case, old, new, found)


def _relation(engine: str, case: str, old: RelationOutcome, new: RelationOutcome, found: _Found) -> None:
    name = f"{new.label} {new.a}–{new.b}"
    if old.outcome == "found" and new.outcome != "found":
        as_what = f" as {new.predicted}" if new.predicted else ""
        told = f"{name} was found and is {new.outcome}{as_what}"
        found.problems.append(Problem(Trouble.LOST, engine, case, told, f"{new.a}–{new.b}", new.line))
    elif old.outcome != "found" and new.outcome == "found":
        found.better.append(f"{engine} {case}: {name} is found")
    elif old.outcome == "found" and old.certainty != new.certainty:
        found.notes.append(f"{engine} {case}: {name} was {old.certainty} and is {new.certainty}")


def _false_alarms(engine: str, case: str, old: CaseResult, new: CaseResult, found: _Found) -> None:
    """Firm contradictions that the labels don't have, by pair, so that new ids are no news."""
    before, now = _alarms(old), _alarms(new)
    lines = {frozenset((outcome.a, outcome.b)): outcome.line for outcome in new.relations}
    for key in sorted(set(now) - set(before)):
        alarm = now[key]
        told = f"a new contradiction that is {_said(alarm)}: {key.replace('|', ' and ')}: {alarm.rationale}"
        line = lines.get(frozenset(alarm.gold)) if alarm.gold else None
        found.problems.append(Problem(Trouble.FALSE_ALARM, engine, case, told, key, line))
    found.better += [f"{engine} {case}: no false contradiction of {key}" for key in sorted(set(before) - set(now))]


def _alarms(result: CaseResult) -> dict[str, PredictedRelation]:
    return {
        relation.key: relation
        for relation in result.predicted_relations
        if relation.label is RelationLabel.CONTRADICTION and relation.certainty == "firm" and relation.outcome in _FALSE
    }


def _said(alarm: PredictedRelation) -> str:
    return {"neutral": "labelled as none", "mislabelled": "labelled otherwise"}.get(alarm.outcome, "not labelled")


def _why(outcome: GoldOutcome) -> str:
    nearest = outcome.nearest
    return f"; nearest is {nearest.id}: {nearest.detail}" if nearest else ""


def _floors(run: Run, floors: Floors, found: _Found) -> None:
    limits = [(name, limit, True) for name, limit in floors.at_least.items()]
    limits += [(name, limit, False) for name, limit in floors.at_most.items()]
    for name, limit, least in sorted(limits):
        figure = run.figures.get(name)
        word = "at least" if least else "at most"
        if figure is None or figure.value is None:
            told = f"{name} has to be {word} {limit:g} and was not measured"
        elif (figure.value < limit) if least else (figure.value > limit):
            told = f"{name} is {figure.value:.3f} (n {figure.n}) and has to be {word} {limit:g}"
        else:
            continue
        found.problems.append(Problem(Trouble.FLOOR, run.engine, "", told))


def judge_live(runs: Sequence[Run], baseline: Mapping[str, Run]) -> Gate:
    """Hold live runs against the baseline: answers vary, so that only a difference beyond chance is a problem."""
    found = _Found()
    for run in runs:
        for result in run.cases:
            name = _name(result.case, result.trial)
            if result.error is not None:
                found.problems += list(_error(run.engine, name, result, result.error))
            else:
                _failures(run.engine, name, None, result, found)
        if (blessed := baseline.get(run.engine)) is None:
            found.notes.append(f"{run.engine}: no baseline to compare with")
            continue
        tests, differences = paired(blessed, run)
        for test in tests:
            told = f"against the baseline of {blessed.model or 'no model'}: {test}"
            if test.second_worse:
                found.problems.append(Problem(Trouble.LOST, run.engine, "", told))
            else:
                found.notes.append(f"{run.engine} {told}")
        found.notes += [f"{run.engine} against the baseline: {difference}" for difference in differences]
    return Gate(tuple(found.problems), tuple(found.better), tuple(found.notes))


def with_problems(gate: Gate, problems: Iterable[Problem]) -> Gate:
    """The gate with problems that were found elsewhere."""
    return Gate((*gate.problems, *problems), gate.better, gate.notes)
