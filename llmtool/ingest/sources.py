"""What a person types becomes a list of things to read, each once; and each is read, or says why not."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from llmtool.errors import InputError
from llmtool.ingest.page import Page

if TYPE_CHECKING:
    from llmtool.ingest.fetch import Fetched

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_FETCHERS = 8
_STDIN = "-"


@dataclass(frozen=True)
class Item:
    """One thing to read: an address, standard input, or a file where ``path`` is set."""

    source: str
    path: Path | None = None


def expand(sources: Sequence[str]) -> tuple[list[Item], list[tuple[str, str]], list[str]]:
    """The things to read behind ``sources`` without repeats, what leads nowhere with the reason, and the repeats."""
    items: dict[str, Item] = {}
    failures: list[tuple[str, str]] = []
    repeated: list[str] = []
    for source in sources:
        try:
            found = _found(source)
        except InputError as error:
            failures.append((source, str(error)))
            continue
        repeated += [item.source for item in found if items.setdefault(_identity(item), item) is not item]
    return list(items.values()), failures, repeated


def _identity(item: Item) -> str:
    if item.path is None:
        return item.source.partition("#")[0]
    return f"file:{os.path.realpath(item.path)}"


def _found(source: str) -> list[Item]:
    if not source.strip():  # an unset variable of the shell; as a path it would be the current folder
        raise InputError("is an empty name: give a file, a folder or an address, and . for the current folder")
    if source == _STDIN or _URL.match(source):
        return [Item(source)]
    path = at_home(source)
    try:
        if path.is_dir():
            return _in_folder(source, path)
        if path.exists():
            return [_named(source, path)]
    except OSError as error:
        raise InputError(f"can't be opened: {error.strerror or error}") from None
    if glob.has_magic(source):
        return _matching(source)
    if re.match(r"www\.[\w-]+\.\w", source, re.IGNORECASE):
        raise InputError(f"does not exist: check the path, or for a web address write https://{source}")
    raise InputError("does not exist: check the path")


def at_home(source: str) -> Path:
    """The path with ``~`` and ``~name`` resolved; as it stands where nobody of that name has a home."""
    return Path(os.path.expanduser(source))  # noqa: PTH111 - Path.expanduser raises there


def _named(source: str, path: Path) -> Item:
    """A file that somebody names is tried whatever its suffix, unless the suffix says that it is something else."""
    if path.suffix.casefold() not in SUFFIXES | {""}:
        raise InputError(f"has the unsupported suffix '{path.suffix}': give .txt, .md, .html, .pdf or .docx")
    return Item(source, path)


def _in_folder(source: str, folder: Path) -> list[Item]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            about = path.stem.casefold() == "readme"  # tells about the folder; it can still be named
            if not name.startswith(".") and not about and path.suffix.casefold() in SUFFIXES and path.is_file():
                found.append(Item(str(Path(source, path.relative_to(folder))), path))
    if not found:
        raise InputError("holds nothing that can be read: put .txt, .md, .html, .pdf or .docx files into it")
    return found


def _matching(pattern: str) -> list[Item]:
    matches = sorted(glob.glob(str(at_home(pattern)), recursive=True))  # noqa: PTH207 - Path.glob is relative
    files = [match for match in matches if Path(match).is_file()]
    usable = [Item(match, Path(match)) for match in files if Path(match).suffix.casefold() in SUFFIXES]
    if not matches:
        raise InputError("matches nothing: check the pattern")
    if not usable:
        raise InputError("matches nothing that can be read: .txt, .md, .html, .pdf or .docx")
    return usable


def load(
    items: Sequence[Item], *, allow_private: bool, stdin: Callable[[], bytes] | None
) -> Iterator[tuple[Item, Page | InputError]]:
    """Each item in order with its page or with what is wrong with it. Addresses are fetched side by side."""
    addresses = [item for item in items if item.path is None and item.source != _STDIN]
    threads = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="fetch")
    try:
        fetched = {item: threads.submit(_fetched, item.source, allow_private=allow_private) for item in addresses}
        for item in items:
            try:
                if item in fetched:
                    page = _from_web(fetched.pop(item).result())
                elif item.path is None:
                    page = _from_stdin(stdin)
                else:
                    page = _from_file(item.path)
            except InputError as error:
                yield item, error
            else:
                yield item, page
    finally:
        threads.shutdown(wait=False, cancel_futures=True)  # Ctrl-C does not wait for the rest


def _fetched(url: str, *, allow_private: bool) -> Fetched:
    from llmtool.ingest.fetch import fetch

    return fetch(url, allow_private=allow_private)


def _from_web(fetched: Fetched) -> Page:
    from urllib.parse import urlsplit

    from llmtool.ingest.formats import read_bytes

    path = urlsplit(fetched.url).path
    # The server's word counts for more than the address: /report.pdf may be a page about the report.
    name = path if not fetched.content_type or "octet-stream" in fetched.content_type else ""
    return read_bytes(fetched.data, name=name, content_type=fetched.content_type, url=fetched.url)


def _from_stdin(stdin: Callable[[], bytes] | None) -> Page:
    from llmtool.ingest.formats import read_bytes

    if stdin is None:
        import sys

        if sys.stdin is None:
            raise InputError("standard input is closed: pipe a text into it, or name a file")
        stdin = sys.stdin.buffer.read
    try:
        data = stdin()
    except OSError as error:
        raise InputError(f"standard input can't be read: {error.strerror or error}") from None
    if not data.strip():
        raise InputError("standard input is empty: pipe a text into it, or name a file")
    return read_bytes(data)


def _from_file(path: Path) -> Page:
    from llmtool.ingest.formats import MAX_BYTES, read_bytes, too_big

    try:
        if not path.is_file():
            raise InputError("is no regular file: give a file, a folder or an address")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise too_big(size)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be opened: {error.strerror or error}") from None
    return read_bytes(data, name=path.name)
