"""A difference as one self-contained HTML page without a script."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from llmtool.report import wording
from llmtool.report.headline import maker, title
from llmtool.report.marks import plain
from llmtool.report.page import environment
from llmtool.revisions import text as words
from llmtool.revisions.changes import Change, Difference
from llmtool.revisions.places import Places

if TYPE_CHECKING:
    from llmtool.report.positions import DocumentView

POLICY = "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'"
CONTEXT = 60
"""Characters of unchanged text on either side of an edit."""


def page(difference: Difference) -> str:
    """The difference as HTML. Nothing is loaded from elsewhere, and the page forbids itself to."""
    style = files("llmtool.revisions").joinpath("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment("llmtool.revisions", ".")
        .get_template("page.html.j2")
        .render(
            difference=difference,
            words=words,
            wording=wording,
            title=title,
            maker=maker,
            edited=edited,
            passages=passages,
            style=Markup(style),  # noqa: S704 - a file of this package
            policy=POLICY.format(digest),
        )
        + "\n"
    )


def edited(old: str, new: str) -> Markup:
    """The new words with what they replace: ``<del>`` before ``<ins>``."""
    return _woven(old, new, 0, len(new), Places(old, new))


def passages(change: Change[DocumentView]) -> list[Markup]:
    """Each edit of a text with some words around it."""
    if change.old is None or change.new is None or change.old.record.text == change.new.record.text:
        return []
    old, new = change.old.record.text, change.new.record.text
    places = Places(old, new)
    woven = []
    for passage in places.passages:
        start, end = passage.new
        first = new.find(" ", max(0, start - CONTEXT), start) + 1 or start
        last = new.rfind(" ", end, end + CONTEXT)
        before, after = new[first:start], new[end : last if last > 0 else end]
        gone, put = plain(old[slice(*passage.old)]), plain(new[start:end])
        woven.append(Markup("… {}{}{}{} …").format(plain(before), _del(gone), _ins(put), plain(after)))
    return woven


def _woven(old: str, new: str, place: int, end: int, places: Places) -> Markup:
    parts: list[Markup] = []
    for passage in places.passages:
        start, stop = passage.new
        before = new[place:start]
        # Where words are only taken out, the blank before them went too.
        apart = " " if before and not before[-1].isspace() and stop == start else ""
        parts += [plain(before + apart), _del(plain(old[slice(*passage.old)])), _ins(plain(new[start:stop]))]
        place = stop
    return Markup("").join([*parts, plain(new[place:end])])


def _del(text: Markup) -> Markup:
    return Markup("<del>{}</del> ").format(text) if text else Markup("")


def _ins(text: Markup) -> Markup:
    return Markup("<ins>{}</ins>").format(text) if text else Markup("")
