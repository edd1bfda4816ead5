"""Plain text and Markdown: encodings, front matter, marks of formatting, and lines that were wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from llmtool.errors import InputError
from llmtool.ingest.dates import as_date
from llmtool.ingest.page import Page, one_line

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WESTERN = re.compile(r"[\x00-\x7f\u00a0-\u00ff‘’“”„‚–—…•€™ŠšŽžŒœŸ†‡‰‹›ˆ˜]*")
# Curly quotes, dashes and the like: there the code pages of Windows agree, whichever it was.
_SURE = frozenset(
    byte for byte in range(256) if len({bytes([byte]).decode(f"cp125{page}", "replace") for page in range(3)}) == 1
)
_FRONT = re.compile(r"\A\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>(?:.*\n){1,60}?)(?P=fence)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w .-]{0,30}?)\s*[:=]\s*(?P<value>.*?)\s*$")
_BARE_FIELD = re.compile(
    r"^(?P<key>title|headline|author|byline|by|date|published|outlet|source|publication|publisher|language|lang|url)\s*:\s+(?P<value>\S.*)$",
    re.IGNORECASE,
)
_KEYS = {
    key: name
    for name, keys in {
        "title": "title headline",
        "outlet": "outlet publication publisher site sitename site_name newspaper source",
        "byline": "author authors byline by",
        "published": "date published pubdate publish_date published_on publication_date",
        "language": "language lang",
    }.items()
    for key in keys.split()
}


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of ``data``, by its byte order mark, what was declared, UTF-8, or what its bytes look like, and what a
    person should know where that was a guess.

    Raises:
        InputError: the bytes are no text, or in no encoding that can be told.

    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding), None
    if text := _utf_16(data):
        return text, None
    sample = data[:65536]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
    if controls > len(sample) / 200:
        raise InputError("is binary, not text: give .txt, .md, .html, .pdf or .docx")
    for encoding in (declared or "utf-8", "utf-8"):
        try:
            return data.decode(encoding), None
        except (UnicodeDecodeError, LookupError):
            continue
    return _mended(data) or _western(data) or _detected(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(f"can't be decoded: it begins as {encoding} but does not go on so; save it as UTF-8") from None


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark, told by the zeros that make up every second byte of Latin text."""
    sample = data[:65536]
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if high and high.count(0) > 0.8 * len(high) and 0 not in low and len(data) % 2 == 0:
            return data.decode(encoding, "replace")
    return None


def _mended(data: bytes) -> tuple[str, str] | None:
    """UTF-8 in which a few bytes are broken; the mark U+FFFD stands in their place."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    if whole <= 4 * broken:
        return None
    count = f"{broken} broken character{'s' * (broken > 1)}"
    return text, f"is not quite UTF-8: \ufffd stands for {count}; save it as UTF-8"


def _western(data: bytes) -> tuple[str, str | None] | None:
    """Windows-1252 where nearly all is ASCII, as in an English or French text."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = sum(char > "\x7f" for char in text)
    if foreign >= len(text) / 8 or not _WESTERN.fullmatch(text):
        return None
    return text, None if set(data) <= _SURE else _guessed("cp1252")


def _guessed(encoding: str) -> str:
    name = re.sub(r"^cp(?=125\d$)", "windows-", encoding).replace("_", "-")
    return f"is not UTF-8 and was read as {name} by guess: if letters look wrong, save it as UTF-8"


def _detected(data: bytes) -> tuple[str, str]:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:65536]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            text = ""
        spaces = sum(char.isspace() for char in text[:10000])
        letters = sum(char.isalpha() for char in text[:10000])
        if letters > 0.6 * len(text[:10000]) and (
            spaces > letters / 30 or re.search(r"[\u3040-\u9fff\uac00-\ud7af]", text)
        ):
            return text, _guessed(best.encoding)
    raise InputError("can't be decoded: it is in no encoding that llmtool can tell; save it as UTF-8")


def read_text(text: str, *, markdown: bool = False) -> Page:
    """A page out of plain text or Markdown: its front matter taken as metadata, hand-wrapped lines joined."""
    page, text = _front_matter(text)
    if markdown:
        page, text = _without_marks(page, text)
    return replace(page, text=unwrapped(text))


def _front_matter(text: str) -> tuple[Page, str]:
    """Metadata between two fences, or ``Key: value`` lines at the very top that end with a blank line."""
    fields: dict[str, str] = {}
    if match := _FRONT.match(text):
        lines = match["fields"].split("\n")
        found = [(field["key"], field["value"]) for line in lines if (field := _FIELD.match(line))]
        rest = text[match.end() :]
    else:
        top, blank, rest = text.lstrip().partition("\n\n")
        lines = top.split("\n")
        found = [(field["key"], field["value"]) for line in lines if (field := _BARE_FIELD.match(line))]
        if not blank or len(found) != len(lines) or len(found) < 2:
            return Page(text), text
    for key, raw in found:
        name = _KEYS.get(key.casefold().replace(" ", "_").replace("-", "_"))
        value = raw.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":  # around all of it, not at the end of it
            value = value[1:-1]
        if name == "byline":  # a list of authors
            value = re.sub(r"[\"\[\]]", "", value)
        if (
            name
            and value
            and value.casefold() not in {"null", "none", "~"}
            and not (name == "outlet" and "://" in value)
        ):
            fields.setdefault(name, value)
    language = fields.get("language", "")[:2].casefold()
    page = Page(
        text,
        title=one_line(fields.get("title")),
        outlet=one_line(fields.get("outlet")),
        byline=one_line(fields.get("byline")),
        published=as_date(fields["published"]) if "published" in fields else None,
        language=language if re.fullmatch("[a-z]{2}", language) else None,
    )
    return page, rest


def _link_text(match: re.Match[str]) -> str:
    return match["text"]


_MARKS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),  # pictures, with their captions
    (re.compile(r"\[(?P<text>[^\]\n]{1,500})\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)"), _link_text),
    (re.compile(r"\[(?P<text>[^\]\n]{1,500})\]\[[^\]\n]{0,200}\]"), _link_text),
    (re.compile(r"^\[[^\]\n]{1,200}\]:\s+\S+.*$", re.MULTILINE), ""),  # where links of the second kind lead
    (re.compile(r"\[\^[^\]\n]{1,50}\](?!:)"), ""),
    (re.compile(r"<(?P<text>https?://[^>\s]+)>"), _link_text),
    (re.compile(r"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.IGNORECASE), ""),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^(?:[ \t]*>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?P<text>.*?)[ \t#]*$", re.MULTILINE), lambda match: f"\n{match['text']}\n"),
    (re.compile(r"^(?P<text>.+)\n(?:=+|-{3,})[ \t]*$", re.MULTILINE), lambda match: f"\n{match['text']}\n"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(?P<text>[^*\n]+?)(?<=\S)\1(?![\w*])"), _link_text),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)(?P<text>[^_\n]+?)(?<=\S)\1(?![\w_])"), _link_text),
    (re.compile(r"~~(?P<text>[^~\n]+)~~"), _link_text),
    (re.compile(r"`(?P<text>[^`\n]+)`"), _link_text),
    (re.compile(r"\\(?P<text>[\\`*_{}\[\]()#+.!|>~-])"), _link_text),
    (re.compile(r"(?:  |\\)$", re.MULTILINE), ""),
)


def _without_marks(page: Page, text: str) -> tuple[Page, str]:
    """Markdown without its marks. The first heading is the title where the front matter gives none."""
    if page.title is None and (heading := re.search(r"^[ \t]{0,3}#[ \t]+(.+?)[ \t#]*$", text, re.MULTILINE)):
        page = replace(page, title=one_line(_unmarked(heading[1])))
    return page, _unmarked(text)


def _unmarked(text: str) -> str:
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text


_ITEM = re.compile(r"\s*(?:[•*·▪◦‣–—>-]\s|\(?\d{1,3}[.):]|[a-zA-Z][.)]\s|\d{1,2}[:.]\d\d\b|[A-Z][^:.!?\n]{0,40}:\s|\|)")

_GOES_ON = re.compile(r"\w \b(?:the|an?|of|by|and|or|for|in|on|to|with|at|from)\s*$")
"""The end of a line, of a headline too, after which its sentence can't be over."""


def unwrapped(text: str, *, always: bool = False) -> str:
    """``text`` with hand-wrapped lines joined into paragraphs, where it is wrapped at all.

    It is taken to be wrapped when hardly a line is longer than 100 characters and many begin in the middle of a
    sentence, with a small letter. List items, turns of a transcript and short last lines end a paragraph.
    """
    lines = text.split("\n")
    full = [line for line in lines if line.strip()]
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    goes_on = sum(two.lstrip()[0].islower() for _, two in pairs)
    long = sum(len(line) > 100 for line in full)
    if not always and (len(pairs) < 3 or goes_on < 0.3 * len(pairs) or long > 0.05 * len(full)):
        return text
    width = sorted(len(line.rstrip()) for line in full)[int(len(full) * 0.9)] if full else 0
    paragraphs: list[list[str]] = []
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else ""
        if before.strip() and line.strip() and _continues(before, line, width):
            paragraphs[-1][-1] = before.rstrip()
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line])
    return "\n".join(_glued(paragraph) for paragraph in paragraphs)


def _glued(lines: list[str]) -> str:
    pieces = [line if line.endswith("-") and not line.endswith(" -") else f"{line} " for line in lines[:-1]]
    return "".join([*pieces, lines[-1]])


def _continues(before: str, line: str, width: int) -> bool:
    """Whether ``line`` goes on with the paragraph whose last line is ``before``."""
    if _ITEM.match(line):
        return False
    if line.lstrip()[0].islower() or _GOES_ON.search(before):
        return True
    return len(before.strip()) > 0.7 * width
