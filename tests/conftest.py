from __future__ import annotations

import signal

from hypothesis import HealthCheck, settings

# What a property holds does not depend on how busy the machine is.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_configure() -> None:
    """A shell that starts the tests in the background has Ctrl-C ignored, and the programs under test inherit that."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
