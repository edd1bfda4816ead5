"""``llmtool report``: formats by name and by ending, one screen, and bytes that are no text."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from examples import harbour_comparison
from typer.testing import CliRunner, Result

from llmtool import errors
from llmtool.cli import app
from llmtool.cli.output import format_of
from llmtool.report import FORMATS, brief, render, render_bytes
from llmtool.report.formats import BINARY

DOCS = Path(__file__).parents[1] / "docs" / "formats.md"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "run.json"
    path.write_text(render(harbour_comparison(), "json"), encoding="utf-8")
    return str(path)


def test_formats_are_listed() -> None:
    """--list-formats needs no run; it and the documentation name each format with its endings and its purpose."""
    result = run("report", "--list-formats")
    assert result.exit_code == errors.OK
    listed = [re.split(r" {2,}", line) for line in result.stdout.splitlines()]
    assert listed == [[name, " ".join(about.endings), about.purpose] for name, about in FORMATS.items()]
    told = re.findall(r"^\| `(\S+)` \| (.+) \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [[name, endings.replace("`", ""), purpose] for name, endings, purpose in told] == listed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.json", "json"),
        ("a.sarif.json", "sarif"),
        ("A.SARIF", "sarif"),
        ("a.positions.csv", "positions.csv"),
        ("positions.csv", "csv"),
        ("a.relations.jsonl", "relations.jsonl"),
        ("a.junit.xml", "junit"),
        ("a.b.md", "markdown"),
        ("notes.txt", "brief"),
        ("notes.github.txt", "github"),
    ],
)
def test_the_longest_ending_counts(name: str, expected: str) -> None:
    """A file gets the format of the longest ending that fits, whatever the case of its letters."""
    assert format_of(Path(name)) == expected


def test_an_unknown_ending_names_the_known_ones(file: str, tmp_path: Path) -> None:
    """A bare .xml could be two formats, so it is none, and no file is written before that is said."""
    result = run("report", file, "-o", str(tmp_path / "a.md"), "-o", str(tmp_path / "a.xml"))
    assert result.exit_code == errors.USAGE
    assert ".junit.xml" in result.stderr
    assert not (tmp_path / "a.md").exists()


def test_standard_output_has_no_ending(file: str) -> None:
    """``-o -`` is refused with the option that prints."""
    for command in (("report", file), ("diff", file, file)):
        result = run(*command, "-o", "-")
        assert result.exit_code == errors.USAGE
        assert result.stderr == "error: -o takes files; to print a format on standard output name it with --format\n"


def test_a_file_that_cannot_be_written_costs_no_other(file: str, tmp_path: Path) -> None:
    """Where one file can't be written the others are, for the run may have taken hours, and the exit code tells."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("/dev/full is Linux only")
    (tmp_path / "full.md").symlink_to(full)
    result = run("report", file, "-o", str(tmp_path / "full.md"), "-o", str(tmp_path / "out.csv"))
    assert result.exit_code == errors.USAGE
    assert (tmp_path / "out.csv").read_bytes() == render_bytes(harbour_comparison(), "csv")
    assert re.search(r"^error: .*full\.md: can't be written \(No space left on device\)", result.stderr, re.MULTILINE)


def test_several_files_at_once(file: str, tmp_path: Path) -> None:
    """Each file holds the bytes of its format."""
    paths = {name: tmp_path / f"out{about.endings[0]}" for name, about in FORMATS.items()}
    result = run("report", file, *(part for path in paths.values() for part in ("-o", str(path))))
    assert result.exit_code == errors.OK, result.output
    for name, path in paths.items():
        assert path.read_bytes() == render_bytes(harbour_comparison(), name), name


def test_one_format_is_printed_beside_several_files(file: str, tmp_path: Path) -> None:
    """``--format`` prints that format and nothing else, and each -o still writes its own."""
    files = [tmp_path / "out.md", tmp_path / "out.csv"]
    result = run("report", file, "-f", "jsonl", "-o", str(files[0]), "-o", str(files[1]))
    assert result.exit_code == errors.OK
    assert result.stdout == render(harbour_comparison(), "jsonl")
    assert [path.read_bytes() for path in files] == [
        render_bytes(harbour_comparison(), name) for name in ("markdown", "csv")
    ]
    assert result.stderr.splitlines() == [f"wrote {path}" for path in files]


def test_one_screen(file: str) -> None:
    """--brief prints what the format of this name holds, and excludes --format."""
    assert run("report", file, "--brief").stdout == brief(harbour_comparison()) == render(harbour_comparison(), "brief")
    both = run("report", file, "--brief", "--format", "json")
    assert both.exit_code == errors.USAGE
    assert "exclude each other" in both.stderr


@pytest.mark.parametrize("name", sorted(BINARY))
def test_bytes_go_to_a_pipe_and_not_to_a_terminal(file: str, name: str) -> None:
    """A format that is not text is refused on a terminal in one line, and passes through a pipe unchanged."""
    command = [sys.executable, "-m", "llmtool", "report", file, "--format", name]
    assert subprocess.check_output(command) == render_bytes(harbour_comparison(), name)
    ours, theirs = pty.openpty()
    try:
        refused = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(theirs)
        os.close(ours)
    assert refused.returncode == errors.USAGE
    assert refused.stderr.splitlines() == [
        f"error: {name} is not text: name a file with -o report.{name}, or redirect standard output"
    ]


def test_lines_are_looked_up_in_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written beside the sources, SARIF and annotations carry lines of the files; elsewhere they name files only."""
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    for document in harbour_comparison().documents:
        above = "outlet: x\n\n\n" if document.source.endswith("radio.txt") else ""
        Path(document.source).write_text(above + document.text, encoding="utf-8")
    Path("articles/ledger.pdf").write_bytes(b"%PDF-\xff\x00 North quay is to be 310 metres longer")
    Path("run.json").write_text(render(harbour_comparison(), "json"), encoding="utf-8")
    assert run("report", "run.json", "-o", "out.sarif").exit_code == errors.OK
    (log,) = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"]
    lines = {
        place["physicalLocation"]["artifactLocation"]["uri"]: place["physicalLocation"]
        .get("region", {})
        .get("startLine")
        for result in log["results"]
        for place in (*result["locations"], *result["relatedLocations"])
    }
    assert lines == {"articles/courier.txt": 3, "articles/radio.txt": 6, "articles/ledger.pdf": None}
    assert "file=articles/radio.txt,line=6," not in run("report", "run.json", "--format", "github").stdout
    Path("articles/courier.txt").unlink()
    assert "file=articles/radio.txt,line=6," in run("report", "run.json", "--format", "github").stdout


def test_a_folder_is_no_file(file: str, tmp_path: Path) -> None:
    """A folder given to -o is called one, whatever its name, with a name of a file in it that would do."""
    for folder in (tmp_path, tmp_path / "report.html"):
        folder.mkdir(exist_ok=True)
        for command in (("report", file), ("diff", file, file)):
            result = run(*command, "-o", str(folder))
            assert result.exit_code == errors.USAGE
            assert f"{folder}: is a folder; name a file in it, such as {folder / 'report.html'}" in result.stderr


def test_report_can_be_quiet(file: str, tmp_path: Path) -> None:
    """With -q report writes its files without a word, as compare does."""
    assert run("report", file, "-q", "-o", str(tmp_path / "a.md")).output == ""
    assert run("report", file, "-o", str(tmp_path / "b.md")).stderr == f"wrote {tmp_path / 'b.md'}\n"
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
