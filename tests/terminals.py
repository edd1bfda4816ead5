"""A program on a real pseudo-terminal, driven as a person would."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

_START = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C reaches it
os.execv(sys.executable, [sys.executable, "-m", "llmtool", *sys.argv[1:]])
"""


class Terminal:
    """``llmtool`` with these arguments on a terminal of its own. ``said`` is all that it has shown so far."""

    def __init__(self, *arguments: str, folder: Path, variables: Mapping[str, str] | None = None) -> None:
        self.said = ""
        self._seen = 0
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "40", **(variables or {})}
        self._fd, other = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *arguments],
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        os.close(other)

    def expect(self, words: str, seconds: float = 120) -> str:
        """Wait for words that were not waited for before; give back what was shown until then."""
        limit = time.monotonic() + seconds
        while (place := self.said.find(words, self._seen)) < 0:
            if time.monotonic() > limit or not self._read():
                self._process.kill()
                self.end()
                raise AssertionError(f"{words!r} did not come, but {self.said[self._seen :][-1000:]!r}")
        shown = self.said[self._seen : place + len(words)]
        self._seen = place + len(words)
        return shown

    def press(self, key: str, seconds: float = 120) -> None:
        """Press a key once the program waits for one: what is typed earlier is thrown away."""
        limit = time.monotonic() + seconds
        while termios.tcgetattr(self._fd)[3] & termios.ICANON:
            assert time.monotonic() < limit, "no key was waited for"
            time.sleep(0.005)
        os.write(self._fd, key.encode())

    def write(self, text: str) -> None:
        """Type a line."""
        os.write(self._fd, text.encode() + b"\r")

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._process.send_signal(number)

    def end(self) -> int:
        """Wait for the end and give back the exit code, negative for a signal."""
        while self._read():
            pass
        os.close(self._fd)
        return self._process.wait(timeout=120)

    def _read(self) -> bool:
        """Take in what is there; False at the end."""
        ready, _, _ = select.select([self._fd], [], [], 0.1)
        if not ready:
            return True
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # Linux says so when the program has closed its side
            return False
        self.said += data.decode("utf-8", "replace")
        return bool(data)
