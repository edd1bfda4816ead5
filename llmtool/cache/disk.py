"""How diskcache keeps our entries: text only, inside its database only. Imported when the cache is opened."""

from __future__ import annotations

from typing import Any

from diskcache import Disk
from diskcache.core import MODE_RAW


class TextDisk(Disk):  # type: ignore[misc]
    """Refuses pickles (CVE-2025-69872) and files, which a made-up entry could place outside the folder."""

    def put(self, key: Any) -> tuple[str, bool]:
        """The key as the database keeps it."""
        if not isinstance(key, str):
            raise TypeError("a key must be text")
        return key, True

    def get(self, key: Any, raw: bool) -> str:
        """The key as it was put."""
        if not raw or not isinstance(key, str):
            raise ValueError("a key is not text")
        return key

    def store(self, value: Any, read: bool, key: Any = None) -> tuple[int, int, None, str]:  # noqa: ARG002
        """Size on disk, mode, file name and value for the database."""
        if not isinstance(value, str):
            raise TypeError("a value must be text")
        return 0, MODE_RAW, None, value

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> str:  # noqa: ARG002
        """The value as it was stored."""
        if mode != MODE_RAW or filename is not None or not isinstance(value, str):
            raise ValueError("an entry is not text")
        return value

    def filename(self, key: Any = None, value: Any = None) -> tuple[str, str]:  # noqa: ARG002
        """No entry is kept in a file."""
        raise ValueError("entries are not kept in files")

    def remove(self, file_path: str) -> None:
        """Remove nothing: no entry of ours has a file."""
