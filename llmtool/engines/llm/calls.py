"""Asking: prompts become requests, requests go through the cache to the client, several at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from llmtool.cache import Answers
from llmtool.client import Client, Meter, Request, make_request
from llmtool.config import LlmSettings
from llmtool.engines.protocol import Progress
from llmtool.prompts import Prompt

A = TypeVar("A", bound=BaseModel)
R = TypeVar("R")


class Calls:
    """The way to one endpoint, with its cache and its meter. Safe to share between threads."""

    def __init__(self, settings: LlmSettings, cache: Answers) -> None:
        self.settings = settings
        self.cache = cache
        self.meter = Meter(settings)
        self._client = Client(settings, self.meter)

    def close(self) -> None:
        """Close the connections to the endpoint; the next call opens them anew."""
        self._client.close()

    def request(self, prompt: Prompt, subject: str, answer: type[BaseModel], **values: str) -> Request:
        """The request that a prompt makes with these values; nothing is sent."""
        system, user = prompt.render(**values)
        return make_request(
            self.settings, prompt=prompt.label, subject=subject, system=system, user=user, response_model=answer
        )

    def ask(self, prompt: Prompt, subject: str, answer: type[A], **values: str) -> A:
        """The answer, from the cache or the endpoint; both give the same re-parsed text.

        Raises:
            CacheMissError, CallError, BudgetError, EngineError, UsageError: as ``AnswerCache.ask``.

        """
        given = self.cache.ask(self.request(prompt, subject, answer, **values), answer, self._client.complete)
        if given.cached:
            self.meter.hit()
        return answer.model_validate_json(given.answer.text)

    def was_cut(self, whole: Request, first_half: Request) -> bool:
        """Whether an earlier run already had to ask for ``whole`` in halves.

        A cut answer is never stored, but the answer to a half is, and halves are asked for only after a cut. So a run
        that is repeated or resumed does not pay for the cut answer again.
        """
        return not self.cache.holds(whole) and self.cache.holds(first_half)

    def run(self, stage: str, tasks: Sequence[Callable[[], R]], progress: Progress) -> list[R]:
        """The results of the tasks, in their order, whatever the number of workers."""
        progress(stage, 0, len(tasks))
        return in_parallel(tasks, self.settings.workers, lambda done: progress(stage, done, len(tasks)))


def in_parallel(tasks: Sequence[Callable[[], R]], workers: int, done: Callable[[int], None]) -> list[R]:
    """Run the tasks in threads and return their results in the order of the tasks.

    The first task that raises keeps others from starting; those under way are waited for, since their answers are paid
    and stored, and then the error of the earliest task is raised. Ctrl-C waits for nothing: the threads are daemons, so
    that the program can end at once and loses only what is in flight. (The threads of ``ThreadPoolExecutor`` would keep
    it alive until the slowest call has timed out.)
    """
    waiting: queue.SimpleQueue[tuple[int, Callable[[], R]]] = queue.SimpleQueue()
    for item in enumerate(tasks):
        waiting.put(item)
    finished: queue.SimpleQueue[tuple[int, R] | None] = queue.SimpleQueue()
    stopped = threading.Event()
    failed: dict[int, BaseException] = {}

    def work() -> None:
        while not stopped.is_set():
            try:
                number, task = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                finished.put((number, task()))
            except BaseException as error:  # noqa: BLE001 - raised again where the results are collected
                stopped.set()
                failed[number] = error
        finished.put(None)

    running = min(workers, len(tasks))
    for _ in range(running):
        threading.Thread(target=work, daemon=True).start()
    results: dict[int, R] = {}
    try:
        while running:
            result = finished.get()
            if result is None:
                running -= 1
            else:
                results[result[0]] = result[1]
                done(len(results))
    finally:
        stopped.set()
    if failed:
        raise failed[min(failed)]
    return [results[number] for number in range(len(tasks))]
