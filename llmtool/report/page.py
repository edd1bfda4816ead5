"""The page: one self-contained HTML file, made from the view by templates.

Each source text stands in it once, as HTML with its evidence marked. What a script needs besides is one block of JSON,
from which it draws the findings and positions that come into sight. Readers without a script get them as plain HTML,
which browsers that run scripts skip over. Everything in the folder ``web`` ends up inside the page.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from llmtool.report import headline, marks, news, page_data, timeline, wording
from llmtool.report.inline import shorten
from llmtool.report.matrix import across
from llmtool.report.views import IssueView, RelationView, Report

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; style-src {style}; script-src {scripts}; img-src data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Nothing but the page's own style sheet and scripts, named by their hashes; and no text can be made into markup."""

STYLES = ("base.css", "matrix.css", "findings.css", "texts.css", "controls.css", "print.css")
SCRIPTS = (
    "records.js",
    "dom.js",
    "state.js",
    "cards.js",
    "lists.js",
    "texts.js",
    "findings.js",
    "matrix.js",
    "controls.js",
    "keys.js",
    "start.js",
)
"""In this order they make up one script."""
BEFORE = 'document.documentElement.classList.add("js");'
"""Runs before the page is drawn, so that it is not drawn twice."""

LONG = 600
"""Records from which on the part for readers without a script gives quotations only beside contradictions; the other
ones are a link away, marked in the source texts. Else that part alone would be longer than the texts."""

PAIRS = 2
"""So many pairs of parties the head names for an issue."""


def page(report: Report) -> str:
    """The report as HTML. Nothing is loaded from elsewhere, and the page forbids itself to."""
    from markupsafe import Markup

    style, script = _asset(*STYLES), '(() => {\n"use strict";\n' + _asset(*SCRIPTS) + "})();\n"
    clashing = {side.id for relation in report.contradictions for side in (relation.a, relation.b)}
    evidence = marks.evidence(report.positions)
    disputed = [issue for issue in report.issues if len(issue.cells) > 1]
    dull = {issue.record.id for issue in disputed if not issue.tells}
    if len(dull) == len(disputed):
        dull = set()
    disputed.sort(key=lambda issue: issue.record.id in dull)
    brief = len(report.positions) + len(report.relations) > LONG
    return (
        environment("llmtool.report", "web")
        .get_template("page.html.j2")
        .render(
            report=report,
            headline=headline,
            news=news,
            words=wording,
            count=wording.count,
            day=wording.day,
            anchor=marks.anchor,
            groups=sorted(report.agreement_groups, key=lambda group: all(r.known for r in group.relations)),
            clashes=_clashes(report),
            possible=_by_label(report.possible),
            timeline=timeline,
            timelines=timeline.timelines(report),
            shorten=shorten,
            texts=[
                marks.marked(document.record.text, document.number, evidence.get(document.number, ()), clashing)
                for document in report.documents
            ],
            disputed=disputed,
            dull=dull,
            columns=across(report, disputed),
            numbers={issue.record.id: number for number, issue in enumerate(report.issues, start=1)},
            party_numbers={party.record.id: number for number, party in enumerate(report.parties, start=1)},
            rows=10,
            cols=12,
            brief=brief,
            # Files of this package and escaped JSON, not text of a source.
            style=Markup(style),  # noqa: S704
            before=Markup(BEFORE),  # noqa: S704
            script=Markup(script),  # noqa: S704
            data=Markup(page_data.block(report, brief=brief)),  # noqa: S704
            policy=POLICY.format(style=_hash(style), scripts=f"{_hash(BEFORE)} {_hash(script)}"),
        )
        + "\n"
    )


def _clashes(report: Report) -> list[tuple[IssueView, list[tuple[str, ...]]]]:
    """The most disputed issues with the parties that contradict each other there, those who do it most first."""
    rank = {party.record.id: place for place, party in enumerate(report.parties)}
    pairs: dict[str, Counter[tuple[str, ...]]] = {}
    for relation in report.contradictions:
        parties = {rank[side.party.id]: side.party.name for side in (relation.a, relation.b)}
        pairs.setdefault(relation.issue.id, Counter())[tuple(parties[place] for place in sorted(parties))] += 1
    return [
        (issue, [parties for parties, _ in pairs[issue.record.id].most_common(PAIRS)])
        for issue in headline.centre(report)[1]
        if issue.record.id in pairs
    ]


def _by_label(relations: Iterable[RelationView]) -> list[tuple[str, list[RelationView]]]:
    """Findings in their order under headings: new ones by label, then those that are known."""
    return [
        (f"Known: {label}s" if known else f"{label.capitalize()}s", list(group))
        for (known, label), group in groupby(relations, key=lambda r: (r.known, wording.LABEL[r.record.label]))
    ]


@lru_cache(maxsize=2)
def _asset(*names: str) -> str:
    folder = files("llmtool.report").joinpath("web")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=2)
def environment(package: str, folder: str) -> Environment:
    """Templates of a package that escape what they are given and print only what a page may hold."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_sayable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _sayable(value: object) -> object:
    return marks.plain(value) if type(value) is str else value
