from __future__ import annotations

import json
from pathlib import Path

import pytest
from eval_cases import made, write_case
from typer.testing import CliRunner

from llmtool.cli import app
from llmtool.errors import InputError
from llmtool.evaluate import attribution, external, refresh_readme
from llmtool.evaluate.baseline import dump_baseline
from llmtool.evaluate.external import judged
from llmtool.evaluate.readme import BEGIN, END, figures_block, markdown_table
from llmtool.evaluate.run import gather

TEXT = "“The well is dry,” said Ada Holt. Nobody objected. She added that the pump would stop in May."


def article(**changes: object) -> dict[str, object]:
    attributions = [
        {"id": "a", "source": [24, 32], "content": [[1, 16]], "kind": "direct"},
        {"id": "b", "source": [51, 54], "content": [[61, 92]], "kind": "indirect"},
    ]
    return {"doc_id": "x", "text": TEXT, "attributions": attributions, **changes}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_attribution_is_measured_by_span_and_source(tmp_path: Path) -> None:
    """The quotation and its named source are found; a pronoun as source is counted apart."""
    assert [TEXT[1:16], TEXT[24:32], TEXT[61:92]] == ["The well is dry", "Ada Holt", "that the pump would stop in May"]
    found = attribution.figures(lines(tmp_path / "set.jsonl", article()))
    assert found["found.direct"].value == 1.0
    assert found["source.direct"].value == 1.0
    assert found["found.indirect"].value == 1.0
    assert found["source.indirect"].n == 0
    assert found["failed"].value == 0.0


def test_what_is_no_position_is_still_read(tmp_path: Path) -> None:
    """Words that nobody would compare count under ``read`` only, and there as found."""
    text = "Ada Holt mentioned the weather."
    labelled = [{"id": "a", "source": [0, 8], "content": [[19, 30]], "kind": "indirect"}]
    assert text[19:30] == "the weather"
    found = attribution.figures(lines(tmp_path / "set.jsonl", article(text=text, attributions=labelled)))
    assert found["found.indirect"].value == 0.0
    assert found["read.found.indirect"].value == 1.0
    assert found["read.spans_overlap.f1"].value == 1.0


def test_a_pair_is_judged_by_the_rules() -> None:
    """Figures that exclude each other contradict, whoever wrote them first; unlike sentences are neutral."""
    a, b = "The dam cost 40 million crowns.", "The dam cost 90 million crowns."
    assert judged(a, b)[0] == judged(b, a)[0] == "contradiction"
    assert judged(a, "Bees sleep in winter.")[0] == "neutral"


def test_pairs_by_hand(tmp_path: Path) -> None:
    """One contradiction found, one missed, one neutral left alone: accuracy 2/3, recall 1/2, precision 1."""
    rows = [
        {"id": "1", "a": "The dam cost 40 million.", "b": "The dam cost 90 million.", "label": "contradiction"},
        {"id": "2", "a": "The dam cost 40 million.", "b": "Bees sleep in winter.", "label": "contradiction"},
        {"id": "3", "a": "The mayor likes tea.", "b": "Bees sleep in winter.", "label": "neutral"},
    ]
    found = external.pairs(lines(tmp_path / "set.jsonl", *rows))
    assert found["any.accuracy"].value == pytest.approx(2 / 3)
    assert found["any.contradiction.precision"].value == 1.0
    assert found["any.contradiction.recall"].value == 0.5
    assert found["any.accuracy"].n == 3


@pytest.mark.parametrize(("row", "message"), [({"id": "1", "a": "x"}, r"set\.jsonl:1: b"), ("no", r"set\.jsonl:1: ")])
def test_another_form_is_refused_with_its_line(tmp_path: Path, row: object, message: str) -> None:
    """A line of another form is an error with file and line."""
    with pytest.raises(InputError, match=message):
        external.pairs(lines(tmp_path / "set.jsonl", row))


def test_the_commands_print_what_they_measure(tmp_path: Path) -> None:
    """The commands agree and external print a table, or JSON on request."""
    write_case(tmp_path / "cases" / "ferry", second={"positions": [], "relations": []})
    row = {"id": "1", "a": "The old bridge is open.", "b": "The old bridge is not open.", "label": "contradiction"}
    pairs = lines(tmp_path / "set.jsonl", row)
    runner = CliRunner()
    agree = ["eval", "agree", "--cases", str(tmp_path / "cases")]
    assert "relations.kappa" in runner.invoke(app, agree).stdout
    assert json.loads(runner.invoke(app, [*agree, "--json"]).stdout)["cases"].keys() == {"ferry"}
    assert "any.accuracy" in runner.invoke(app, ["eval", "external", "pairs", str(pairs)]).stdout
    found = json.loads(runner.invoke(app, ["eval", "external", "pairs", str(pairs), "--json"]).stdout)
    assert found["any.accuracy"]["value"] == 1.0


def test_the_readme_block_is_refreshed_and_checked(tmp_path: Path) -> None:
    """A stale block is told and written once; what stands around it stays; then it is current."""
    case = made(tmp_path / "ferry")
    baseline = tmp_path / "baseline.json"
    baseline.write_text(dump_baseline([gather([], engine="offline")]), encoding="utf-8")
    readme = tmp_path / "README.md"
    readme.write_text(f"# Evals\n\n{BEGIN}\n{END}\nafter\n", encoding="utf-8")
    assert refresh_readme(readme, baseline, [case], write=False)
    assert readme.read_text(encoding="utf-8").count("\n") == 5
    assert refresh_readme(readme, baseline, [case], write=True)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"# Evals\n\n{BEGIN}\n")
    assert text.endswith(f"{END}\nafter\n")
    assert figures_block([], [case]).splitlines()[4] in text
    assert not refresh_readme(readme, baseline, [case], write=False)


def test_a_cell_with_a_bar_stays_one_cell() -> None:
    """What would break a Markdown table is escaped."""
    assert markdown_table(("a",), [("x|y\nz",)]) == "| a |\n|---|\n| x\\|y z |"
