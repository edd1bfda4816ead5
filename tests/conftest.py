from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# What a property holds does not depend on how busy the machine is.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_configure() -> None:
    """A shell that starts the tests in the background has Ctrl-C ignored, and the programs under test inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of who runs the tests: no key, no settings, no answers that were stored before, no CI."""
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "LLMTOOL_", "GITHUB_")) or name == "NO_COLOR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("LLMTOOL_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No pause between two attempts of a call; the seconds that each would have taken."""
    from llmtool.client import wire

    seen: list[float] = []
    monkeypatch.setattr(wire, "pause", seen.append)
    return seen
