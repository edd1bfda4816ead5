from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from examples import harbour_comparison
from typer.testing import CliRunner

from llmtool import errors
from llmtool.api import compare_documents
from llmtool.cli import app
from llmtool.schema import Comparison
from llmtool.verify import verify_run

DISPUTE = Path(__file__).parent / "data" / "harbour"


@pytest.fixture
def run(tmp_path: Path) -> tuple[Comparison, Path]:
    """A run over copies of the sources, which a test may then change."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for source in DISPUTE.iterdir():
        if source.stem != "README":
            (folder / source.name).write_bytes(source.read_bytes())
    return compare_documents([folder], engine="offline"), folder


def changed(run: Comparison, change: Callable[[dict[str, Any]], None]) -> Comparison:
    """The run after somebody edited its file; spans keep their lengths, so it still loads."""
    data = json.loads(run.model_dump_json())
    change(data)
    return Comparison.model_validate_json(json.dumps(data))


def test_an_honest_run_passes(run: tuple[Comparison, Path]) -> None:
    """Every quotation of a fresh run stands in its source, and every source was read again."""
    result = verify_run(run[0])
    assert result.findings == ()
    assert result.sources_read == result.documents == 4
    assert result.spans >= len(run[0].positions) > 10


def test_a_forged_quotation_is_found(run: tuple[Comparison, Path]) -> None:
    """One letter that differs from the source is found."""

    def forge(data: dict[str, Any]) -> None:
        span = data["positions"][0]["evidence"][0]
        span["exact"] = "X" + span["exact"][1:]

    result = verify_run(changed(run[0], forge))
    assert [finding.subject for finding in result.wrong] == [run[0].positions[0].id]


def test_a_forged_text_is_found(run: tuple[Comparison, Path]) -> None:
    """A run whose text and quotation were changed together still does not pass: the source says otherwise."""

    def forge(data: dict[str, Any]) -> None:
        position = data["positions"][0]
        (document,) = [d for d in data["documents"] if d["id"] == position["document_id"]]
        span = position["evidence"][0]
        span["exact"] = "X" + span["exact"][1:]
        document["text"] = document["text"][: span["start"]] + span["exact"] + document["text"][span["end"] :]

    result = verify_run(changed(run[0], forge))
    assert len(result.wrong) == 1
    assert "not the text in the run" in result.wrong[0].message


def test_a_changed_source_is_found(run: tuple[Comparison, Path]) -> None:
    """A source that was edited after the run is named."""
    file = run[1] / "mercury.md"
    file.write_text(file.read_text(encoding="utf-8").replace("flats", "homes"), encoding="utf-8")
    assert [finding.subject for finding in verify_run(run[0]).wrong] == [str(file)]


def test_a_missing_source_is_not_a_pass(run: tuple[Comparison, Path]) -> None:
    """What could not be read again is counted as unchecked, never as right."""
    (run[1] / "mercury.md").unlink()
    result = verify_run(run[0])
    assert not result.wrong
    assert [finding.subject for finding in result.unread] == [str(run[1] / "mercury.md")]
    assert result.sources_read == 3


def test_a_home_that_nobody_has_is_a_missing_source() -> None:
    """A source under the home of somebody unknown here is unchecked, as any other that is not there."""
    run = changed(harbour_comparison(), lambda data: data["documents"][0].update(source="~nobody-of-this-name/a.txt"))
    assert "~nobody-of-this-name/a.txt" in [finding.subject for finding in verify_run(run).unread]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["positions"][0].update(party_id="y-none"),
        lambda data: data["positions"][0].update(issue_id="i-none"),
        lambda data: data["positions"][0].update(speaker_id="s-none"),
        lambda data: data["speakers"][0].update(party_id="y-none"),
        lambda data: data["relations"][0].update(a="p-none"),
        lambda data: [r.update(issue_id=data["issues"][0]["id"]) for r in data["relations"]],
        lambda data: data["verdicts"][0].update(relation_ids=["r-none"]),
        lambda data: data["documents"][0].update(copy_of="d-none"),
    ],
)
def test_a_loose_reference_is_found(change: Callable[[dict[str, Any]], None]) -> None:
    """Every reference between records leads somewhere."""
    honest = harbour_comparison()
    before = {(f.subject, f.message) for f in verify_run(honest).wrong}
    after = {(f.subject, f.message) for f in verify_run(changed(honest, change)).wrong}
    assert not before
    assert after


def test_the_command_says_what_it_checked(run: tuple[Comparison, Path], tmp_path: Path) -> None:
    """Exit 0 only where everything was checked and right; 1 for a wrong quotation, 3 for an unread source."""
    file = tmp_path / "run.json"

    def verify(comparison: Comparison) -> tuple[int, str]:
        file.write_text(comparison.model_dump_json(), encoding="utf-8")
        result = CliRunner().invoke(app, ["verify", str(file)])
        return result.exit_code, result.stdout

    code, said = verify(run[0])
    assert code == errors.OK
    assert "4 of 4 sources read again; 0 wrong, 0 not checked" in said
    (run[1] / "mercury.md").unlink()
    assert verify(run[0])[0] == errors.INPUT

    def forge(data: dict[str, Any]) -> None:
        span = data["positions"][0]["evidence"][0]
        span["exact"] = "X" + span["exact"][1:]

    assert verify(changed(run[0], forge))[0] == errors.FINDINGS


@pytest.mark.parametrize("place", ["sources", "sources/runs", "elsewhere"])
def test_sources_are_found_from_another_folder(
    run: tuple[Comparison, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """A relative source is also looked for beside the run file and above it; where it is not, the fix is named."""
    monkeypatch.chdir(run[1])
    comparison = compare_documents(["."], engine="offline")
    assert all(not Path(document.source).is_absolute() for document in comparison.documents)
    folder = tmp_path / place
    folder.mkdir(exist_ok=True)
    (folder / "run.json").write_text(comparison.model_dump_json(), encoding="utf-8")
    monkeypatch.chdir("/")
    result = CliRunner().invoke(app, ["verify", str(folder / "run.json")])
    if place == "elsewhere":
        assert result.exit_code == errors.INPUT
        assert f"mercury.md: is not in the current folder or beside {folder / 'run.json'}: name the" in result.stderr
        assert "--sources-from" in result.stderr
        named = CliRunner().invoke(app, ["verify", str(folder / "run.json"), "--sources-from", str(run[1])])
        assert named.exit_code == errors.OK
    else:
        assert result.exit_code == errors.OK, result.output
        assert "4 of 4 sources read again" in result.stdout
