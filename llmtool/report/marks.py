"""A document's text with its evidence marked, also where spans lie inside each other or cross."""

from __future__ import annotations

from collections.abc import Container, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from llmtool.report.positions import PositionView

# What HTML can't carry, one character for one so that offsets stay; a lone CR would be read as a line end.
_UNSAFE = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r"}
_UNSAFE |= {ord("\v"): " ", ord("\f"): " "}


@dataclass(frozen=True)
class Evidence:
    """One stretch of a document that at least one position cites."""

    start: int
    end: int
    positions: tuple[PositionView, ...]


def anchor(document: int, start: int, end: int) -> str:
    """The id of the mark on ``[start, end)`` in the document of this number."""
    return f"e-{document}-{start}-{end}"


def html_text(text: str) -> str:
    """The text with each character that HTML can't carry replaced by one that it can."""
    return text.translate(_UNSAFE)


def plain(text: str) -> Markup:
    """The text as HTML that is read back as it is."""
    return Markup(str(escape(html_text(text))).replace("\r", "&#13;"))  # noqa: S704 - escaped just here


def evidence(positions: Iterable[PositionView]) -> Mapping[int, tuple[Evidence, ...]]:
    """Cited stretches by document number, outer before inner, each once however many positions cite it."""
    cited: dict[int, dict[tuple[int, int], list[PositionView]]] = {}
    for position in positions:
        spans = cited.setdefault(position.document.number, {})
        for start, end in dict.fromkeys((span.start, span.end) for span in position.record.evidence):
            spans.setdefault((start, end), []).append(position)
    return {
        number: tuple(
            Evidence(start, end, tuple(spans[start, end])) for start, end in sorted(spans, key=lambda s: (s[0], -s[1]))
        )
        for number, spans in cited.items()
    }


def marked(text: str, document: int, spans: Iterable[Evidence], clashing: Container[str] = ()) -> Markup:
    """The text as HTML with a ``<mark>`` on each span, and links from it to the positions it supports.

    The class ``clash`` is on those that support one of the positions whose ids are ``clashing``.

    The mark that begins a span carries the ``anchor``; where spans cross, the rest of one follows in a mark of its
    own, which names that anchor in ``data-of``. The texts of the marks of one span make up its exact words.
    """
    return Markup("").join(_pieces(text, document, spans, clashing))


def _pieces(text: str, document: int, spans: Iterable[Evidence], clashing: Container[str]) -> Iterator[Markup]:
    opened: list[Evidence] = []
    place = 0
    for span in spans:
        place = yield from _close(text, document, opened, place, span.start)
        yield plain(text[place : span.start])
        place = span.start
        loud = Markup(" class=clash") if any(position.id in clashing for position in span.positions) else ""
        yield Markup("<mark id={}{}>").format(anchor(document, span.start, span.end), loud)
        opened.append(span)
    place = yield from _close(text, document, opened, place, len(text))
    yield plain(text[place:])


def _close(text: str, document: int, opened: list[Evidence], place: int, until: int) -> Generator[Markup, None, int]:
    """Close, in the order of their ends, the spans that end at ``until`` or before; give back the place reached."""
    while opened:
        first = min(reversed(opened), key=lambda span: span.end)  # of equal ends the inner one
        if first.end > until:
            break
        yield plain(text[place : first.end])
        place = first.end
        crossing: list[Evidence] = []
        while (top := opened.pop()) is not first:
            yield Markup("</mark>")
            crossing.append(top)
        yield _links(first)
        yield Markup("</mark>")
        for span in reversed(crossing):
            yield Markup("<mark data-of={}>").format(anchor(document, span.start, span.end))
            opened.append(span)
    return place


def _links(span: Evidence) -> Markup:
    """Numbers that lead to the positions; drawn by the style sheet so that the text of a mark stays the source's."""
    return Markup("").join(
        Markup('<a href="#{}" aria-label={}></a>').format(position.id, position.number) for position in span.positions
    )
