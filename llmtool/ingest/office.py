"""PDF and DOCX files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from llmtool.errors import InputError
from llmtool.ingest.page import Page, evened, one_line
from llmtool.ingest.plain import unwrapped

_MAX_UNPACKED = 200_000_000
_MAX_PAGES = 3000
_LOCKED = "is encrypted or protected by a password: save it without protection first"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read_pdf(data: bytes) -> Page:
    """The text of a PDF without the running heads of its pages, and its title and author.

    The dates of a file are when the file was made, so they are not taken.

    Raises:
        InputError: the file is damaged, protected by a password, has no text or too many pages.

    """
    import logging
    import warnings

    import pypdf
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data))
            locked = bool(reader.is_encrypted and not reader.decrypt(""))
            count = 0 if locked else len(reader.pages)
            pages = [evened(page.extract_text()).split("\n") for page in reader.pages[: min(count, _MAX_PAGES)]]
            title, author = (
                (None, None) if locked else (_value(reader.metadata, "title"), _value(reader.metadata, "author"))
            )
    except (DependencyError, FileNotDecryptedError):
        raise InputError(_LOCKED) from None
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes pypdf stumble over: KeyError, zlib.error ...
        raise InputError(f"is a damaged PDF ({type(error).__name__}): export it again") from None
    if locked:
        raise InputError(_LOCKED)
    if count > _MAX_PAGES:
        raise InputError(f"has {count} pages, more than {_MAX_PAGES}: split it")
    if not any(char.isalnum() for lines in pages for line in lines for char in line):
        raise InputError("is a PDF without text, probably scanned: run it through text recognition (OCR) first")
    text = "\n".join(line for lines in _without_running_heads(pages) for line in lines).translate(_LIGATURES)
    return Page(_joined(text), title=title, byline=author)


def _value(metadata: Any, name: str) -> str | None:
    value = getattr(metadata, name, None)
    return one_line(value) if isinstance(value, str) else None


def _without_running_heads(pages: list[list[str]]) -> Iterator[list[str]]:
    """Pages without page numbers and the lines that half of three or more pages begin or end with."""

    def shape(line: str) -> str:
        return re.sub(r"\d+", "#", line.strip())

    edges = [{shape(line) for line in (*lines[:2], *lines[-2:]) if line.strip()} for lines in pages]
    counts = Counter(line for edge in edges for line in edge)
    running = {line for line, count in counts.items() if len(pages) > 2 and count >= len(pages) / 2}
    for lines in pages:
        last = len(lines) - 3
        yield [
            line
            for number, line in enumerate(lines)
            if not (
                (number < 2 or number > last)
                and (
                    shape(line) in running
                    or re.fullmatch(r"\W*(?:page )?#\W*(?:(?:of|/) #\W*)?", shape(line), re.IGNORECASE)
                )
            )
        ]


def _joined(text: str) -> str:
    """Paragraphs out of the lines of a page: a line that ends early with a stop ends its paragraph."""
    text = re.sub(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])", "", text)
    lines = text.split("\n")
    full = sorted(len(line) for line in lines if line.strip())
    width = full[int(len(full) * 0.9)] if full else 0
    broken = [
        f"{line}\n" if re.search(r"[.!?][”\"’)]?$", line) and len(line) < 0.85 * width else line for line in lines
    ]
    return unwrapped("\n".join(broken), always=True)


def read_docx(data: bytes) -> Page:
    """The paragraphs, lists and tables of a DOCX in their order, and its title, author and language.

    Raises:
        InputError: the file is damaged, holds no text, or unpacks to something enormous.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise InputError("is a damaged DOCX: save it again") from None
    if unpacked > _MAX_UNPACKED:
        raise InputError(f"unpacks to {unpacked // 1_000_000} MB: save its text as .txt")
    try:
        import docx

        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_parts(document))
        properties = document.core_properties
        title, author, language = properties.title, properties.author, properties.language
    except Exception as error:  # noqa: BLE001 - whatever is missing in the archive: KeyError, XMLSyntaxError ...
        raise InputError(f"is a damaged DOCX ({type(error).__name__}): save it again") from None
    code = (language or "")[:2].casefold()
    return Page(
        text,
        title=one_line(title),
        byline=one_line(author),
        language=code if re.fullmatch("[a-z]{2}", code) else None,
    )


def _parts(document: Any) -> Iterator[str]:
    from docx.table import Table

    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield "\n".join(" | ".join(" ".join(cell.text.split()) for cell in row.cells) for row in part.rows)
        else:
            style = (part.style.name or "") if part.style is not None else ""
            bullet = "• " if style.startswith("List") and part.text.strip() else ""
            yield f"{bullet}{part.text}"
