from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import sqlite3
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from llmtool.cache import AnswerCache
from llmtool.client import Answer, Request
from llmtool.config import CachePolicy, Mode
from llmtool.errors import CacheMissError, CallError, CutError, InputError, UsageError


class Note(BaseModel):
    text: str


REQUEST = Request(
    prompt="extract/v1",
    subject="The pier",
    endpoint="example.org",
    model="m",
    system="rules",
    user="document",
    schema="{}",
    temperature=0.0,
    max_tokens=100,
    trial=0,
    mode=Mode.JSON_SCHEMA,
)
OTHERS = {
    "endpoint": "example.net",
    "model": "n",
    "system": "other rules",
    "user": "other document",
    "schema": '{"a":1}',
    "temperature": 0.5,
    "max_tokens": 101,
    "trial": 1,
    "mode": Mode.TOOLS,
}


def answer(text: str = "hello — “x”") -> Answer:
    return Answer(json.dumps({"text": text}, ensure_ascii=False), 10, 5, "stop", "served")


class Model:
    """Counts how often it is asked."""

    def __init__(self, result: Answer | Exception | None = None) -> None:
        self.result = result or answer()
        self.asked = 0

    def __call__(self, _request: Request, _model: type[BaseModel]) -> Answer:
        """Answer, or fail."""
        self.asked += 1
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


def test_hit_and_miss_give_the_same(tmp_path: Path) -> None:
    """The second run gets the same answer, usage included, without a call, also in a new process."""
    model = Model()
    first = AnswerCache(tmp_path).ask(REQUEST, Note, model)
    second = AnswerCache(tmp_path).ask(REQUEST, Note, model)
    assert first.answer == second.answer == answer()
    assert (first.cached, second.cached, model.asked) == (False, True, 1)


@pytest.mark.parametrize("part", list(OTHERS))
def test_every_part_that_decides_the_answer_is_in_the_key(tmp_path: Path, part: str) -> None:
    """A request that differs in one part is another request."""
    model = Model()
    cache = AnswerCache(tmp_path)
    cache.ask(REQUEST, Note, model)
    cache.ask(replace(REQUEST, **{part: OTHERS[part]}), Note, model)
    assert model.asked == 2


def test_names_for_people_are_not_in_the_key(tmp_path: Path) -> None:
    """The title of a document can change without a new call."""
    model = Model()
    cache = AnswerCache(tmp_path)
    cache.ask(REQUEST, Note, model)
    cache.ask(replace(REQUEST, prompt="extract/v9", subject="else"), Note, model)
    assert model.asked == 1


def test_policies(tmp_path: Path) -> None:
    """Policy use reads and writes, refresh only writes, off does neither."""
    AnswerCache(tmp_path, CachePolicy.OFF).ask(REQUEST, Note, Model())
    assert not list(tmp_path.iterdir())
    AnswerCache(tmp_path).ask(REQUEST, Note, Model(answer("old")))
    AnswerCache(tmp_path, CachePolicy.REFRESH).ask(REQUEST, Note, Model(answer("new")))
    assert AnswerCache(tmp_path).ask(REQUEST, Note, Model()).answer == answer("new")
    never = Model(AssertionError("asked"))
    assert AnswerCache(tmp_path, CachePolicy.REPLAY).ask(REQUEST, Note, never).answer == answer("new")


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("model", r"differs in: model \(stored 'm', asked 'n'\); run once without --replay"),
        ("user", r"differs in: user;"),
        ("temperature", r"sampling \(stored 'temperature 0.0, at most 100 tokens'"),
    ],
)
def test_replay_miss_names_prompt_and_change(tmp_path: Path, part: str, words: str) -> None:
    """A miss names the prompt, what it was about, and what changed against the nearest stored request."""
    AnswerCache(tmp_path).ask(REQUEST, Note, Model())
    AnswerCache(tmp_path).ask(replace(REQUEST, prompt="align/v1", system="z", user="z", model="z"), Note, Model())
    with pytest.raises(CacheMissError, match="extract/v1 for 'The pier'.*" + words) as caught:
        AnswerCache(tmp_path, CachePolicy.REPLAY).ask(replace(REQUEST, **{part: OTHERS[part]}), Note, Model())
    assert "\n" not in str(caught.value)


def test_replay_of_nothing(tmp_path: Path) -> None:
    """An empty cache is called that."""
    with pytest.raises(CacheMissError, match="the cache is empty"):
        AnswerCache(tmp_path, CachePolicy.REPLAY).ask(REQUEST, Note, Model())


@pytest.mark.parametrize("error", [CallError("refused"), CutError("cut")])
def test_failures_are_not_stored(tmp_path: Path, error: Exception) -> None:
    """After a refusal or a cut answer the next run asks again."""
    cache = AnswerCache(tmp_path)
    with pytest.raises(type(error)):
        cache.ask(REQUEST, Note, Model(error))
    assert cache.info().entries == 0
    assert not cache.ask(REQUEST, Note, Model()).cached


def test_answer_that_no_longer_fits_is_asked_again(tmp_path: Path) -> None:
    """A stored answer is validated on every read."""

    class Longer(BaseModel):
        text: str
        more: str

    AnswerCache(tmp_path).ask(REQUEST, Note, Model())
    model = Model(Answer('{"text": "a", "more": "b"}', 1, 1, "stop", "served"))
    assert not AnswerCache(tmp_path).ask(REQUEST, Longer, model).cached


def test_identical_requests_in_flight_become_one(tmp_path: Path) -> None:
    """Sixteen threads with one question make one call, whatever the policy."""
    for policy in (CachePolicy.USE, CachePolicy.OFF):
        begun, go = threading.Barrier(16), threading.Event()
        model = Model()

        def slow(
            request: Request, response_model: type[BaseModel], model: Model = model, go: threading.Event = go
        ) -> Answer:
            go.wait(5)
            return model(request, response_model)

        cache = AnswerCache(tmp_path / policy, policy)
        results = []

        def ask(cache: AnswerCache = cache, results: list = results, begun: threading.Barrier = begun) -> None:
            begun.wait(5)
            results.append(cache.ask(REQUEST, Note, slow))

        threads = [threading.Thread(target=ask) for _ in range(16)]
        for thread in threads:
            thread.start()
        threading.Timer(0.2, go.set).start()
        for thread in threads:
            thread.join(10)
        assert model.asked == 1
        assert {result.answer for result in results} == {answer()}
        assert sorted(result.cached for result in results) == [False] + [True] * 15


def _fill(folder: Path, worker: int) -> None:
    cache = AnswerCache(folder)
    for number in range(20):
        shared = replace(REQUEST, user=f"shared {number}")
        cache.ask(shared, Note, Model(answer(f"shared {number}")))
        own = replace(REQUEST, user=f"{worker}-{number}")
        cache.ask(own, Note, Model(answer(f"{worker}-{number}")))


def test_eight_processes_lose_nothing(tmp_path: Path) -> None:
    """Eight processes that write into one new folder at once keep every answer."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_fill, args=(tmp_path, worker)) for worker in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * 8
    assert AnswerCache(tmp_path).info().entries == 8 * 20 + 20
    replay = AnswerCache(tmp_path, CachePolicy.REPLAY)
    for worker in range(8):
        for number in range(20):
            own = replace(REQUEST, user=f"{worker}-{number}")
            assert replay.ask(own, Note, Model()).answer == answer(f"{worker}-{number}")


def test_export_and_import_keep_the_bytes(tmp_path: Path) -> None:
    """An export is sorted JSON lines: the same answers give the same bytes, in any order and in another cache."""
    first, second = AnswerCache(tmp_path / "a"), AnswerCache(tmp_path / "b")
    requests = [replace(REQUEST, user=str(number)) for number in range(10)]
    for request in requests:
        first.ask(request, Note, Model(answer(request.user)))
    for request in reversed(requests[:5]):
        second.ask(request, Note, Model(answer(request.user)))
    assert first.export(tmp_path / "a.jsonl") == 10
    assert second.import_(tmp_path / "a.jsonl") == (5, 10)
    assert second.import_(tmp_path / "a.jsonl") == (0, 10)
    second.export(tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    keys = [json.loads(line)["key"] for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert keys == sorted(keys)
    assert AnswerCache(tmp_path / "b", CachePolicy.REPLAY).ask(requests[9], Note, Model()).cached


@settings(deadline=None, max_examples=40)
@given(text=st.text())
def test_any_answer_survives_an_export(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever an answer says, line separators included, comes back from an export as it was."""
    folder = tmp_path_factory.mktemp("cache")
    stored = Answer(json.dumps({"text": text}, ensure_ascii=False), 1, 1, "stop", "served")
    cache = AnswerCache(folder / "a")
    cache.ask(REQUEST, Note, Model(stored))
    cache.export(folder / "export")
    other = AnswerCache(folder / "b", CachePolicy.REPLAY)
    other.import_(folder / "export")
    assert other.ask(REQUEST, Note, Model()).answer == stored


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", "{}", '{"prompt": 1, "components": {}, "answer": {}, "request": {}}']
)
def test_import_refuses_what_is_no_answer(tmp_path: Path, line: str) -> None:
    """A line that is not an answer is named with its number, and nothing is added."""
    cache = AnswerCache(tmp_path / "a")
    cache.ask(REQUEST, Note, Model())
    cache.export(tmp_path / "export")
    with (tmp_path / "export").open("a") as file:
        file.write(line + "\n")
    other = AnswerCache(tmp_path / "b")
    with pytest.raises(InputError, match="export:2: not a stored answer"):
        other.import_(tmp_path / "export")
    assert other.info().entries == 0
    with pytest.raises(InputError, match=r"missing: can't be read \(No such file or directory\)"):
        other.import_(tmp_path / "missing")


def test_info_and_clear(tmp_path: Path) -> None:
    """The cache tells what it holds, and can be emptied and used again."""
    cache = AnswerCache(tmp_path)
    assert (cache.info().entries, cache.clear()) == (0, 0)
    cache.ask(REQUEST, Note, Model())
    cache.ask(replace(REQUEST, prompt="align/v1", user="x"), Note, Model())
    info = cache.info()
    assert (info.entries, dict(info.prompts)) == (2, {"align/v1": 1, "extract/v1": 1})
    assert info.bytes > 0
    assert cache.clear() == 2
    assert not cache.ask(REQUEST, Note, Model()).cached


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_folder_is_private(tmp_path: Path) -> None:
    """Only the user can read or write the folder, also where it stood open before."""
    (tmp_path / "answers").mkdir(mode=0o755)
    cache = AnswerCache(tmp_path)
    cache.ask(REQUEST, Note, Model())
    assert stat.S_IMODE(cache.info().folder.stat().st_mode) == 0o700


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, (os.environ["LLMTOOL_TEST_EVIL"],))


def _tamper(folder: Path, **columns: object) -> None:
    database = sqlite3.connect(folder / "answers" / "cache.db")
    for name, value in columns.items():
        database.execute(f"UPDATE Cache SET {name} = ?", (value,))  # noqa: S608 - a test's own column names
    database.commit()
    database.close()


def test_pickles_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pickle that someone put into the folder is not run, as a value or as a key."""
    mark = tmp_path / "mark"
    monkeypatch.setenv("LLMTOOL_TEST_EVIL", str(mark))
    evil = pickle.dumps(Evil())
    for columns in ({"mode": 4, "value": evil}, {"raw": 0, "key": evil}):
        folder = tmp_path / str(len(columns["value" if "value" in columns else "key"])) / next(iter(columns))
        AnswerCache(folder).ask(REQUEST, Note, Model())
        _tamper(folder, **columns)
        with pytest.raises(UsageError, match="not text"):
            AnswerCache(folder).info()
        assert not mark.exists()


def test_files_are_refused(tmp_path: Path) -> None:
    """An entry that names a file outside the folder is neither read nor removed."""
    secret = tmp_path / "secret.txt"
    secret.write_text("keep me")
    AnswerCache(tmp_path).ask(REQUEST, Note, Model())
    _tamper(tmp_path, mode=3, filename="../secret.txt", value=None)
    with pytest.raises(UsageError, match="not text"):
        AnswerCache(tmp_path).ask(REQUEST, Note, Model())
    AnswerCache(tmp_path).clear()
    assert secret.read_text() == "keep me"


@pytest.mark.parametrize(
    "damage", [b"not a database at all, but long enough to be read as one" * 50, b"SQLite format 3\0" * 99]
)
def test_damaged_folder_is_one_clear_line(tmp_path: Path, damage: bytes) -> None:
    """A damaged cache names itself and the ways out, and clear mends it."""
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "cache.db").write_bytes(damage)
    with pytest.raises(UsageError, match=r"cache is not usable.*llmtool cache clear.*--no-cache") as caught:
        AnswerCache(tmp_path).ask(REQUEST, Note, Model())
    assert "\n" not in str(caught.value)
    cache = AnswerCache(tmp_path)
    cache.clear()
    assert cache.ask(REQUEST, Note, Model()).answer == answer()


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    """A file in the place of the folder is one clear line."""
    (tmp_path / "cache").write_text("")
    with pytest.raises(UsageError, match="cache is not usable"):
        AnswerCache(tmp_path / "cache").ask(REQUEST, Note, Model())


def test_entry_that_is_no_json_is_asked_again(tmp_path: Path) -> None:
    """A single damaged entry costs one call, not the run."""
    AnswerCache(tmp_path).ask(REQUEST, Note, Model())
    _tamper(tmp_path, value="{broken")
    assert not AnswerCache(tmp_path).ask(REQUEST, Note, Model()).cached
