"""Reports: pure functions from a comparison to text. A report shows no text that is not in the comparison."""

from __future__ import annotations

from llmtool.errors import UsageError
from llmtool.schema import Comparison

__all__ = ["ENCODINGS", "FORMATS", "render", "summary"]

FORMATS = {
    "json": ".json",
    "markdown": ".md",
    "csv": ".csv",
    "positions.csv": ".positions.csv",
    "html": ".html",
    "jsonl": ".jsonl",
}
"""Name to file ending; where several endings fit, the longest one counts."""

ENCODINGS = {"csv": "utf-8-sig", "positions.csv": "utf-8-sig"}
"""How to write a format to a file, where it is not plain UTF-8: Excel reads UTF-8 only behind a byte-order mark."""


def render(comparison: Comparison, format: str) -> str:  # noqa: A002 - the word of the command line
    """The comparison in one of ``FORMATS``. Write it with ``newline=""``: tables carry their own line ends.

    Raises:
        UsageError: there is no such format.
        InputError: a record refers to one that is not in the comparison.

    """
    from llmtool.report import data, markdown, page, tables
    from llmtool.report.build import build

    match str(format):
        case "json":
            return data.run_file(comparison)
        case "jsonl":
            return data.position_lines(build(comparison))
        case "csv":
            return tables.findings(build(comparison))
        case "positions.csv":
            return tables.positions(build(comparison))
        case "markdown":
            return markdown.document(build(comparison))
        case "html":
            return page.page(build(comparison))
    raise UsageError(f"no format is called {format}; use one of {', '.join(FORMATS)}")


def summary(comparison: Comparison, width: int = 80, colour: bool = False) -> str:
    """The comparison for a terminal of ``width`` columns, short enough to be read in a minute.

    Colours are ANSI sequences, given only when asked for. Control characters of the sources are taken out.

    Raises:
        InputError: a record refers to one that is not in the comparison.

    """
    from llmtool.report.build import build
    from llmtool.report.terminal import terminal

    return terminal(build(comparison), width, colour=colour)
