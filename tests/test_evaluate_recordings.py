from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from recorded_cases import Desk
from scripted import Reply, endpoint, fail, ok
from scripted_reader import read, stage_of

from llmtool import errors, prompts
from llmtool.cli.eval_options import EvalEngine, RecordedEngine
from llmtool.errors import InputError, UsageError
from llmtool.evaluate import harness
from llmtool.evaluate.baseline import load_baseline
from llmtool.evaluate.recordings import settings as recorded
from llmtool.evaluate.recordings.answers import PARTS, load

KEY = "Zx81quiteprivate0123456789"


pytestmark = pytest.mark.usefixtures("bare_machine", "no_waiting")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def replayed(desk: Desk, *arguments: str) -> Any:
    return desk.eval("run", "--replay", "--no-details", "-q", *arguments)


def edit_prompt(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """As if somebody had changed the words of one prompt."""
    real = prompts.load(name)
    edited = prompts.Prompt(real.name, real.version, real.system + " Be brief.", real.user)
    loads = lambda asked: edited if asked == name else prompts.load(asked)  # noqa: E731
    for module in ("extract", "align", "compare", "second_reading"):
        monkeypatch.setattr(f"llmtool.engines.llm.{module}.load", loads)
    monkeypatch.setattr("llmtool.engines.one_chat.load", loads)


def test_the_command_line_names_the_engines_of_the_harness() -> None:
    """The command line offers exactly what can be measured and recorded."""
    assert list(EvalEngine) == list(harness.EvalEngine)
    assert list(RecordedEngine) == list(recorded.RecordedEngine)


def test_what_was_recorded_is_replayed_without_a_call(desk: Desk) -> None:
    """Record, then replay: the same result, with no endpoint, for both engines."""
    made = desk.record()
    assert made.exit_code == errors.OK, made.output
    # Per case: a call per document, one to align, one to compare, one second reading; and one for one-chat.
    assert desk.calls == 2 * (2 + 1 + 1 + 1) + 2
    result = replayed(desk, "--json")
    assert result.exit_code == errors.OK, result.output
    runs = json.loads(result.stdout)["runs"]
    assert set(runs) == {"offline", "llm", "one_chat"}
    for engine in ("llm", "one_chat"):
        for case in runs[engine]["cases"]:
            assert {outcome["outcome"] for outcome in case["gold"]} == {"found"}, (engine, case["case"])
            assert [relation["outcome"] for relation in case["relations"]] == ["found"]
            assert case["usage"]["calls"] == 0
            assert case["usage"]["prompt_tokens"] == 100 * case["usage"]["cached_calls"]


def test_a_replay_in_ci_needs_no_key_and_loads_no_client(desk: Desk, tmp_path: Path) -> None:
    """In CI replay is the default, and neither openai, instructor nor diskcache is imported."""
    assert desk.record().exit_code == errors.OK
    script = (
        "import sys\nfrom llmtool.cli import app\n"
        "try:\n    app(sys.argv[1:])\n"
        "except SystemExit as end:\n"
        "    print(sorted({'openai', 'instructor', 'diskcache', 'tenacity'} & set(sys.modules)), end.code)\n"
    )
    files = ["--cases", desk.cases, "--recordings", desk.recordings, "--baseline", desk.baseline]
    files += ["--floors", desk.floors]
    command = [sys.executable, "-c", script, "eval", "run", "--no-details", "-q", *map(str, files)]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")}
    environ |= {"CI": "true", "HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
    assert done.stdout.splitlines()[-1] == "[] 0", done.stdout + done.stderr
    assert "engine llm scripted" in done.stdout


def test_scripted_answers_are_named_and_count_for_nothing(desk: Desk) -> None:
    """Scripted answers are printed as such and left out of every quality figure."""
    desk.record()
    result = replayed(desk)
    assert "bridge (scripted)" in result.stdout
    runs = json.loads(replayed(desk, "--json").stdout)["runs"]
    assert runs["llm"]["figures"] == {}
    assert runs["offline"]["figures"]["positions.f1"]["n"] > 0
    assert "scripted, in no figure: bridge (llm)" in desk.eval("recordings", "verify").stderr


def test_replay_does_not_depend_on_where_it_was_recorded(desk: Desk) -> None:
    """The address of the endpoint is not part of what a recording is found by."""
    desk.record()
    settings = recorded.load_settings(desk.recordings)
    assert {each.endpoint for each in settings.values()} == {"127.0.0.1"}
    moved = {name: each.model_copy(update={"endpoint": "elsewhere.example"}) for name, each in settings.items()}
    recorded.save_settings(desk.recordings, moved)
    assert replayed(desk).exit_code == errors.OK
    assert "endpoint" not in PARTS


def test_an_edited_prompt_misses_everywhere_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every miss is told at once, with case, prompt, nearest recording, what changed, and the command; exit 3."""
    desk.record()
    edit_prompt(monkeypatch, "extract")
    result = replayed(desk)
    assert result.exit_code == errors.INPUT
    lines = [line for line in result.stdout.splitlines() if line.startswith("  recording: ")]
    assert len(lines) == 4  # both documents of both cases
    for line, file in zip(lines, ("north", "south", "east", "west"), strict=True):
        assert f"no recording of extract/v1 for sources/{file}.txt" in line
        assert f"nearest is extract/v1 for sources/{file}.txt, changed: system" in line
    assert "llmtool eval record --only-missing --case bridge --case quay" in result.stderr
    assert desk.eval("recordings", "verify").exit_code == errors.INPUT


def test_a_later_stage_misses_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What depends on a missed answer is not reported as a miss of its own."""
    desk.record()
    edit_prompt(monkeypatch, "align")
    result = replayed(desk, "--engine", "llm")
    missed = [line for line in result.stdout.splitlines() if line.startswith("  recording: ")]
    assert len(missed) == 2
    assert all("align/v1" in line and "changed: system" in line for line in missed)


def test_only_what_is_missing_is_recorded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """--only-missing asks for nothing that is there, and asks again what a prompt has changed."""
    desk.record()
    again = desk.record("--only-missing")
    assert (again.exit_code, desk.calls) == (errors.OK, 0)
    edit_prompt(monkeypatch, "second_reading")
    assert "2 misses" in desk.eval("plan").stdout.splitlines()[-1]
    desk.record("--only-missing")
    assert [stage_of(body) for body in desk.bodies] == ["second_reading", "second_reading"]
    assert "12 hits, 0 misses" in desk.eval("plan").stdout
    desk.record()
    assert desk.calls == 12


def test_unused_recordings_are_an_error_and_prunable(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nothing asks for fails verify and the gate, is named, and prune removes exactly that."""
    desk.record()
    before = {case: desk.path(case).read_bytes() for case in ("bridge", "quay")}
    with monkeypatch.context() as patched:
        edit_prompt(patched, "one_chat")
        desk.record("--only-missing")
    result = desk.eval("recordings", "verify")
    assert result.exit_code == errors.FINDINGS
    assert result.stderr.count("unused: ") == 2
    assert "one_chat/v1 for all sources" in result.stderr
    gate = replayed(desk)
    assert gate.exit_code == errors.FINDINGS
    assert "unused recording: recordings bridge: one_chat/v1" in gate.stdout
    assert desk.eval("bless", "-y").exit_code == errors.FINDINGS
    assert "2 recordings removed" in desk.eval("recordings", "prune").stdout
    assert {case: desk.path(case).read_bytes() for case in before} == before
    assert desk.eval("recordings", "verify").exit_code == errors.OK
    assert replayed(desk).exit_code == errors.OK


def test_recordings_of_no_case_are_unused(desk: Desk) -> None:
    """A file whose case is gone is unused as a whole."""
    desk.record()
    desk.path("bridge").rename(desk.path("gone"))
    entries = len(load(desk.path("gone")))
    assert desk.eval("recordings", "verify").stderr.count("unused: gone: ") == entries
    assert f"{entries} recordings removed" in desk.eval("recordings", "prune").stdout
    assert not desk.path("gone").exists()
    assert desk.eval("recordings", "verify").exit_code == errors.INPUT


def test_a_trial_is_never_served_by_another(desk: Desk) -> None:
    """Each trial has answers of its own, and a replay of more trials than recorded finds only its own."""
    desk.record("--engine", "llm", cases=("quay",))
    one = desk.calls
    settings = recorded.load_settings(desk.recordings)
    recorded.save_settings(
        desk.recordings, {name: each.model_copy(update={"trials": 2}) for name, each in settings.items()}
    )
    result = replayed(desk, "--engine", "llm")
    assert result.exit_code == errors.INPUT
    assert "changed: trial (stored '0', asked '1')" in result.stdout
    desk.record("--engine", "llm", "--only-missing", cases=("quay",))
    assert desk.calls == one
    assert len(load(desk.path("quay"))) == 2 * one
    runs = json.loads(replayed(desk, "--engine", "llm", "--json").stdout)["runs"]
    assert [case["trial"] for case in runs["llm"]["cases"]] == [0, 1]


def test_entries_are_whole_sorted_and_hold_no_request(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry has the full answer, usage, finish reason and served model; no text of a request, header or key."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    desk.record()
    text = desk.path("bridge").read_text(encoding="utf-8")
    entries = [json.loads(line) for line in text.splitlines()]
    assert [entry["key"] for entry in entries] == sorted(entry["key"] for entry in entries)
    for entry in entries:
        assert set(entry) == {"key", "prompt", "subject", "request", "components", "origin", "answer", "error"}
        assert set(entry["answer"]) == {"text", "prompt_tokens", "completion_tokens", "finish_reason", "served_model"}
        assert entry["origin"] == "scripted"
        assert set(PARTS) <= set(entry["components"])
    everything = text + (desk.recordings / "settings.toml").read_text(encoding="utf-8")
    for secret in (KEY, "authorization", "You read one source", "End of source", "127.0.0.1:"):
        assert secret.casefold() not in everything.casefold()
    again = desk.path("bridge").read_bytes()
    desk.record()
    assert desk.path("bridge").read_bytes() == again


def test_a_cut_answer_is_replayed_as_cut(desk: Desk) -> None:
    """An answer of no use is recorded with what it cost, and fails in a replay as it failed live."""

    def script(body: dict[str, Any]) -> Reply:
        return ok("{", finish_reason="length") if stage_of(body) == "one_chat" else read(body)

    made = desk.record("--engine", "one_chat", script=script, cases=("quay",))
    assert made.exit_code == errors.OK, made.output
    (entry,) = load(desk.path("quay")).values()
    assert entry.answer is None
    assert entry.error is not None
    assert (entry.error.kind, entry.tokens) == ("cut", (100, 20))
    (case,) = json.loads(replayed(desk, "--engine", "one_chat", "--json").stdout)["runs"]["one_chat"]["cases"]
    assert case["failures"][0]["error"].startswith("the answer was cut")
    assert {outcome["outcome"] for outcome in case["gold"]} == {"error"}


def test_a_call_that_failed_is_no_recording(desk: Desk) -> None:
    """A broken endpoint leaves nothing behind: exit 4, what worked is kept, and the next run asks for the rest."""

    def script(body: dict[str, Any]) -> Reply:
        return fail(500) if "South" in body["messages"][1]["content"] else read(body)

    broken = desk.record("--engine", "llm", script=script, cases=("bridge",))
    assert broken.exit_code == errors.ENGINE
    assert "failed: bridge: extract/v1 for sources/south.txt" in broken.stderr
    assert all(entry.error is None for entry in load(desk.path("bridge")).values())
    assert desk.record("--engine", "llm", "--only-missing", cases=("bridge",)).exit_code == errors.OK
    assert "extract" in [stage_of(body) for body in desk.bodies]
    assert replayed(desk, "--engine", "llm", "--case", "bridge").exit_code == errors.OK


def test_what_was_never_recorded_is_named(desk: Desk) -> None:
    """Asking for a case by name that has no recordings is a miss, with the command that records it."""
    result = replayed(desk, "--engine", "llm", "--case", "quay")
    assert result.exit_code == errors.INPUT
    assert "llmtool eval record --case quay --engine llm" in result.stdout
    assert desk.eval("plan").exit_code == errors.USAGE


@pytest.mark.parametrize("damage", ["{}", "no json", '{"key": "0"}'])
def test_a_damaged_line_is_named(desk: Desk, damage: str) -> None:
    """A line that is no recording is an error that names file, line and fix."""
    desk.record(cases=("quay",))
    path = desk.path("quay")
    path.write_text(damage + "\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match=r"quay.jsonl:1: not a recording; remove the line"):
        load(path)


def test_a_changed_answer_is_not_a_recording(desk: Desk) -> None:
    """A key that is not that of its parts is refused: nobody can give an answer to another question by hand."""
    desk.record(cases=("quay",))
    path = desk.path("quay")
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    entry = json.loads(first)
    entry["components"]["trial"] = "0" * 64
    path.write_text(json.dumps(entry) + "\n" + rest, encoding="utf-8")
    with pytest.raises(InputError, match="not a recording"):
        load(path)


def test_settings_that_are_damaged_are_named(desk: Desk) -> None:
    """Settings that can't be read are one line with the file's name."""
    desk.record(cases=("quay",))
    (desk.recordings / "settings.toml").write_text("[quay.llm]\nmodel = 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"settings.toml: not settings"):
        recorded.load_settings(desk.recordings)


def test_settings_survive_writing_and_reading(desk: Desk) -> None:
    """Settings are the same after a round trip, and a replay uses them whatever the environment says."""
    desk.record("--max-output-tokens", "900", "--chunk-chars", "500", cases=("quay",))
    settings = recorded.load_settings(desk.recordings)
    recorded.save_settings(desk.recordings, settings)
    assert recorded.load_settings(desk.recordings) == settings
    (values,) = {each.max_output_tokens for each in settings.values()}
    assert values == 900
    assert {each.for_replay(1).trial for each in settings.values()} == {1}
    os.environ["LLMTOOL_MAX_OUTPUT_TOKENS"] = "5"
    try:
        assert replayed(desk).exit_code == errors.OK
    finally:
        del os.environ["LLMTOOL_MAX_OUTPUT_TOKENS"]


def test_bless_writes_the_same_bytes(desk: Desk) -> None:
    """A baseline is byte-stable: blessing the same runs changes nothing."""
    desk.record()
    assert desk.eval("bless", "-q").exit_code == errors.OK
    first = desk.baseline.read_bytes()
    again = desk.eval("bless", "-q")
    assert "unchanged" in again.stderr
    assert desk.baseline.read_bytes() == first
    assert set(load_baseline(desk.baseline)) == {"offline", "llm", "one_chat"}


def test_a_live_run_is_asked_for(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only --live, or an address outside CI, makes calls; its answers are cached, and one-chat stands beside llm."""
    monkeypatch.delenv("CI", raising=False)
    assert desk.record().exit_code == errors.OK
    engines = ["--engine", "llm", "--engine", "one_chat", "--no-details", "-q"]
    with endpoint(read) as server:
        address = ["--base-url", server.url, "--model", "scripted", "--cache-dir", str(tmp_path / "cache")]
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert desk.eval("run", *engines).exit_code == errors.OK
        assert server.calls == 0
        monkeypatch.setenv("CI", "true")
        assert desk.eval("run", *engines, *address).exit_code == errors.OK
        assert server.calls == 0
        live = desk.eval("run", "--live", *engines, *address)
        assert live.exit_code == errors.OK, live.output
        assert server.calls == 12
        assert desk.eval("run", "--live", *engines, *address).exit_code == errors.OK
        assert server.calls == 12
    assert "one-chat (first) and llm (second) on the same model:" in live.stdout
    assert "underpowered" in live.stdout
    assert "no baseline to compare with" in live.stdout


def test_a_live_run_that_fails_is_the_model_side(desk: Desk, tmp_path: Path) -> None:
    """Calls that fail in a live run exit 4, whatever the rest found."""
    with endpoint(lambda _body: fail(500)) as server:
        address = ["--base-url", server.url, "--cache-dir", str(tmp_path / "cache")]
        result = desk.eval("run", "--live", "--engine", "llm", "--no-details", "-q", *address)
    assert result.exit_code == errors.ENGINE
    assert "error: llm bridge: extract, sources/north.txt" in result.stdout
