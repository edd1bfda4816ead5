"""Rules for the project itself: layers, public names, the README, what stays unloaded."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import llmtool
from llmtool.cli import app
from llmtool.evaluate.baseline import load_baseline

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_layers_point_down() -> None:
    """Imports follow the layers in pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_public_names_can_be_imported() -> None:
    """Every name in __all__ is there, and __all__ names all that the package promises."""
    for name in llmtool.__all__:
        assert getattr(llmtool, name) is not None
    assert dir(llmtool) == llmtool.__all__
    with pytest.raises(AttributeError):
        _ = llmtool.nothing


def test_importing_the_package_costs_nothing() -> None:
    """`import llmtool` loads none of the libraries; they come with the first use."""
    code = "import sys, llmtool; print({'pydantic', 'typer', 'openai', 'trafilatura'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_the_readme_names_every_command() -> None:
    """The table of commands in the README is the one of --help."""
    listed = set(re.findall(r"^\| `llmtool (\w+)", README, re.MULTILINE))
    shown = CliRunner().invoke(app, ["--help"]).stdout.partition("Commands:")[2]
    assert listed == set(re.findall(r"^  (\w+)  ", shown, re.MULTILINE))


def test_the_readme_uses_existing_flags() -> None:
    """Every flag that the README and docs/ mention exists."""
    commands = ("compare", "extract", "report", "verify", "diff", "triage", "eval run")
    options = "".join(CliRunner().invoke(app, [*name.split(), "--help"]).stdout for name in commands)
    texts = [README, *(file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md"))]
    for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]+", "".join(texts)):
        assert flag in options, flag


def test_the_readme_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python example of the README works as printed, on the demo documents."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(example.replace('"articles/"', '"seeds/"'), names)  # noqa: S102 - our own README
    assert "<html" in str(names["html"])


def test_what_the_readme_says_of_the_demo_holds() -> None:
    """The demo has a contradiction and more to look at; the other dispute that the README names has each finding."""
    assert "llmtool compare evals/cases/late-bell/sources`" in README
    found = {}
    for place in ("seeds", "evals/cases/late-bell/sources"):
        comparison = llmtool.compare_documents([ROOT / place], engine="offline")
        found[place] = {(relation.label, relation.certainty) for relation in comparison.relations}
    assert ("contradiction", "firm") in found["seeds"]
    assert "possible" in {certainty for _, certainty in found["seeds"]}
    late = {label for label, certainty in found["evals/cases/late-bell/sources"] if certainty == "firm"}
    assert late == {"contradiction", "agreement", "change"}


def test_the_figures_of_the_readme_are_the_blessed_ones() -> None:
    """What the README says the offline engine finds is what the baseline of the evals has."""
    run = load_baseline(ROOT / "evals" / "baseline.json")["offline"]

    def counted(name: str) -> tuple[int, int]:
        figure = run.figures[name]
        return round((figure.value or 0.0) * figure.n), figure.n

    found, clear = counted("relations.clear.any.contradiction.recall")
    firm, _ = counted("relations.clear.firm.contradiction.recall")
    right, shown = counted("relations.clear.firm.precision")
    said = " ".join(README.split())
    assert f"On the {len(run.cases)} labelled disputes" in said
    assert f"finds positions with an F1 of {run.figures['positions.f1'].value:.2f}" in said
    assert f"{found} of {clear} clear contradictions, {firm} of them firm" in said
    assert f"{right} of its {shown} firm findings are labelled so" in said


def test_links_of_the_readme_lead_somewhere() -> None:
    """Every relative link in the README and docs/ has a target."""
    for file in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)", file.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_the_map_of_the_code_is_right() -> None:
    """Every path that docs/code.md names exists, and it names every folder of the package."""
    text = (ROOT / "docs" / "code.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[\w.]*)`", text))
    assert not [path for path in sorted(named) if not (ROOT / path).exists()]
    folders = {f"llmtool/{each.parent.name}/" for each in (ROOT / "llmtool").glob("*/__init__.py")}
    assert [folder for folder in sorted(folders) if not any(path.startswith(folder) for path in named)] == []


def test_make_demo_does_what_the_readme_says() -> None:
    """`make demo` and `make test` exist, and the demo prints where the report is."""
    planned = subprocess.check_output(["make", "-n", "demo", "test"], cwd=ROOT, text=True)
    assert "llmtool compare seeds/" in planned
    assert "pytest" in planned
    assert "report.html" in planned
