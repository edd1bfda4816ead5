"""The generated part of ``evals/README.md``: counts, labellers' agreement and the figures of the baseline."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from llmtool.errors import UsageError
from llmtool.evaluate.agree import agreement, agreement_rows
from llmtool.evaluate.baseline import load_baseline
from llmtool.evaluate.cases import Case
from llmtool.evaluate.gold import GoldFile
from llmtool.evaluate.results import Run
from llmtool.evaluate.table import (
    BECAME_HEADER,
    CASE_HEADER,
    CONFUSION_HEADER,
    FIGURE_HEADER,
    GROUP_HEADER,
    GROUPS_TOLD,
    became_rows,
    case_rows,
    confusion_rows,
    figure_rows,
    group_rows,
)

BEGIN = "<!-- figures: written by `llmtool eval readme`, do not edit -->"
END = "<!-- end of figures -->"


def gold_schema() -> str:
    """The JSON Schema of a ``gold.json``."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **GoldFile.model_json_schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def refresh_readme(readme: Path, baseline: Path, cases: Sequence[Case], *, write: bool) -> bool:
    """Whether the generated part was stale; it is current afterwards if ``write``.

    Raises:
        UsageError: the README or the baseline can't be read, or the README has no place for the figures.

    """
    try:
        text = readme.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{readme}: can't be read ({error.strerror})") from error
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise UsageError(f"{readme}: no place for the figures; put {BEGIN} and {END} on lines of their own")
    block = figures_block(list(load_baseline(baseline).values()), cases)
    fresh = f"{before}{BEGIN}\n\n{block}\n{END}{after}"
    if fresh != text and write:
        readme.write_text(fresh, encoding="utf-8")
    return fresh != text


def figures_block(runs: Sequence[Run], cases: Sequence[Case]) -> str:
    """The generated part as Markdown."""
    parts = [
        "### Cases",
        markdown_table(("case", "about", "positions", "relations", "unclear", "neutral"), _counts(cases), words=2),
    ]
    parts += ["### Agreement of the labellers", markdown_table(FIGURE_HEADER, agreement_rows(agreement(cases)))]
    for run in runs:
        engine = run.engine + (f", {run.model}" if run.model else "")
        parts += [
            f"### Figures: {engine}",
            markdown_table(FIGURE_HEADER, figure_rows(run)),
            markdown_table(CASE_HEADER, case_rows(run)),
            *([GROUPS_TOLD, markdown_table(GROUP_HEADER, groups)] if (groups := group_rows(run)) else []),
            "Relations with a clear label, against firm and possible predictions:",
            markdown_table(CONFUSION_HEADER, confusion_rows(run)),
            "What became of the clear labels (apart: in two issues; unreachable: a position is missing):",
            markdown_table(BECAME_HEADER, became_rows(run)),
        ]
    return "\n\n".join(parts) + "\n"


def _counts(cases: Sequence[Case]) -> list[tuple[str, ...]]:
    rows = [
        (
            case.id,
            case.info.title,
            str(len(case.gold.positions)),
            str(len(case.gold.relations)),
            str(sum(not relation.clear for relation in case.gold.relations)),
            str(len(case.gold.neutral)),
        )
        for case in cases
    ]
    sums = (str(sum(int(row[column]) for row in rows)) for column in range(2, 6))
    return [*rows, (f"{len(rows)} cases", "", *sums)]


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1) -> str:
    """A table; the first columns, which hold words, to the left, and figures to the right."""
    lines = [_row(header), "|" + "|".join([*["---"] * words, *["---:"] * (len(header) - words)]) + "|"]
    lines += [_row([*row, *[""] * (len(header) - len(row))]) for row in rows]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
