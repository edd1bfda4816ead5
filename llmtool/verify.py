"""Re-checks a run against its sources, for someone who trusts neither the model nor this program.

The checks lean on as little as possible of what made the run: every quotation is compared code point by code point
with the text in the run, the text with the source read again, and for plain text with the source's own bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from llmtool.ingest import at_home, read_sources
from llmtool.schema import Comparison, Document


@dataclass(frozen=True)
class Finding:
    """What a check found: ``wrong`` is a broken promise, ``unread`` a source that could not be read again."""

    severity: Literal["wrong", "unread"]
    subject: str
    message: str


@dataclass(frozen=True)
class Verification:
    """The result: how much was checked, and what was found."""

    documents: int
    sources_read: int
    spans: int
    relations: int
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """The findings that break a promise."""
        return tuple(finding for finding in self.findings if finding.severity == "wrong")

    @property
    def unread(self) -> tuple[Finding, ...]:
        """The sources that could not be read again."""
        return tuple(finding for finding in self.findings if finding.severity == "unread")


def verify_run(
    run: Comparison,
    *,
    folder: Path | None = None,
    beside: Path | None = None,
    fetch: bool = False,
    allow_private: bool = False,
) -> Verification:
    """Check every span of every position, every reference between records, and every source.

    Args:
        run: The comparison to check.
        folder: Where relative source paths start. When not given it is the current folder or, for a source that is not
            there, the folder of the run file or the one above that.
        beside: The run file.
        fetch: Read sources that are URLs again too.
        allow_private: Let URLs point to private addresses.

    """
    findings: list[Finding] = [*_spans(run), *_references(run)]
    read = 0
    for document in run.documents:
        problems = list(_source(document, folder, beside, fetch=fetch, allow_private=allow_private))
        findings += problems
        read += not any(problem.severity == "unread" for problem in problems)
    spans = sum(len(position.evidence) for position in run.positions)
    return Verification(len(run.documents), read, spans, len(run.relations), tuple(findings))


def _spans(run: Comparison) -> Iterator[Finding]:
    texts = {document.id: document.text for document in run.documents}
    for position in run.positions:
        text = texts.get(position.document_id)
        if text is None:
            continue  # reported with the references
        for span in position.evidence:
            if text[span.start : span.end] != span.exact:
                message = f"the text at {span.start}–{span.end} is not {_short(span.exact)}"
                yield Finding("wrong", position.id, message)


def _references(run: Comparison) -> Iterator[Finding]:
    documents = {document.id for document in run.documents}
    parties = {party.id for party in run.parties}
    speakers = {speaker.id for speaker in run.speakers}
    issues = {issue.id for issue in run.issues}
    positions = {position.id: position for position in run.positions}
    relations = {relation.id for relation in run.relations}

    def missing(subject: str, kind: str, wanted: str | None, known: Iterable[str]) -> Iterator[Finding]:
        if wanted is not None and wanted not in known:
            yield Finding("wrong", subject, f"names {kind} {wanted}, which is not in the run")

    for document in run.documents:
        yield from missing(document.id, "document", document.copy_of, documents)
    for speaker in run.speakers:
        yield from missing(speaker.id, "party", speaker.party_id, parties)
    for position in run.positions:
        yield from missing(position.id, "document", position.document_id, documents)
        yield from missing(position.id, "speaker", position.speaker_id, speakers)
        yield from missing(position.id, "party", position.party_id, parties)
        yield from missing(position.id, "issue", position.issue_id, issues)
    for relation in run.relations:
        yield from missing(relation.id, "issue", relation.issue_id, issues)
        for side in (relation.a, relation.b):
            yield from missing(relation.id, "position", side, positions)
            if side in positions and positions[side].issue_id != relation.issue_id:
                yield Finding("wrong", relation.id, f"is about issue {relation.issue_id}, its position {side} is not")
    for verdict in run.verdicts:
        subject = f"verdict on {verdict.issue_id}"
        yield from missing(subject, "issue", verdict.issue_id, issues)
        parts = [missing(subject, "party", party, parties) for party in (verdict.party_a_id, verdict.party_b_id)]
        yield from chain(*parts, *(missing(subject, "relation", name, relations) for name in verdict.relation_ids))


def _source(
    document: Document, folder: Path | None, beside: Path | None, *, fetch: bool, allow_private: bool
) -> Iterator[Finding]:
    """Read the source again and compare."""
    source = document.source
    if source == "-":
        yield Finding("unread", source, "came from standard input; its text was checked only within the run")
        return
    if "://" in source:
        if not fetch:
            yield Finding("unread", source, "is a URL; give --fetch to read it again")
            return
    else:
        found = _found(source, folder, beside)
        if found is None:
            yield Finding("unread", source, _lost(source, folder, beside))
            return
        source = str(found)
    again = read_sources([source], allow_private=allow_private)
    if not again.documents:
        reason = again.failures[0].error if again.failures else "nothing was read"
        yield Finding("unread", document.source, f"could not be read again: {reason}")
        return
    if again.documents[0].text != document.text:
        yield Finding("wrong", document.source, "its text is not the text in the run: the source has changed since")
    elif Path(source).suffix.lower() == ".txt":
        yield from _plain(document, Path(source))


def _found(source: str, folder: Path | None, beside: Path | None) -> Path | None:
    """The file that a source names, None where there is none."""
    path = at_home(source)
    if path.is_absolute():
        return path if path.exists() else None
    # A run is often written into a folder of its own beside the sources.
    starts = [folder] if folder else [Path(), *([beside.parent, beside.absolute().parent.parent] if beside else [])]
    return next((start / path for start in starts if (start / path).exists()), None)


def _lost(source: str, folder: Path | None, beside: Path | None) -> str:
    """What to say of a source that is not there, and what to do."""
    if at_home(source).is_absolute():
        return "is not there any more: put the file back to have it checked"
    where = f"in {folder}" if folder else f"in the current folder{f' or beside {beside}' if beside else ''}"
    return f"is not {where}: name the folder that the run was made in with --sources-from"


def _plain(document: Document, path: Path) -> Iterator[Finding]:
    """Every line of the text stands in the file itself: checked without the reader that made the run."""
    try:
        raw = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return  # other encodings were compared through the reader above
    squeezed = _squeeze(raw)
    for line in document.text.splitlines():
        if _squeeze(line) not in squeezed:
            yield Finding("wrong", document.source, f"the file does not have the line {_short(line)}")


def _squeeze(text: str) -> str:
    """The text without white space and invisible characters, which readers may normalise."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
