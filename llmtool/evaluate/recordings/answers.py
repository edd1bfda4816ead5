"""Recordings: a case's answers as committed, sorted JSON lines, ``evals/recordings/<case>.jsonl``.

An entry is found by the hashes of the parts of the exact request. The endpoint is not among them, since a replay has
none; trial and mode are. What a model answered in vain (refused, cut, off-schema) is an entry too, so that a replay
fails where the recorded run failed. Texts of requests, headers and keys are never written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import ValidationError, model_validator

from llmtool.cache import Given
from llmtool.cache.entries import COMPONENTS, compact, differences, key_of, nearest
from llmtool.client import Answer, Request, estimate_tokens
from llmtool.errors import AnswerError, CacheMissError, CallError, CutError, EngineError, InputError
from llmtool.schema import Record

if TYPE_CHECKING:
    from pydantic import BaseModel

PARTS = tuple(name for name in COMPONENTS if name != "endpoint")
"""What tells one request from another; not the endpoint, so that a replay is the same everywhere."""
SCRIPTED = "scripted"
"""A model of this name is none: its answers come from a test."""

Complete = Callable[[Request, type["BaseModel"]], Answer]


class Taking(StrEnum):
    """Where answers come from: only from the file, from the endpoint where the file has none, or all anew."""

    REPLAY = "replay"
    MISSING = "missing"
    ALL = "all"


class Response(Record):
    """A validated answer as JSON text. Tokens include a re-ask."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    finish_reason: str
    served_model: str


class Refused(Record):
    """An answer that was of no use: cut at the token limit, or refused, or not in the form that was asked for."""

    kind: Literal["cut", "unusable"]
    message: str
    prompt_tokens: int
    completion_tokens: int


class Recording(Record):
    """One line of a file of recordings. ``prompt`` and ``subject`` only name the request for people."""

    key: str
    prompt: str
    subject: str
    request: dict[str, str]
    components: dict[str, str]
    origin: Literal["recorded", "scripted"]
    answer: Response | None
    error: Refused | None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(PARTS) - set(self.components) or self.key != key_of(self.components, PARTS):
            raise ValueError("the key is not that of the request")
        if (self.answer is None) == (self.error is None):
            raise ValueError("either an answer or an error")
        return self

    @property
    def tokens(self) -> tuple[int, int]:
        """Prompt and completion tokens."""
        paid = self.answer or self.error
        return (paid.prompt_tokens, paid.completion_tokens) if paid else (0, 0)

    def line(self) -> str:
        """The entry as it stands in a file."""
        return compact(self.model_dump(mode="json"))


@dataclass(frozen=True)
class Miss:
    """A request that no recording answers. ``changed`` names the parts that differ from the ``nearest`` one."""

    case: str
    prompt: str
    subject: str
    nearest: str | None
    changed: tuple[str, ...]
    prompt_tokens: int

    def __str__(self) -> str:
        told = f"{self.case}: no recording of {self.prompt} for {self.subject}"
        if self.nearest is None:
            return f"{told}; there is none of this case"
        return f"{told}; nearest is {self.nearest}, changed: {', '.join(self.changed)}"


class Recordings:
    """The answers of one case, for the engine of one run. Safe to share between threads.

    ``misses`` are requests that a replay could not answer, ``used`` the entries that answered, ``asked`` the keys of
    those that are new, and ``failed`` the calls that gave nothing to write down.
    """

    def __init__(self, path: Path, case: str, taking: Taking = Taking.REPLAY) -> None:
        self.case = case
        self.path = path
        self.misses: list[Miss] = []
        self.used: dict[str, Recording] = {}
        self.asked: list[str] = []
        self.failed: list[str] = []
        self._entries = load(path)
        self._taking = taking
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}

    def ask(self, request: Request, response_model: type[BaseModel], complete: Complete) -> Given:
        """The recorded answer, or a new one, written before it is used.

        Raises:
            CallError: there is none. It is noted among ``misses``, and others of the same prompt can still be asked.
            CacheMissError: an earlier miss decides what is asked here, so that nothing can be said about it.
            AnswerError: the recorded one was of no use.
            EngineError: from ``complete``.

        """
        key = key_of(request.components(), PARTS)
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:  # the same request twice is asked once
            entry = self._entries.get(key)
            fresh = self._taking is not Taking.ALL or key in self.used
            if entry is not None and fresh and _fits(entry, response_model):
                with self._lock:
                    self.used[key] = entry
                return Given(_answer(entry), cached=True)
            if self._taking is Taking.REPLAY:
                raise self._missed(request)
            return self._recorded(key, request, response_model, complete)

    def holds(self, request: Request) -> bool:
        """Whether there is a recording."""
        return self._taking is not Taking.ALL and key_of(request.components(), PARTS) in self._entries

    def _missed(self, request: Request) -> Exception:
        with self._lock:
            if any(miss.prompt != request.prompt for miss in self.misses):
                return CacheMissError(f"{self.case}: {request.prompt} depends on answers that are not recorded")
            entries = {id(dumped := entry.model_dump()): dumped for entry in self._entries.values()}.values()
            found = nearest(request, entries)
            changed = tuple(differences(request, found, PARTS)) if found else ()
            if found and not changed:
                changed = ("the form of the answer, which no longer fits",)
            miss = Miss(
                case=self.case,
                prompt=request.prompt,
                subject=request.subject,
                nearest=f"{found['prompt']} for {found['subject']}" if found else None,
                changed=changed,
                prompt_tokens=estimate_tokens(request.system + request.user + request.schema),
            )
            self.misses.append(miss)
        return CallError(str(miss))

    def _recorded(self, key: str, request: Request, response_model: type[BaseModel], complete: Complete) -> Given:
        """Ask, and write what came."""
        response: Response | None = None
        refused: Refused | None = None
        try:
            answer = complete(request, response_model)
            response = Response(**answer.as_dict())
        except AnswerError as error:
            kind: Literal["cut", "unusable"] = "cut" if isinstance(error, CutError) else "unusable"
            refused = Refused(
                kind=kind,
                message=str(error),
                prompt_tokens=error.prompt_tokens,
                completion_tokens=error.completion_tokens,
            )
        except EngineError as error:
            with self._lock:
                self.failed.append(f"{request.prompt} for {request.subject}: {error}")
            raise
        scripted = SCRIPTED in {request.model, response and response.served_model}
        entry = Recording(
            key=key,
            prompt=request.prompt,
            subject=request.subject,
            request=request.readable(),
            components=request.components(),
            origin="scripted" if scripted else "recorded",
            answer=response,
            error=refused,
        )
        with self._lock:
            self._entries[key] = entry
            self.used[key] = entry
            self.asked.append(key)
            write(self.path, self._entries.values())
        return Given(_answer(entry), cached=False)

    @property
    def scripted(self) -> bool:
        """Whether an answer that was used was scripted."""
        return any(entry.origin == SCRIPTED for entry in self.used.values())


def load(path: Path) -> dict[str, Recording]:
    """The entries of a file by key; none where there is no file.

    Raises:
        InputError: the file can't be read, or a line is not a recording under its own key.

    """
    if not path.exists():
        return {}
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # splitlines would split inside answers
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read ({error}); check it out again") from error
    entries: dict[str, Recording] = {}
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            entry = Recording.model_validate_json(line)
        except ValidationError as error:
            raise InputError(
                f"{path}:{number}: not a recording; remove the line and run: llmtool eval record --only-missing"
            ) from error
        entries[entry.key] = entry
    return entries


def write(path: Path, entries: Iterable[Recording]) -> None:
    """Write entries sorted by key; a file without entries is removed."""
    lines = [entry.line() + "\n" for entry in sorted(entries, key=lambda entry: entry.key)]
    if not lines:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text("".join(lines), encoding="utf-8", newline="\n")
    part.replace(path)


def in_order(path: Path) -> bool:
    """Whether a file has the bytes that ``write`` gives it."""
    lines = "".join(entry.line() + "\n" for _, entry in sorted(load(path).items()))
    return path.read_text(encoding="utf-8") == lines


def _fits(entry: Recording, response_model: type[BaseModel]) -> bool:
    """Whether the recorded text still is an answer of this form."""
    if entry.answer is None:
        return True
    try:
        response_model.model_validate_json(entry.answer.text)
    except ValidationError:
        return False
    return True


def _answer(entry: Recording) -> Answer:
    if entry.answer is not None:
        return Answer(**entry.answer.model_dump())
    if entry.error is None:
        raise AnswerError("an empty recording")
    error = (CutError if entry.error.kind == "cut" else AnswerError)(entry.error.message)
    error.prompt_tokens, error.completion_tokens = entry.error.prompt_tokens, entry.error.completion_tokens
    raise error


def tokens(used: Mapping[str, Recording]) -> tuple[int, int]:
    """Prompt and completion tokens of the answers when they were made."""
    pairs = [entry.tokens for entry in used.values()]
    return sum(prompt for prompt, _ in pairs), sum(completion for _, completion in pairs)
