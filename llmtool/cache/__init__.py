"""Finished answers, kept by the exact request that made them. It lies above the client, at our own boundary, so that a
run whose answers are all here loads neither openai nor instructor.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from llmtool.cache.entries import COMPONENTS, differences, entry_of, key_of, nearest, parsed, readable
from llmtool.cache.store import TextStore
from llmtool.client import Answer, Request
from llmtool.config import CachePolicy
from llmtool.errors import CacheMissError, InputError

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["AnswerCache", "Answers", "CacheInfo", "Given"]


@dataclass(frozen=True)
class Given:
    """An answer, and whether it came without a call."""

    answer: Answer
    cached: bool


class Answers(Protocol):
    """Where answers come from: stored, or from ``complete``."""

    def ask(
        self,
        request: Request,
        response_model: type[BaseModel],
        complete: Callable[[Request, type[BaseModel]], Answer],
    ) -> Given:
        """The stored answer, or the one that ``complete`` gives."""
        ...

    def holds(self, request: Request) -> bool:
        """Whether the answer is stored and would be used."""
        ...


@dataclass(frozen=True)
class CacheInfo:
    """What is stored: the folder, the number of answers, bytes on disk, answers by prompt."""

    folder: Path
    entries: int
    bytes: int
    prompts: Mapping[str, int]


class AnswerCache:
    """Answers by request. Safe to share between threads; several processes may use one folder.

    Only validated answers are stored, and each is stored before it is used. There is no expiry. Texts of requests are
    not stored, only their hashes; API keys never come near.
    """

    def __init__(self, folder: Path, policy: CachePolicy = CachePolicy.USE) -> None:
        self._store = TextStore(folder)
        self._policy = policy
        self._lock = threading.Lock()
        self._in_flight: dict[str, Future[Answer]] = {}

    def ask(
        self,
        request: Request,
        response_model: type[BaseModel],
        complete: Callable[[Request, type[BaseModel]], Answer],
    ) -> Given:
        """The stored answer, or the one that ``complete`` gives, stored. Identical requests in flight become one.

        Raises:
            CacheMissError: the policy is ``replay`` and the answer is not here.
            UsageError: the folder can't be used.
            EngineError: from ``complete``; nothing is stored then.

        """
        key = key_of(request.components())
        with self._lock:
            under_way = self._in_flight.get(key)
            if under_way is None:
                mine: Future[Answer] = Future()
                self._in_flight[key] = mine
        if under_way is not None:
            return Given(under_way.result(), cached=True)
        try:
            given = self._given(key, request, response_model, complete)
            mine.set_result(given.answer)
        except BaseException as error:
            mine.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._in_flight[key]
        return given

    def holds(self, request: Request) -> bool:
        """Whether the answer is here and would be used."""
        if self._policy in {CachePolicy.OFF, CachePolicy.REFRESH}:
            return False
        return self._store.get(key_of(request.components())) is not None

    def _given(
        self,
        key: str,
        request: Request,
        response_model: type[BaseModel],
        complete: Callable[[Request, type[BaseModel]], Answer],
    ) -> Given:
        if self._policy in {CachePolicy.USE, CachePolicy.REPLAY}:
            stored = self._store.get(key)
            answer = readable(stored, response_model) if stored is not None else None
            if answer is not None:
                return Given(answer, cached=True)
            if self._policy is CachePolicy.REPLAY:
                raise CacheMissError(self._miss(request))
        answer = complete(request, response_model)
        if self._policy is not CachePolicy.OFF:
            self._store.put(key, entry_of(request.prompt, request.readable(), request.components(), answer))
        return Given(answer, cached=False)

    def _miss(self, request: Request) -> str:
        """Names the prompt, and what differs from the stored request that is most alike."""
        start = f"--replay: no stored answer to prompt {request.prompt} for {request.subject!r}; "
        end = "run once without --replay to store it"
        entry = nearest(request, filter(None, map(parsed, self._store.texts())))
        if entry is None:
            return f"{start}the cache is empty; {end}"
        changed = ", ".join(differences(request, entry))
        return f"{start}the nearest stored request ({entry['prompt']}) differs in: {changed}; {end}"

    def info(self) -> CacheInfo:
        """What is stored."""
        prompts: dict[str, int] = {}
        for text in self._store.texts():
            entry = parsed(text)
            name = entry["prompt"] if entry else "unreadable"
            prompts[name] = prompts.get(name, 0) + 1
        return CacheInfo(self._store.folder, sum(prompts.values()), self._store.size(), dict(sorted(prompts.items())))

    def clear(self) -> int:
        """Remove all answers; how many there were. A folder that can't be read is removed as a whole."""
        return self._store.clear()

    def export(self, path: Path) -> int:
        """Write all answers as JSON lines, sorted by key: the same answers give the same bytes. How many were written.

        Raises:
            InputError: the file can't be written.

        """
        lines = [text + "\n" for text in self._store.texts() if parsed(text)]
        part = path.with_name(path.name + ".part")
        try:
            part.write_text("".join(lines), encoding="utf-8", newline="\n")
            part.replace(path)
        except OSError as error:
            raise InputError(f"{path}: can't be written ({error.strerror}); check the path") from error
        return len(lines)

    def import_(self, path: Path) -> tuple[int, int]:
        """Add the answers of an export; what is stored already is kept. How many were new, and how many were read.

        Raises:
            InputError: the file can't be read, or a line is not an answer; nothing is added then.

        """
        try:
            lines = path.read_text(encoding="utf-8").split("\n")  # splitlines would split inside answers
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise InputError(f"{path}: can't be read ({why}); give a file of: llmtool cache export") from error
        entries = list(_imported(path, lines))
        return sum(self._store.add(key, text) for key, text in entries), len(entries)


def _imported(path: Path, lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            answer = Answer(**entry["answer"])
            json.loads(answer.text)
            components = {name: str(entry["components"][name]) for name in COMPONENTS}
            text = entry_of(
                str(entry["prompt"]), {str(k): str(v) for k, v in entry["request"].items()}, components, answer
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}:{number}: not a stored answer; give a file of: llmtool cache export") from error
        yield key_of(components), text
