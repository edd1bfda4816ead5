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


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "LLMTOOL_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LLMTOOL_CACHE_DIR", str(tmp_path / "cache"))


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
    assert "one document: there is nothing to compare it with" in result.stderr
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
