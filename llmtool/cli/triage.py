"""``llmtool triage``: answering the findings of a run one by one."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmtool import errors
from llmtool.cli.console import is_terminal, note, wants_colour, width
from llmtool.cli.known import tell_stale
from llmtool.cli.output import check_place
from llmtool.cli.show import RunFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmtool.report.views import RelationView
    from llmtool.revisions.baseline import Baseline, Entry

EXAMPLES = """\b
Examples:
  llmtool triage run.json
  llmtool triage run.json --all --baseline review/known.txt
  llmtool compare articles/ --fail-on contradiction --baseline llmtool-baseline.txt
"""

KEYS = "[a]ccept  [d]ismiss  [n]ote  [s]kip  [b]ack  [u]ndo  [q]uit: "
HELP = """\
a  accept: the finding is right and known; it no longer fails --fail-on
d  dismiss: the finding is wrong; it no longer fails --fail-on either
n  note: write something down; the finding stays open
s  skip: go on, and be asked again next time
b  back: to the finding before, also an answered one
u  undo: take the answer to this finding back
q  quit"""


def triage(
    run: RunFile,
    baseline: Annotated[
        Path, typer.Option("--baseline", help="File that the answers are kept in; made where there is none.")
    ] = Path("llmtool-baseline.txt"),
    every: Annotated[bool, typer.Option("--all", help="Ask about possible findings too, after the firm ones.")] = False,
) -> None:
    """Walk through the contradictions and changes of a run: accept, dismiss, note.

    Each answer is written to the baseline file at once. Stop at any time: the next call goes on with the first finding
    that has no answer.
    """
    from llmtool.report.build import build
    from llmtool.revisions.baseline import known, load
    from llmtool.revisions.triage import queue
    from llmtool.runs import load_run

    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise errors.UsageError("triage asks questions: run it in a terminal (llmtool report shows the findings)")
    check_place(baseline)
    report = build(load_run(run))
    walk = _Walk(baseline, queue(report, possible=every))
    try:
        walk.through()
    except (KeyboardInterrupt, EOFError):
        typer.echo()
        note(f"stopped: {walk.told()}; run the same command to go on")
        raise typer.Exit(errors.INTERRUPTED) from None
    note(walk.told())
    if baseline.exists():
        tell_stale(known(load(baseline), report), baseline, report.comparison)


class _Walk:
    """A walk through findings. The file holds the state: it is read before, and written after, every answer."""

    def __init__(self, path: Path, findings: Sequence[tuple[str, RelationView]]) -> None:
        self._path = path
        self._keys = [key for key, _ in findings]
        self._relations = [relation for _, relation in findings]
        self._baseline()  # a file that can't be read is told before the first question

    def _baseline(self) -> Baseline:
        from llmtool.revisions.baseline import Baseline, load

        return load(self._path) if self._path.exists() else Baseline()

    def through(self) -> None:
        """Ask until the end, or until the person quits."""
        from llmtool.revisions.triage import next_open, shown

        place = next_open(self._keys, self._baseline(), 0)
        while place < len(self._keys):
            entry = self._baseline().entries.get(self._keys[place])
            told = f"{place + 1} of {len(self._keys)}"
            typer.echo(shown(self._relations[place], told, entry, width(), colour=wants_colour(sys.stdout)), nl=False)
            key = _key()
            if key == "q":
                return
            if key == "b":
                place = max(0, place - 1)
            elif key == "s" or self._answered(place, key):
                place = next_open(self._keys, self._baseline(), place + 1)

    def _answered(self, place: int, key: str) -> bool:
        """Write the answer that a key stands for down; False where the same finding is to be asked about again."""
        from llmtool.report.views import Answer
        from llmtool.revisions.baseline import Entry, about, save

        before = self._baseline().entries.get(self._keys[place])
        if key == "u":
            save(self._path, self._baseline().without(self._keys[place]))
            return False
        answer = {"a": Answer.ACCEPTED, "d": Answer.DISMISSED, "n": before.answer if before else Answer.OPEN}[key]
        reason = _reason(key, before)
        if not reason:
            return False
        entry = Entry(self._keys[place], answer, about(self._relations[place]), reason)
        # Read again: somebody may have edited the file while the question stood.
        save(self._path, self._baseline().answered(replace(before, answer=answer, reason=reason) if before else entry))
        return key != "n"

    def told(self) -> str:
        """How far the walk has come."""
        from llmtool.report.wording import count

        entries = self._baseline().entries
        answers = Counter(str(entries[key].answer) if key in entries else "open" for key in self._keys)
        numbers = ", ".join(f"{answers[name]} {name}" for name in ("accepted", "dismissed", "open") if answers[name])
        if not self._keys:
            return "no contradictions or changes to answer"
        kept = f"; the answers are in {self._path}" if self._path.exists() else ""
        return f"{count(len(self._keys), 'finding')}: {numbers}{kept}"


def _key() -> str:
    """One of the keys that mean something."""
    while True:
        typer.echo(KEYS, nl=False)
        key = typer.getchar().lower().strip()  # a terminal may bring the Enter after it along
        typer.echo(key if key.isprintable() else "")
        if key in {"a", "d", "n", "s", "b", "u", "q"}:
            return key
        typer.echo(HELP)


def _reason(key: str, before: Entry | None) -> str:
    """The reason as it is typed; Enter takes the one that is shown."""
    from llmtool.report.inline import for_terminal

    usual = {"a": "read and known", "d": "read, and not one", "n": ""}[key]
    # A reason to accept is none to dismiss; what was only noted fits both.
    if before and (key == "n" or before.answer in {"open", {"a": "accepted", "d": "dismissed"}[key]}):
        usual = before.reason
    with suppress(ImportError):
        import readline  # noqa: F401 - makes the line editable where it is there
    return for_terminal(input(f"Reason [{usual}]: " if usual else "Note: ")) or (usual if key != "n" else "")
