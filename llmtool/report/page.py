"""The page: one self-contained HTML file without a script, made from the view by a template."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from llmtool.report import headline, marks, wording
from llmtool.report.views import Report

if TYPE_CHECKING:
    from jinja2 import Environment


POLICY = "default-src 'none'; style-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'"


def page(report: Report) -> str:
    """The report as HTML. Nothing is loaded from elsewhere, and the page forbids itself to."""
    from markupsafe import Markup

    style = files("llmtool.report").joinpath("page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    evidence = marks.evidence(report.positions)
    texts = [
        marks.marked(document.record.text, document.number, evidence.get(document.number, ()))
        for document in report.documents
    ]
    disputed = [issue for issue in report.issues if len(issue.cells) > 1]
    columns = {cell.party.id for issue in disputed for cell in issue.cells}
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            headline=headline,
            words=wording,
            count=wording.count,
            day=wording.day,
            anchor=marks.anchor,
            texts=texts,
            disputed=disputed,
            columns=[party.record for party in report.parties if party.record.id in columns],
            numbers={issue.record.id: number for number, issue in enumerate(report.issues, start=1)},
            party_numbers={party.record.id: number for number, party in enumerate(report.parties, start=1)},
            style=Markup(style),  # noqa: S704 - a file of this package
            policy=POLICY.format(digest),
        )
        + "\n"
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("llmtool.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_sayable,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _sayable(value: object) -> object:
    return marks.plain(value) if type(value) is str else value
