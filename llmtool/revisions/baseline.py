"""The baseline: findings that people have read, one a line in a file that is committed beside the sources.

::

    # llmtool baseline 1
    contradiction-0c1d2e3f4a5b accepted | Cost: Authority / Union | both are quoted rightly
    change-9f8e7d6c5b4a dismissed | Start: Authority, twice | the second date is about the other quay

The key is what a later run recognises the finding by (``fingerprint``), the middle is for people, the rest is the
reason. Lines are sorted, so that two people's answers merge.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from llmtool.errors import UsageError
from llmtool.report.inline import for_terminal, shorten
from llmtool.report.views import Answer, RelationView, Report
from llmtool.revisions.fingerprint import fingerprint
from llmtool.schema import RelationLabel

VERSION = "1"
HEADER = f"# llmtool baseline {VERSION}"
ABOUT = 120
"""Characters that say which finding it is."""

_LINE = re.compile(rf"(?P<key>(?:{'|'.join(RelationLabel)})-[0-9a-f]{{12}}) +(?P<answer>\w+) *\|(?P<rest>.*)")
_VERSION = re.compile(r"# *llmtool baseline +(\S+)")
_FORM = "a line is KEY ANSWER | what it is about | the reason"


@dataclass(frozen=True)
class Entry:
    """A line of the baseline; ``line`` is its number in the file that it was read from."""

    key: str
    answer: Answer
    about: str
    reason: str
    line: int = field(default=0, compare=False)

    @property
    def known(self) -> bool:
        """Whether the finding is settled."""
        return self.answer is not Answer.OPEN


@dataclass(frozen=True)
class Baseline:
    """Entries by key, and the comments of the file."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    comments: tuple[str, ...] = (HEADER,)

    def answered(self, entry: Entry) -> Baseline:
        """With this entry in the place of any other on the same finding."""
        return Baseline({**self.entries, entry.key: entry}, self.comments)

    def without(self, key: str) -> Baseline:
        """Without an entry on this finding."""
        return Baseline({k: entry for k, entry in self.entries.items() if k != key}, self.comments)


@dataclass(frozen=True)
class Known:
    """A run held against a baseline: entries by relation id, and those that no finding of the run matches."""

    entries: Mapping[str, Entry]
    stale: tuple[Entry, ...]

    @property
    def settled(self) -> frozenset[str]:
        """Ids of the relations that were accepted or dismissed."""
        return frozenset(relation for relation, entry in self.entries.items() if entry.known)

    @property
    def marks(self) -> dict[str, str]:
        """What to show beside a relation: ``accepted: the reason``."""
        return {relation: f"{entry.answer}: {entry.reason}" for relation, entry in self.entries.items()}


def known(baseline: Baseline, report: Report) -> Known:
    """Find the findings of a run in the baseline."""
    entries: dict[str, Entry] = {}
    met: set[str] = set()
    for relation in report.relations:
        key = fingerprint(relation)
        if key in baseline.entries:
            entries[relation.record.id] = baseline.entries[key]
            met.add(key)
    stale = (entry for key, entry in baseline.entries.items() if key not in met)
    return Known(entries, tuple(sorted(stale, key=lambda entry: (entry.line, entry.key))))


def about(relation: RelationView) -> str:
    """Issue and parties, for the line of a finding."""
    parties = dict.fromkeys(side.party.name for side in (relation.a, relation.b))
    text = for_terminal(f"{relation.issue.label}: {' / '.join(parties)}").replace("|", "¦")
    return shorten(text, ABOUT)


def parse(text: str, name: str) -> Baseline:
    """Read a baseline; ``name`` is its file, for messages.

    Raises:
        UsageError: a line is not one of a baseline, or a finding is in it twice; with the line's number.

    """
    entries: dict[str, Entry] = {}
    comments: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = line.strip()  # noqa: PLW2901 - the line itself is of no further use
        if line.startswith("#"):
            if (version := _VERSION.match(line)) and version.group(1) != VERSION:
                raise UsageError(
                    f"{name}:{number}: a baseline of version {version.group(1)}, this llmtool reads {VERSION}; "
                    "use the llmtool that wrote it"
                )
            comments.append(line)
        elif line:
            entry = _entry(line, f"{name}:{number}", number)
            if (twin := entries.get(entry.key)) is not None:
                raise UsageError(f"{name}:{number}: the same finding as in line {twin.line}; keep one of the two")
            entries[entry.key] = entry
    return Baseline(entries, tuple(comments) or (HEADER,))


def _entry(line: str, where: str, number: int) -> Entry:
    match = _LINE.fullmatch(line)
    if match is None:
        raise UsageError(f"{where}: {shorten(for_terminal(line), 40)!r} is no finding: {_FORM}")
    if match["answer"] not in set(Answer):
        raise UsageError(f"{where}: the answer is one of {', '.join(Answer)}, not {match['answer']!r}")
    told, bar, reason = match["rest"].partition("|")
    if not bar or not reason.strip():
        raise UsageError(f"{where}: the reason is missing: {_FORM}")
    return Entry(match["key"], Answer(match["answer"]), told.strip(), reason.strip(), number)


def dump(baseline: Baseline) -> str:
    """The file: comments first, then the entries, sorted by key."""
    lines = [
        f"{entry.key} {entry.answer} | {entry.about} | {for_terminal(entry.reason) or entry.answer}"
        for _, entry in sorted(baseline.entries.items())
    ]
    return "\n".join([*baseline.comments, *lines]) + "\n"


def load(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        UsageError: it can't be read, or as ``parse``.

    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"{path}: there is no such baseline; make one with: llmtool triage RUN.json --baseline {path}"
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: is not UTF-8 text; save the file as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: can't be read ({error.strerror}); check the path") from error
    return parse(text, str(path))


def save(path: Path, baseline: Baseline) -> None:
    """Write the file whole or not at all: whoever stops in the middle keeps what was there.

    Raises:
        UsageError: it can't be written.

    """
    target = path.resolve()  # a link is written through, not replaced
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(dump(baseline))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{path}: can't be written ({error.strerror}); choose another place") from error
