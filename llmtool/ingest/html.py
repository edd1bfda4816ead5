"""HTML pages. trafilatura knows the metadata and finds where the article is; its blocks are read here, in their order.

trafilatura alone drops the times of a live blog and moves or loses lists, and a list is often where the statements are.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from llmtool.errors import InputError
from llmtool.ingest.boilerplate import plain
from llmtool.ingest.dates import as_date
from llmtool.ingest.page import Page, evened, one_line

# Fixed borders, because htmldate's own depend on the day.
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2199-12-31"}
_SILENT = frozenset(
    """script style noscript template svg math canvas iframe object embed video audio picture img button input select
    textarea form nav footer dialog menu head title figcaption""".split()
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6
    header hgroup hr html legend li main ol p pre section summary table tbody tfoot thead tr ul""".split()
)
_PAGE_ROLES = frozenset("navigation banner contentinfo complementary search dialog menu menubar toolbar form".split())
_PAGE_WORDS = frozenset(
    """ad ads advert advertisement advertising adslot breadcrumb breadcrumbs caption comment commentlist comments
    consent cookie cookies copyright credit disqus donate footer menu modal mostread nav navbar navigation
    newsletter outbrain pagination paywall popular popup promo promos recirc recommend recommendations
    recommended related respond share sharebar sharing sidebar signup skip social sponsor sponsored subscribe
    subscription taboola taglist tags toolbar trending widget""".split()
)
_BEFORE = {"li": "• ", "br": "\0"}
_AFTER = {"td": " | ", "th": " | ", "time": " "}
_NAME = 6
"""Words of an outlet's name."""
_MIN_ARTICLE = 140
"""Characters; less than a sentence or two is a login wall or an error page rather than an article."""


def read_html(markup: str, url: str | None = None) -> Page:
    """The article of a page with its metadata.

    Raises:
        InputError: the page holds no article.

    """
    import trafilatura
    from trafilatura.utils import load_html

    for name in ("trafilatura", "htmldate", "courlan", "readability", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is wrong with a page is said once, as a failure
    tree = load_html(_without_declaration(markup))
    if tree is None:
        raise InputError("holds no article: the HTML can't be parsed")
    metadata = trafilatura.extract_metadata(markup, default_url=url, date_config=dict(_DATES), extensive=False)
    found = trafilatura.bare_extraction(markup, url=url, include_comments=False, favor_recall=True, with_metadata=False)
    guide = (getattr(found, "text", None) or "") if found is not None else ""
    text = _walked(tree, guide)
    if len(text) < 0.7 * len(guide):
        text = evened(guide)
    if len(" ".join(text.split())) < _MIN_ARTICLE or not re.search(r"[.!?…。؟।:”\"]", text):
        raise InputError("holds no article: save the page's text as .txt if there is one")
    return replace(_said(tree, metadata, url), text=text)


def _without_declaration(markup: str) -> str:
    """Text that declares an encoding is refused by lxml, as it is text already."""
    return re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup)


def _said(tree: Any, metadata: Any, url: str | None) -> Page:
    title = _title(tree, one_line(getattr(metadata, "title", None)))
    outlet = one_line(getattr(metadata, "sitename", None)) or _behind_title(tree, title)
    if url and not outlet:
        outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None
    language = str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].casefold()
    date = getattr(metadata, "date", None)
    return Page(
        "",
        title=title,
        outlet=outlet,
        byline=one_line(getattr(metadata, "author", None)),
        published=as_date(date) if date else None,
        language=language if re.fullmatch("[a-z]{2}", language) else None,
    )


def _title(tree: Any, title: str | None) -> str | None:
    """``title`` without the outlet that often follows it, unless it is only a heading of some box on the page."""
    tab = one_line(tree.findtext(".//title")) or ""
    headings = [words for heading in tree.iter("h1") if (words := one_line(heading.text_content()))]
    for words in headings:
        if title and plain(title).startswith(plain(words)):
            return words
    shared = [meta.get("content") or "" for meta in tree.iter("meta") if meta.get("property") == "og:title"]
    if title is None or any(plain(title) in plain(known) for known in (tab, *shared) if known):
        return title
    return (one_line(shared[0]) if shared else None) or re.split(r"\s+[|–—-]\s+", tab)[0] or title


def _behind_title(tree: Any, title: str | None) -> str | None:
    """The outlet behind the headline in the window's title: ``Harbour plan is dead - The Port Sentinel``."""
    parts = re.split(r"\s+(?:[|–—·-]|::)\s+", one_line(tree.findtext(".//title")) or "")
    headline = plain(title or "")
    known = bool(headline) and (plain(parts[0]) in headline or headline.startswith(plain(parts[0])))
    last = parts[-1]
    named = len(last.split()) <= _NAME and last[:1].isupper() and not re.search(r"[\d.?!]", last)
    return last if len(parts) > 1 and known and named else None


def _walked(tree: Any, guide: str) -> str:
    """The blocks of the element that holds the article, a line each, with blank lines between paragraphs."""
    body = tree.find(".//body") if tree.find(".//body") is not None else tree
    root = _root(body, guide)
    size = max(1, len(root.text_content()))
    blocks = list(_blocks(root, size))
    glued = [("\n" if one.startswith("• ") and two.startswith("• ") else "\n\n") + two for one, two in pairwise(blocks)]
    return evened("".join(blocks[:1] + glued))


def _root(body: Any, guide: str) -> Any:
    """The smallest element that holds nine tenths of what trafilatura found, or the page where it found nothing."""
    wanted = {plain(line.lstrip("- |")) for line in guide.split("\n")} - {""}
    total = 0
    shares: dict[Any, int] = {}
    for element in body.iter("p", "li", "h2", "h3", "h4", "blockquote", "td", "dd", "pre", "div", "span"):
        if len(element) and element.tag in {"div", "span", "blockquote"}:
            continue
        words = plain(" ".join(element.text_content().split()))
        if words in wanted:
            total += len(words)
            for holder in (element, *element.iterancestors()):
                shares[holder] = shares.get(holder, 0) + len(words)
    root = body
    while True:
        inner = next((child for child in root if shares.get(child, 0) >= 0.9 * total > 0), None)
        if inner is None or inner.tag in {"p", "li", "blockquote", "table", "ul", "ol"}:
            return root
        root = inner


def _blocks(root: Any, size: int) -> Iterator[str]:
    """The text of each block below ``root``; rows of tables and items of lists are lines of their own."""
    line: list[str] = []
    for event, value in _events(root, size):
        if event == "text":
            line.append(value)
        elif event == "break" and (words := _flat(line)):
            yield words
            line = []
    if words := _flat(line):
        yield words


def _flat(pieces: list[str]) -> str:
    lines = (" ".join(part.split()).removesuffix(" |") for part in "".join(pieces).split("\0"))
    return "\n".join(line for line in lines if line not in {"", "•"})


def _events(element: Any, size: int) -> Iterator[tuple[str, str]]:
    """Text and breaks in document order, without the parts that belong to the page. Not recursive: pages nest deep."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, left = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag in _BLOCKS
        tail = node.tail or "" if node is not element else ""
        if left:
            yield ("break", "") if block else ("text", _AFTER.get(tag, ""))
            yield "text", tail
        elif node is not element and (not tag or _is_page(node, tag, size)):
            yield ("break", "") if block else ("text", " " if tag in _SILENT else "")
            yield "text", tail
        else:
            yield ("break", "") if block else ("text", "")
            yield "text", _BEFORE.get(tag, "") + (node.text or "")
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))


def _is_page(node: Any, tag: str, size: int) -> bool:
    """Whether an element is the page's and not the article's."""
    if tag in _SILENT:
        # The footer of a quotation names its speaker.
        return not (tag == "footer" and node.getparent() is not None and node.getparent().tag == "blockquote")
    if node.get("hidden") is not None or re.search(r"display:\s*none|visibility:\s*hidden", node.get("style") or ""):
        return True
    words = set(re.split(r"[^a-z]+", f"{node.get('class') or ''} {node.get('id') or ''}".casefold()))
    marked = node.get("role") in _PAGE_ROLES or bool(words & _PAGE_WORDS)
    if not (marked or tag in {"aside", "ul", "ol", "div", "section", "table"}):
        return False
    text = " ".join(node.text_content().split())
    linked = sum(len(" ".join(link.text_content().split())) for link in node.iter("a") if _leads_away(link))
    if marked and tag not in {"p", "blockquote"}:
        # A class may be worn by the whole article ("has-sidebar"), or by a box with prose of its own.
        return len(text) < 0.4 * size or linked > 0.5 * len(text)
    if marked:
        return len(text) < 0.1 * size or linked > 0.5 * len(text)
    links = sum(1 for _ in node.iter("a"))
    return links > 1 and linked > 0.8 * max(1, len(text) - 2 * links)


def _leads_away(link: Any) -> bool:
    return not (link.get("href") or "").startswith("#")
