"""What a comparison can be written as: name, endings of files, and what each is for."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """A format by the name that ``--format`` takes."""

    HTML = "html"
    MARKDOWN = "markdown"
    BRIEF = "brief"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    POSITIONS_CSV = "positions.csv"
    JSON = "json"
    JSONL = "jsonl"
    RELATIONS_JSONL = "relations.jsonl"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


class About(NamedTuple):
    """The endings of a format, the usual one first, and one line on what it is for."""

    endings: tuple[str, ...]
    purpose: str


FORMATS: dict[Format, About] = {
    Format.HTML: About((".html", ".htm"), "one page to read and share, with every source"),
    Format.MARKDOWN: About((".md", ".markdown"), "the whole report for GitHub, a wiki or a mail"),
    Format.BRIEF: About((".txt",), "one screen of plain text"),
    Format.DOCX: About((".docx",), "a short briefing for a word processor"),
    Format.XLSX: About((".xlsx",), "sheets to filter: matrix, relations, positions, sources"),
    Format.CSV: About((".csv", ".relations.csv"), "relations, one a row, both sides beside each other"),
    Format.POSITIONS_CSV: About((".positions.csv",), "positions, one a row"),
    Format.JSON: About((".json",), "the run itself: what report, verify and other programs read"),
    Format.JSONL: About((".jsonl", ".positions.jsonl"), "positions, one JSON object a line"),
    Format.RELATIONS_JSONL: About((".relations.jsonl",), "relations with both sides, one JSON object a line"),
    Format.JSONLD: About((".jsonld",), "schema.org claims and their relations, for linked data"),
    Format.GRAPHML: About((".graphml",), "parties, speakers, positions and relations, for network tools"),
    Format.SARIF: About((".sarif", ".sarif.json"), "contradictions on the lines of files, for code-scanning pages"),
    Format.JUNIT: About((".junit.xml",), "each firm contradiction a failed test, for CI"),
    Format.GITHUB: About((".github.txt",), "annotations for a log of GitHub Actions"),
}

BINARY = frozenset({Format.DOCX, Format.XLSX})
"""Formats that are bytes, not text."""

BYTE_ORDER_MARK = frozenset({Format.CSV, Format.POSITIONS_CSV})
"""Formats whose files begin with one: Excel reads UTF-8 only behind it."""

PLACED = frozenset({Format.SARIF, Format.GITHUB})
"""Formats that point to lines of the sources' files, and so want to see those files."""
