"""Reports: pure functions of a comparison. A report shows no text that is not in the comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from llmtool.errors import UsageError
from llmtool.report.formats import BINARY, BYTE_ORDER_MARK, FORMATS, Format

if TYPE_CHECKING:
    from llmtool.report.views import Report
    from llmtool.schema import Comparison

__all__ = ["FORMATS", "Format", "brief", "render", "render_bytes", "summary"]


def render(
    comparison: Comparison,
    format: str,  # noqa: A002 - as the flag
    files: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> str:
    """The comparison as text. Write it with ``newline=""``: tables carry their own line ends.

    Args:
        comparison: What to show.
        format: One of ``FORMATS`` that is text; ``render_bytes`` takes them all.
        files: Contents of source files by ``Document.source``, as they are on disk. Only ``sarif`` and ``github`` read
            them: a document's text has other lines than its file, so without it they point to the file as a whole.
        answers: What a baseline says of findings, by relation id: they are marked, and come after the new ones; None
            without a baseline. Only the run itself, ``json``, carries no marks.

    Raises:
        UsageError: there is no such format, or it is not text.
        InputError: a record refers to one that is not in the comparison.

    """
    from llmtool.report import checks, data, graph, jsonld, markdown, page, sarif, screen, tables
    from llmtool.report.build import build
    from llmtool.report.places import Files

    known = _known(format)
    if known in BINARY:
        raise UsageError(f"{known} is not text: use render_bytes")
    if known is Format.JSON:
        return data.run_file(comparison)
    writers: dict[Format, Callable[[Report], str]] = {
        Format.HTML: page.page,
        Format.MARKDOWN: markdown.document,
        Format.BRIEF: screen.brief,
        Format.CSV: tables.findings,
        Format.POSITIONS_CSV: tables.positions,
        Format.JSONL: data.position_lines,
        Format.RELATIONS_JSONL: data.relation_lines,
        Format.JSONLD: jsonld.claims,
        Format.GRAPHML: graph.graph,
        Format.SARIF: lambda report: sarif.log(report, Files(files or {})),
        Format.JUNIT: checks.junit,
        Format.GITHUB: lambda report: checks.workflow_commands(report, Files(files or {})),
    }
    return writers[known](build(comparison, answers))


def render_bytes(
    comparison: Comparison,
    format: str,  # noqa: A002 - as the flag
    files: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
) -> bytes:
    """The comparison as the bytes of a file, in any of ``FORMATS``: the same comparison gives the same bytes.

    ``files`` and ``answers`` are what ``render`` takes. Text is UTF-8, tables behind a byte-order mark because Excel
    wants one.

    Raises:
        UsageError: there is no such format.
        InputError: a record refers to one that is not in the comparison.

    """
    known = _known(format)
    if known not in BINARY:
        return render(comparison, known, files, answers).encode("utf-8-sig" if known in BYTE_ORDER_MARK else "utf-8")
    from llmtool.report.build import build

    if known is Format.XLSX:
        from llmtool.report import sheets

        return sheets.workbook(build(comparison, answers))
    from llmtool.report import briefing

    return briefing.document(build(comparison, answers))


def _known(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise UsageError(f"no format is called {name}; use one of {', '.join(FORMATS)}") from None


def summary(
    comparison: Comparison, width: int = 80, colour: bool = False, answers: Mapping[str, str] | None = None
) -> str:
    """The comparison for a terminal of ``width`` columns, short enough to be read in a minute.

    Colours are ANSI sequences, given only when asked for. Control characters of the sources are taken out.
    ``answers`` are what ``render`` takes.

    Raises:
        InputError: a record refers to one that is not in the comparison.

    """
    from llmtool.report.build import build
    from llmtool.report.terminal import terminal

    return terminal(build(comparison, answers), width, colour=colour)


def brief(comparison: Comparison, width: int = 80, height: int = 24, answers: Mapping[str, str] | None = None) -> str:
    """The comparison on one screen of ``width`` columns and ``height`` lines: plain text, also for a mail.

    ``answers`` are what ``render`` takes.

    Raises:
        InputError: a record refers to one that is not in the comparison.

    """
    from llmtool.report import screen
    from llmtool.report.build import build

    return screen.brief(build(comparison, answers), width, height)
