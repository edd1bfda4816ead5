from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A shell that starts the tests in the background has Ctrl-C ignored, and the programs under test inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
