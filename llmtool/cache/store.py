"""Text under a key, on disk. The only place that knows diskcache.

diskcache unpickles what it reads (CVE-2025-69872), so whoever can write into its folder runs code. ``TextDisk`` holds
nothing but text inside the database: it refuses pickles, and files altogether (``disk``).
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from llmtool.errors import UsageError

T = TypeVar("T")


class TextStore:
    """Keys and values are text. Safe to share between threads and processes; nothing is ever thrown out."""

    def __init__(self, folder: Path) -> None:
        # A folder of our own below the one that was given: its mode can be set, and it can be removed, without harm.
        self.folder = folder / "answers"
        self._opened: Any = None
        self._opening = threading.Lock()

    def get(self, key: str) -> str | None:
        """The value, or None."""
        if not self.folder.exists():
            return None
        return self._with(lambda cache: _text(cache.get(key)))

    def put(self, key: str, value: str) -> None:
        """Store a value before anyone uses it."""
        self._with(lambda cache: cache.set(key, value))

    def add(self, key: str, value: str) -> bool:
        """Store a value where there is none yet; False where there is one."""
        return bool(self._with(lambda cache: cache.add(key, value)))

    def texts(self) -> list[str]:
        """All values, sorted by key."""
        if not self.folder.exists():
            return []
        return self._with(lambda cache: [text for key in sorted(cache) if (text := _text(cache.get(key))) is not None])

    def count(self) -> int:
        """How many entries there are."""
        return self._with(len) if self.folder.exists() else 0

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())

    def clear(self) -> int:
        """Remove all entries, or the folder where it can't be read; how many entries were removed."""
        if not self.folder.exists():
            return 0
        try:
            return int(self._with(lambda cache: cache.clear()))
        except UsageError:
            self._opened = None
            shutil.rmtree(self.folder)
            return 0

    def _with(self, action: Callable[[Any], T]) -> T:
        try:
            with self._opening:
                if self._opened is None:
                    self._opened = self._open()
            with self._opened as cache:  # closes this thread's connection at the end
                return action(cache)
        except _unusable() as error:
            detail = " ".join(str(error).split()) or type(error).__name__
            raise UsageError(
                f"{self.folder}: the cache is not usable ({detail}); empty it with: llmtool cache clear, "
                "or leave it out with --no-cache"
            ) from error

    def _open(self) -> Any:
        import diskcache

        from llmtool.cache.disk import TextDisk

        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)  # also where it existed, or a umask took more away
        cache = diskcache.Cache(
            str(self.folder), disk=TextDisk, eviction_policy="none", size_limit=2**60, cull_limit=0, statistics=0
        )
        # SQLite tidies up, slowly, whenever the last connection is closed: one stays open as long as the store.
        anchor = sqlite3.connect(self.folder / "cache.db", check_same_thread=False)
        weakref.finalize(self, anchor.close)
        anchor.execute("SELECT count(*) FROM Settings").fetchone()
        return cache


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("an entry is not text")


def _unusable() -> tuple[type[BaseException], ...]:
    import diskcache

    return (sqlite3.Error, OSError, ValueError, TypeError, KeyError, diskcache.Timeout)
