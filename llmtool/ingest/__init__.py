"""Sources in, documents out: files, folders, patterns, web addresses and standard input.

Everything that can go wrong with one source becomes one failure with one line, and the others are still read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from llmtool.errors import InputError
from llmtool.ingest.page import Page
from llmtool.ingest.sources import Item, at_home, expand, load
from llmtool.schema import Document, Failure, content_id

__all__ = ["Ingested", "at_home", "read_sources"]


@dataclass(frozen=True)
class Ingested:
    """The documents, sorted by date and source, and what could not be read."""

    documents: tuple[Document, ...]
    failures: tuple[Failure, ...]
    repeated: tuple[str, ...] = ()
    """Sources that name again what another one has named; they are read once."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Sources that were read by a guess, and what a person should know of it."""


def read_sources(
    sources: Sequence[str],
    *,
    allow_private: bool = False,
    stdin: Callable[[], bytes] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Ingested:
    """Read files, folders, glob patterns, http(s) addresses and ``-``, each once, in any order.

    Args:
        sources: what to read, as a person types it.
        allow_private: whether addresses may lead into a private network.
        stdin: gives the bytes of standard input; ``sys.stdin.buffer.read`` when left out.
        progress: told ``("ingest", done, total)`` after each source.

    """
    items, failures, repeated = expand(sources)
    documents: list[Document] = []
    doubts: list[tuple[str, str]] = []
    for done, (item, result) in enumerate(load(items, allow_private=allow_private, stdin=stdin), start=1):
        if isinstance(result, InputError):
            failures.append((item.source, str(result)))
        else:
            documents.append(_document(item, result))
            doubts += [(item.source, result.doubt)] if result.doubt else []
        if progress:
            progress("ingest", done, len(items))
    failed = tuple(_failure(source, error) for source, error in sorted(set(failures)))
    return Ingested(_finished(documents), failed, tuple(sorted(set(repeated))), tuple(sorted(doubts)))


def _document(item: Item, page: Page) -> Document:
    return Document(
        id=content_id("d", page.text, page.title, page.outlet, page.published and page.published.isoformat()),
        source=item.source,
        title=page.title,
        outlet=page.outlet,
        byline=page.byline,
        published=page.published,
        language=page.language,
        text=page.text,
        copy_of=None,
    )


def _finished(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Documents in order, with ids of their own and with the copies marked."""
    from llmtool.ingest.copies import earliest_first, with_copies

    unique: list[Document] = []
    seen: dict[str, int] = {}
    for document in sorted(documents, key=earliest_first):
        ordinal = seen[document.id] = seen.get(document.id, 0) + 1
        new = document.id if ordinal == 1 else content_id("d", document.id, ordinal)
        unique.append(document.model_copy(update={"id": new}))
    return with_copies(unique)


def _failure(source: str, error: str) -> Failure:
    return Failure(stage="ingest", subject=source, error=" ".join(error.split()))
