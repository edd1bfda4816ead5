from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from examples import harbour, harbour_comparison, ungrounded
from scripted import Reply, endpoint
from scripted_reader import read
from typer.testing import CliRunner, Result

from llmtool import errors
from llmtool.cli import app
from llmtool.cli.compare import FailOn, _exit_code
from llmtool.cli.output import ENDINGS, Format, format_of
from llmtool.report import FORMATS
from llmtool.schema import Comparison, Failure

ROOT = Path(__file__).parents[1]
DISPUTE = str(ROOT / "tests" / "data" / "harbour")


pytestmark = pytest.mark.usefixtures("bare_machine")


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def test_formats_are_those_of_the_renderers() -> None:
    """The command line offers every format that can be rendered, by name and by ending."""
    assert {str(name) for name in Format} == set(FORMATS)
    assert {str(found) for found in ENDINGS.values()} == set(FORMATS)
    for name, about in FORMATS.items():
        for ending in about.endings:
            assert format_of(Path(f"report{ending}")) == name


def test_compare_writes_each_file_and_a_summary(tmp_path: Path) -> None:
    """One run gives the summary and every file asked for, and they agree."""
    files = [tmp_path / f"report{about.endings[0]}" for about in FORMATS.values()]
    result = run("compare", DISPUTE, *(part for file in files for part in ("-o", str(file))))
    assert result.exit_code == errors.OK, result.output
    assert "engine: offline (no API key or base URL is configured)" in result.stderr
    assert "CONTRADICTIONS" in result.stdout
    comparison = Comparison.model_validate_json((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert len(comparison.documents) == 4
    assert all(file.stat().st_size for file in files)
    assert len((tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()) == len(comparison.positions)


def test_output_pipes() -> None:
    """With --format the report alone goes to standard output; notes and progress go to stderr."""
    result = run("compare", DISPUTE, "--format", "json")
    assert json.loads(result.stdout)["schema_version"] == "1"
    assert "extract: 4/4" in result.stderr
    quiet = run("compare", DISPUTE, "--format", "json", "--quiet")
    assert quiet.stderr == ""


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs, in processes with other hash seeds, differ in nothing but usage."""
    results = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.json"
        command = [sys.executable, "-m", "llmtool", "compare", DISPUTE, "-q", "-o", str(file)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True)
        results.append(json.loads(file.read_text(encoding="utf-8")) | {"usage": None})
    assert results[0] == results[1]


def test_extract_gives_positions_as_lines() -> None:
    """Extract prints one JSON record a line and makes no relations."""
    result = run("extract", DISPUTE, "-q")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == errors.OK
    assert lines
    assert all(line["claim"] and line["party"] and line["evidence"] for line in lines)


def test_stdin_and_a_single_document() -> None:
    """A single document is not comparable: it says so and still lists its positions."""
    text = b"LOW HARBOUR, 3 May 2030 - Mayor Ines Falk said on Monday that ferry fares would stay at 4 crowns.\n"
    result = run("compare", "-", stdin=text)
    assert result.exit_code == errors.OK, result.output
    assert "one document: only what is said in it is compared; give another source" in result.stderr
    assert "Falk" in result.stdout


def test_a_bad_source_is_named_and_the_rest_is_processed(tmp_path: Path) -> None:
    """One unreadable source among good ones: one line, exit 3, and a report of the rest."""
    file = tmp_path / "run.json"
    result = run("compare", DISPUTE, str(tmp_path / "missing.txt"), "-o", str(file))
    assert result.exit_code == errors.INPUT
    assert [line for line in result.stderr.splitlines() if "missing.txt" in line] == [
        f"skipped: {tmp_path / 'missing.txt'}: does not exist: check the path"
    ]
    assert len(json.loads(file.read_text(encoding="utf-8"))["documents"]) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["compare", "nothing.txt"], errors.INPUT, "nothing to read: nothing.txt"),
        (["compare", DISPUTE, "--engine", "llm"], errors.USAGE, "set OPENAI_API_KEY, or give --base-url"),
        (["compare", DISPUTE, "-o", "report.xyz"], errors.USAGE, "no format has this ending; use one of"),
        (["compare", DISPUTE, "-o", "no/such/report.md"], errors.USAGE, "there is no folder"),
        (["extract", DISPUTE, "-o", "report.html"], errors.USAGE, "use one of .positions.csv .jsonl"),
        (["compare", DISPUTE, "--no-cache", "--replay"], errors.USAGE, "exclude each other"),
        (["compare", DISPUTE, "--parties", "nowhere.toml"], errors.USAGE, "nowhere.toml"),
        (["compare", DISPUTE, "--base-url", "localhost:1"], errors.USAGE, "must start with http"),
        (["report", "nothing.json"], errors.INPUT, "nothing.json: can't be read"),
        (["verify", __file__], errors.INPUT, "not a run file"),
        (["cache", "import", "nothing.jsonl"], errors.INPUT, "nothing.jsonl"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], code: int, words: str) -> None:
    """Every mistake gives one line that names the thing and the fix, and the exit code of the tree."""
    result = run(*arguments)
    assert result.exit_code == code, result.output
    line = result.stderr.splitlines()[-1]
    assert line.startswith("error: ")
    assert words in line
    assert result.stdout == ""


def test_failures_decide_the_exit_code_before_findings() -> None:
    """The model's side weighs more than a source, a source more than a finding; possible ones never count."""
    found = harbour_comparison(failures=(), ungrounded=())
    fail_on = [FailOn.CONTRADICTION]
    call = Failure(stage="compare", subject="x", error="y")
    source = Failure(stage="ingest", subject="x", error="y")
    assert _exit_code(found, []) == errors.OK
    assert _exit_code(found, fail_on) == errors.FINDINGS
    assert _exit_code(found.model_copy(update={"failures": (source,)}), fail_on) == errors.INPUT
    assert _exit_code(found.model_copy(update={"failures": (source, call)}), fail_on) == errors.ENGINE
    lost = (ungrounded(harbour()),)
    assert _exit_code(found.model_copy(update={"ungrounded": lost}), []) == errors.ENGINE
    possible = tuple(r.model_copy(update={"certainty": "possible"}) for r in found.relations)
    assert _exit_code(found.model_copy(update={"relations": possible}), fail_on) == errors.OK


def test_report_renders_without_the_sources(tmp_path: Path) -> None:
    """A run file is all that a report needs."""
    file = tmp_path / "run.json"
    file.write_text(harbour_comparison().model_dump_json(), encoding="utf-8")
    page = tmp_path / "page.html"
    assert run("report", str(file), "-o", str(page)).exit_code == errors.OK
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert "CONTRADICTIONS" in run("report", str(file)).stdout
    assert run("report", str(file), "--format", "markdown").stdout.startswith("#")


def test_schema_is_printed() -> None:
    """The JSON Schema of the contract goes to standard output."""
    assert json.loads(run("schema").stdout) == Comparison.model_json_schema(mode="serialization")


def test_dry_run_makes_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run shows documents, calls, tokens and cost, and asks nobody."""
    with endpoint(read) as server:
        result = run("compare", DISPUTE, "--dry-run", "--base-url", server.url, "--model", "gpt-4o-mini")
        assert server.calls == 0
    assert "unknown" in result.stdout  # nobody knows what a server of one's own costs
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    result = run("compare", DISPUTE, "--dry-run", "--model", "gpt-4o-mini")
    assert result.exit_code == errors.OK, result.output
    assert "documents  4" in result.stdout
    assert "calls      about" in result.stdout
    assert "cost       about $" in result.stdout


def test_a_warm_run_asks_nobody_and_gives_the_same(tmp_path: Path) -> None:
    """The second run makes no call, and its result differs in nothing but usage."""
    files = [tmp_path / "cold.json", tmp_path / "warm.json"]
    calls = []
    with endpoint(read) as server:
        for file in files:
            result = run("compare", DISPUTE, "--base-url", server.url, "--model", "scripted", "-o", str(file))
            assert result.exit_code == errors.OK, result.output
            calls.append(server.calls)
    assert calls[0] == calls[1] > 0
    cold, warm = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    assert warm["usage"]["calls"] == 0
    assert warm["usage"]["cached_calls"] == cold["usage"]["calls"]
    assert warm | {"usage": None} == cold | {"usage": None}


def test_replay_needs_no_endpoint_and_names_a_miss() -> None:
    """A replay that misses is an error that names the prompt and what changed."""
    with endpoint(read) as server:
        flags = ("--base-url", server.url, "--engine", "llm")
        assert run("compare", DISPUTE, *flags, "--model", "scripted").exit_code == errors.OK
        asked = server.calls
        assert run("compare", DISPUTE, *flags, "--model", "scripted", "--replay").exit_code == errors.OK
        missed = run("compare", DISPUTE, *flags, "--model", "another", "--replay")
        assert server.calls == asked
    assert missed.exit_code == errors.INPUT
    assert "extract" in missed.stderr
    assert "model (stored 'scripted', asked 'another')" in missed.stderr


@pytest.mark.parametrize("by_flag", [True, False])
def test_a_cache_folder_in_nobody_s_home(monkeypatch: pytest.MonkeyPatch, by_flag: bool) -> None:
    """A cache folder below the home of a user who does not exist is one line of usage, by flag and by variable."""
    lost = "~nobody-of-this-name/answers"
    monkeypatch.setenv("LLMTOOL_CACHE_DIR", "cache" if by_flag else lost)
    result = run("cache", "info", *(("--cache-dir", lost) if by_flag else ()))
    assert result.exit_code == errors.USAGE
    assert lost in result.stderr
    assert "--cache-dir" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_cache_folder_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``~`` in the cache folder is resolved where no shell has done so."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LLMTOOL_CACHE_DIR", "~/answers")
    assert str(tmp_path / "answers") in run("cache", "info").stdout


def test_cache_commands(tmp_path: Path) -> None:
    """Answers can be counted, moved to another folder and removed."""
    with endpoint(read) as server:
        flags = ("--base-url", server.url, "--model", "scripted")
        assert run("compare", DISPUTE, *flags).exit_code == errors.OK
        asked = server.calls
        assert f"answers  {asked}" in run("cache", "info").stdout
        exported, other = tmp_path / "answers.jsonl", str(tmp_path / "other")
        assert run("cache", "export", str(exported)).exit_code == errors.OK
        assert run("cache", "import", str(exported), "--cache-dir", other).exit_code == errors.OK
        assert run("compare", DISPUTE, *flags, "--cache-dir", other, "--replay").exit_code == errors.OK
        assert server.calls == asked
    assert run("cache", "clear", "--yes").stdout == f"{asked} answers removed\n"
    assert "answers  0" in run("cache", "info").stdout


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, errors.INTERRUPTED), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, how: signal.Signals, code: int) -> None:
    """Ctrl-C and kill -9 lose at most the calls in flight; Ctrl-C says so in one line."""
    stuck = True
    lock = threading.Lock()
    asked = 0

    def script(body: dict[str, Any]) -> Reply:
        nonlocal asked
        with lock:
            asked += 1
            delay = 60.0 if stuck and asked > 2 else 0.0
        return replace(read(body), delay=delay)

    with endpoint(script) as server:
        flags = [DISPUTE, "--workers", "1", "--base-url", server.url, "--model", "scripted"]
        command = [sys.executable, "-m", "llmtool", "compare", *flags]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        while process.poll() is None and server.calls < 3:
            time.sleep(0.02)
        process.send_signal(how)
        _, said = process.communicate(timeout=60)
        assert process.returncode == code, said
        assert "Traceback" not in said
        if how is signal.SIGINT:
            assert said.splitlines()[-1].startswith("interrupted: every finished answer is kept")
        stuck = False
        file = tmp_path / "run.json"
        result = run("compare", *flags, "-o", str(file))
    assert result.exit_code == errors.OK, result.output
    assert json.loads(file.read_text(encoding="utf-8"))["usage"]["cached_calls"] == 2


def test_a_closed_pipe_is_no_error() -> None:
    """`llmtool … | head` ends without a traceback."""
    command = f"{sys.executable} -m llmtool compare {DISPUTE} -q --format json | head -c 10"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["schema"],
        ["report", "RUN"],
        ["report", "RUN", "-f", "xlsx"],
        ["extract", DISPUTE, "-q"],
        ["compare", DISPUTE, "-q", "-f", "json", "--fail-on", "contradiction"],
    ],
)
def test_a_full_disk_is_one_line_and_no_finding(arguments: list[str], tmp_path: Path) -> None:
    """Output that can't be written is told in one line and never with the exit code of findings."""
    if not Path("/dev/full").exists():
        pytest.skip("/dev/full is Linux only")
    file = tmp_path / "run.json"
    file.write_text(harbour_comparison().model_dump_json(), encoding="utf-8")
    command = [sys.executable, "-m", "llmtool", *(str(file) if part == "RUN" else part for part in arguments)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert result.returncode == errors.USAGE
    assert result.stderr.splitlines() == [
        "error: standard output can't be written (No space left on device); free some space, or send it elsewhere"
    ]


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_the_program_is_no_finding(monkeypatch: pytest.MonkeyPatch, debug: bool) -> None:
    """An exception that nobody foresaw is one line with its place and an exit code of its own; debug adds where."""

    def broken(*_: object, **__: object) -> None:
        raise KeyError("a key\nin two lines")

    monkeypatch.setattr("llmtool.pipeline.compare", broken)
    if debug:
        monkeypatch.setenv("LLMTOOL_DEBUG", "1")
    result = run("compare", DISPUTE, "-q", "--fail-on", "contradiction")
    assert result.exit_code == errors.INTERNAL
    assert errors.INTERNAL not in {errors.OK, errors.FINDINGS, errors.USAGE, errors.INPUT, errors.ENGINE}
    *traceback, told = result.stderr.splitlines()
    assert told.startswith("error: crashed: KeyError: ")
    assert " at test_cli.py:" in told
    assert "LLMTOOL_DEBUG=1" in told
    assert bool(traceback) == debug


@pytest.mark.parametrize(
    ("redirected", "printed"),
    [("2>/dev/full", True), ("2>&-", True), ("<&-", True), (">&-", False), (">&- 2>&-", False)],
)
def test_a_run_does_not_need_its_streams(redirected: str, tmp_path: Path, *, printed: bool) -> None:
    """Where stderr takes nothing, or a stream is closed, the run is made, its files are written and its code holds."""
    file = tmp_path / "run.json"
    command = f"{sys.executable} -m llmtool compare {DISPUTE} --fail-on contradiction -o {file} {redirected}"
    result = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, text=True, check=False)
    assert result.returncode == errors.FINDINGS
    assert ("CONTRADICTIONS" in result.stdout) == printed
    assert json.loads(file.read_text(encoding="utf-8"))["positions"]


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (["--engine", "offlin"], "'offlin' is not one of 'auto', 'offline', 'llm'"),
        (["--workers", "many"], "must be a whole number, not 'many'"),
        (["--workers", "0"], "must be at least 1, not '0'"),
        (["--timeout", "soon"], "must be a number, not 'soon'"),
    ],
)
def test_a_wrong_value_is_told_plainly(option: list[str], words: str) -> None:
    """What is wrong with an option's value is said in plain words, whatever library checks it."""
    result = run("compare", DISPUTE, *option)
    assert result.exit_code == errors.USAGE
    assert words in " ".join(result.stderr.split())
    assert not re.search("Value error|Input should be|parse", result.stderr)


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    """What was read in a guessed encoding is said once for each file, with what to do about it, unless quiet."""
    file = tmp_path / "kai.txt"
    file.write_bytes("The mayor of Röda said the quay will stay shut until May.".encode("latin-1"))
    told = run("compare", str(file), DISPUTE).stderr
    assert told.count(str(file)) == 1
    assert f"{file}: is not UTF-8 and was read as windows-1252 by guess" in told
    assert "save it as UTF-8" in told
    assert "guess" not in run("compare", str(file), DISPUTE, "-q").stderr


def test_a_source_that_is_named_twice_is_told(tmp_path: Path) -> None:
    """What is dropped because it was named before is said once each, and not where quiet is asked for."""
    result = run("compare", DISPUTE, f"{DISPUTE}/mercury.md", "--engine", "offline")
    assert f"{DISPUTE}/mercury.md: given more than once, read once" in result.stderr.splitlines()
    assert "one document" not in result.stderr
    assert run("compare", DISPUTE, f"{DISPUTE}/mercury.md", "-q").stderr == ""
    link = tmp_path / "same.md"
    link.symlink_to(Path(DISPUTE, "mercury.md").resolve())
    alone = run("compare", f"{DISPUTE}/mercury.md", str(link))
    assert f"{link}: given more than once, read once" in alone.stderr
    assert "one document: only what is said in it is compared" in alone.stderr


def test_a_source_in_another_language_is_named(tmp_path: Path) -> None:
    """A source without positions is named with the reason, on stderr and in the report's list of sources."""
    french = tmp_path / "port.txt"
    french.write_text(
        "Le directeur du port a dit que la grue ne sera pas payée par la ville. Les dockers ont répondu que cette "
        "décision est une erreur et qu’ils vont la porter devant les tribunaux avec leur syndicat.\n",
        encoding="utf-8",
    )
    why = "no positions found: looks French; the offline engine reads English only"
    result = run("compare", DISPUTE, str(french), "--engine", "offline", "-o", str(tmp_path / "report.md"))
    assert [line for line in result.stderr.splitlines() if "French" in line] == [f"{french}: {why}"]
    assert why in " ".join(result.stdout.split())
    (row,) = [line for line in (tmp_path / "report.md").read_text(encoding="utf-8").splitlines() if "| port" in line]
    assert f"({why})" in row
    assert run("compare", str(french), "-q").stderr == ""


def test_a_long_document_tells_how_far_it_has_come(tmp_path: Path) -> None:
    """Of a document of thousands of sentences is told how long it may take, and how far it has been read."""
    file = tmp_path / "minutes.txt"
    said = "The ferry to the islands was full. Mayor Ines Falk said that pier {} would close in {} days, not later."
    file.write_text("\n\n".join(said.format(pier, pier % 90) for pier in range(4000)), encoding="utf-8")
    result = run("extract", str(file), "--engine", "offline")
    assert re.search(r"minutes\.txt: 4\d\d,\d\d\d characters, which may take about 1 minute; ", result.stderr)
    told = [int(line.split()[1].split("/")[0]) for line in result.stderr.splitlines() if line.startswith("read: ")]
    assert len(told) >= 8
    assert told == sorted(told)
    assert run("extract", f"{DISPUTE}/mercury.md").stderr.count("read: ") == 0
    assert run("extract", str(file), "-q").stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["compare", "--help"], ["report", "RUN"], ["verify", "RUN"], ["compare", DISPUTE, "-q"]],
)
def test_model_libraries_stay_unloaded(arguments: list[str], tmp_path: Path) -> None:
    """--help, report, verify and an offline run never load openai, instructor or tenacity."""
    file = tmp_path / "run.json"
    file.write_text(harbour_comparison().model_dump_json(), encoding="utf-8")
    arguments = [str(file) if argument == "RUN" else argument for argument in arguments]
    code = (
        "import sys, llmtool.cli\n"
        "try:\n    llmtool.cli.main()\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'openai', 'instructor', 'tenacity'} & set(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"


def test_usage_names_arguments_plainly() -> None:
    """The usage line shows an argument as a person writes it, whatever the version of typer."""
    assert run("compare", "--help").stdout.splitlines()[0].endswith("compare [OPTIONS] SOURCES...")
    assert run("diff", "--help").stdout.splitlines()[0].endswith("diff [OPTIONS] OLD.json NEW.json")


@pytest.mark.parametrize("group", [[], ["eval"], ["eval", "recordings"], ["cache"]])
def test_no_command_is_told_in_half_a_sentence(group: list[str]) -> None:
    """The list of commands has each in one line that is whole on 80 columns."""
    shown = run(*group, "--help").stdout.partition("Commands:")[2].partition("\n\n")[0]
    assert len(shown.splitlines()) > 2
    assert "..." not in shown
    assert all(re.search(r"[.?]$", line) for line in shown.splitlines()[1:])


def test_compare_and_extract_take_the_same_options() -> None:
    """Every option of extract is one of compare, with the same words of help."""
    shown = [run(command, "--help").stdout.partition("Examples:")[0] for command in ("compare", "extract")]
    compare, extract = (set(re.split(r"\n(?=  -)", text.partition("Options:")[2])) for text in shown)
    assert len(extract) > 15
    assert extract <= compare


def test_examples_use_existing_flags() -> None:
    """Every flag in the examples of --help exists."""
    for command in ("compare", "extract", "report", "verify", "diff", "triage"):
        text = run(command, "--help").stdout
        options, _, examples = text.partition("Examples:")
        assert examples
        for flag in re.findall(r"(?<=\s)--[a-z-]+", examples):
            known = options if command != "triage" else options + run("compare", "--help").stdout
            assert flag in known, (command, flag)
