"""Where the quotations stand in the files of the sources.

A document's text is not its file: front matter is taken off, lines that were wrapped by hand are joined, HTML and PDF
are read out. So its lines are not those of the file, and a program that points to lines needs the file itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from llmtool.report.views import PositionView, RelationView
from llmtool.schema import Document, Span

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
# What stands between two words in a file: wrapped lines, and the marks of Markdown that reading takes off.
_GAP = r"[\s>*_]+"


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


def place(document: Document, span: Span, files: Mapping[str, str]) -> Place | None:
    """Where the span stands in the document's file; None where the file is not given or does not tell.

    The words are looked for with any white space between them. Where they occur several times, the file must hold
    them as often as the document's text does: then the one that was cited can be told.
    """
    content = files.get(document.source)
    if content is None or not is_file(document):
        return None
    words = re.compile(_GAP.join(re.escape(word) for word in re.split(_GAP, span.exact) if word) or r"(?!)")
    found = list(words.finditer(content))
    cited = [match.start() for match in words.finditer(document.text)]
    lead = len(span.exact) - len(re.sub(rf"^{_GAP}", "", span.exact))
    if len(found) != len(cited) or span.start + lead not in cited:
        return None
    match = found[cited.index(span.start + lead)]
    line, column = _line(content, match.start())
    end_line, end_column = _line(content, match.end())
    return Place(line, column, end_line, end_column, match.start(), match.end() - match.start())


def sides(relation: RelationView, files: Mapping[str, str]) -> tuple[PositionView, PositionView]:
    """The side where a program shows the relation, and the other: the first whose line is known, or that is a file."""

    def known(side: PositionView) -> int:
        document = side.document.record
        if not is_file(document):
            return 0
        return 2 if place(document, side.record.evidence[0], files) else 1

    a, b = relation.a, relation.b
    return (b, a) if known(b) > known(a) else (a, b)


def _line(text: str, offset: int) -> tuple[int, int]:
    """Line and column, where a line ends with LF, CR LF or CR."""
    before = text[:offset].replace("\r\n", "\n") if "\r" in text else text[:offset]
    before = before.replace("\r", "\n")
    start = before.rfind("\n") + 1
    return before.count("\n") + 1, len(before) - start + 1
