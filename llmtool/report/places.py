"""Where the quotations stand in the files of the sources.

A document's text is not its file: front matter is taken off, lines that were wrapped by hand are joined, HTML and PDF
are read out. So its lines are not those of the file, and a program that points to lines needs the file itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import quote

from llmtool.report.positions import PositionView
from llmtool.report.views import RelationView
from llmtool.schema import Document, Span

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What stands between two words in a file: wrapped lines, and the marks of Markdown that reading takes off.
_WORD = re.compile(r"[^\s>*_]+")


@dataclass(frozen=True)
class Place:
    """A stretch of a file. Lines and columns from 1, the end column exclusive; columns and offset in code points."""

    line: int
    column: int
    end_line: int
    end_column: int
    offset: int
    length: int


def is_file(document: Document) -> bool:
    """Whether the source is a path, neither an address nor standard input."""
    return document.source != "-" and not _ADDRESS.match(document.source)


def uri(document: Document) -> str | None:
    """The source as a URI reference: a relative path stays relative. None for standard input."""
    source = document.source
    if source == "-":
        return None
    if match := _ADDRESS.match(source):
        host, slash, rest = source[match.end() :].partition("/")
        rest = quote(_STRAY.sub("%25", rest), safe="%/:=&?~#+!$,;'@()*").replace("#", "%23").replace("%23", "#", 1)
        return match[0] + quote(host, safe="[]:@.-") + slash + rest
    path = source.replace("\\", "/").removeprefix("./")
    path = "/".join(quote(part, safe="") for part in path.split("/"))
    if _DRIVE.match(source):
        return f"file:///{source[0]}:{path[4:]}"
    return f"file://{path}" if path.startswith("/") else path or "."


class Files:
    """Contents of source files by ``Document.source``; each text is made ready to be searched once."""

    def __init__(self, contents: Mapping[str, str]) -> None:
        self.contents = contents
        self._folded: dict[tuple[str, bool], _Folded] = {}

    def place(self, document: Document, span: Span) -> Place | None:
        """Where the span stands in the document's file; None where the file is not given or does not tell.

        The words are looked for with any white space between them. Where they occur several times, the file must hold
        them as often as the document's text does: then the one that was cited can be told.
        """
        content = self.contents.get(document.source)
        wanted = _fold(span.exact)
        if content is None or not wanted.text or not is_file(document):
            return None
        found = self._fold(document.source, content, of_file=True).places(wanted.text)
        cited = self._fold(document.id, document.text, of_file=False).places(wanted.text)
        starts = [start for start, _ in cited]
        start = span.start + wanted.starts[0]
        if len(found) != len(cited) or start not in starts:
            return None
        begin, end = found[starts.index(start)]
        line, column = _line(content, begin)
        end_line, end_column = _line(content, end)
        return Place(line, column, end_line, end_column, begin, end - begin)

    def _fold(self, name: str, text: str, *, of_file: bool) -> _Folded:
        if (name, of_file) not in self._folded:
            self._folded[name, of_file] = _fold(text)
        return self._folded[name, of_file]


@dataclass(frozen=True)
class _Folded:
    """A text with one blank between its words, and where each word starts in the text and here."""

    text: str
    starts: tuple[int, ...]
    here: tuple[int, ...]

    def places(self, wanted: str) -> list[tuple[int, int]]:
        """Start and end in the text of each occurrence; none lies across another."""
        found = []
        at = self.text.find(wanted)
        while at >= 0:
            found.append((self._offset(at), self._offset(at + len(wanted) - 1) + 1))
            at = self.text.find(wanted, at + len(wanted))
        return found

    def _offset(self, place: int) -> int:
        word = bisect_right(self.here, place) - 1
        return self.starts[word] + place - self.here[word]


def _fold(text: str) -> _Folded:
    words = list(_WORD.finditer(text))
    lengths = accumulate((len(word[0]) + 1 for word in words), initial=0)
    here = tuple(place for place, _ in zip(lengths, words, strict=False))
    return _Folded(" ".join(word[0] for word in words), tuple(word.start() for word in words), here)


def sides(relation: RelationView, files: Files) -> tuple[PositionView, PositionView]:
    """The side where a program shows the relation, and the other: the first whose line is known, or that is a file."""

    def known(side: PositionView) -> int:
        document = side.document.record
        if not is_file(document):
            return 0
        return 2 if files.place(document, side.record.evidence[0]) else 1

    a, b = relation.a, relation.b
    return (b, a) if known(b) > known(a) else (a, b)


def _line(text: str, offset: int) -> tuple[int, int]:
    """Line and column, where a line ends with LF, CR LF or CR."""
    before = text[:offset].replace("\r\n", "\n") if "\r" in text else text[:offset]
    before = before.replace("\r", "\n")
    start = before.rfind("\n") + 1
    return before.count("\n") + 1, len(before) - start + 1
