"""Which reader a source needs: by its first bytes, then by its name or the server's word."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from llmtool.errors import InputError
from llmtool.ingest.article import article
from llmtool.ingest.page import Page, evened
from llmtool.ingest.plain import decoded, read_text

MAX_BYTES = 50_000_000
MAX_TEXT = 10_000_000
"""Code points, tags of HTML included; about ten long novels."""
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET_IN_TYPE = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHARSET_IN_HTML = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read_bytes(data: bytes, *, name: str = "", content_type: str = "", url: str | None = None) -> Page:
    """The article in ``data``. ``name`` is a path whose suffix tells the format; ``content_type`` is an HTTP header.

    Raises:
        InputError: nothing can be read out of it; the message goes on from the name of the source.

    """
    if len(data) > MAX_BYTES:
        raise too_big(len(data))
    if not data.strip():
        raise InputError("is empty")
    page = article(_read(data, PurePosixPath(name).suffix.casefold(), content_type.casefold(), url))
    if not any(char.isalnum() for char in page.text):
        raise InputError("holds no text beside a title" if page.title else "holds no text")
    return page


def too_big(size: int) -> InputError:
    """What to say of ``size`` bytes."""
    return InputError(f"is too big, {size // 1_000_000} MB where {MAX_BYTES // 1_000_000} MB is the limit: split it")


def _read(data: bytes, suffix: str, content_type: str, url: str | None) -> Page:
    # PDF and Word are imported where they are met: most runs need neither.
    if b"%PDF-" in data[:1024]:
        from llmtool.ingest.office import read_pdf

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04") or (suffix == ".docx" and data.startswith(b"PK")):
        if suffix != ".docx" and b"word/" not in data:
            raise InputError("is an archive: unpack it and give its files")
        from llmtool.ingest.office import read_docx

        return read_docx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("is an old or password-protected Office file: save it as .docx without a password")
    if suffix in {".pdf", ".docx"}:
        raise InputError(f"is no {suffix[1:].upper()} although its name says so: check the file")
    declared = _CHARSET_IN_TYPE.search(content_type)
    encoding = declared[1] if declared else None
    is_html = suffix in {".html", ".htm", ".xhtml"} or "html" in content_type
    if encoding is None and (is_html or data.lstrip()[:1] == b"<") and (meta := _CHARSET_IN_HTML.search(data[:4096])):
        encoding = meta[1].decode("ascii")
    text, doubt = decoded(data, encoding)
    is_html = is_html or _HTML.match(text[:4096]) is not None
    if len(text) > MAX_TEXT:
        raise InputError(f"holds {len(text) // 1_000_000} million characters, which is no article: split it")
    if is_html:
        from llmtool.ingest.html import read_html

        return replace(read_html(text, url), doubt=doubt)
    markdown = suffix in {".md", ".markdown"} or "markdown" in content_type
    return replace(read_text(evened(text), markdown=markdown), doubt=doubt)
