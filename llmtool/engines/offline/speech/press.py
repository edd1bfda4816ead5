"""Words in the names of newspapers and broadcasters."""

from __future__ import annotations

from typing import Final

PRESS: Final = frozenset(
    """newspaper herald times gazette tribune courier radio television magazine weekly observer telegraph dispatch
    broadcasting podcast chronicle""".split()
)
"""Words that hardly stand in any other name."""
MEDIA: Final = PRESS | frozenset(
    """news post wire press agency tv record letter journal review daily mirror echo star beacon mercury signal
    standard reporter broadcast live reader examiner monitor morning evening""".split()
)
