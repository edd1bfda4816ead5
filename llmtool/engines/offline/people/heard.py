"""The voices heard so far in a document, most recent last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from llmtool.engines.offline.people.voices import Voice

_FAR = 12
"""Voices back to which a pronoun can reach."""


class Heard:
    """Voices with the paragraph and the offset where each was heard; ``known`` has the fullest form of each."""

    def __init__(self) -> None:
        self.known: dict[str, Voice] = {}
        self._list: list[tuple[int, Voice, int]] = []

    def add(self, voice: Voice, paragraph: int, at: int) -> None:
        """Remember a voice heard at an offset."""
        self.known[voice.name.casefold()] = voice
        self._list.append((paragraph, voice, at))

    def get(self, name: str) -> Voice | None:
        """What is known of a voice by its name."""
        return self.known.get(name.casefold())

    def back(self, count: int) -> Iterator[Voice]:
        """The last voices, as they are known now, from the last one back."""
        for _, voice, _ in reversed(self._list[-count:]):
            yield self.known[voice.name.casefold()]

    def all(self) -> Iterator[Voice]:
        """All voices as they were heard."""
        return (voice for _, voice, _ in self._list)

    def latest_at(self, fits: Callable[[Voice], bool], paragraph: int | None = None) -> tuple[int, Voice] | None:
        """The last voice that fits, with its offset; only of one paragraph where that is given."""
        for where, voice, at in reversed(self._list[-_FAR:]):
            if paragraph is not None and where != paragraph:
                return None
            current = self.known[voice.name.casefold()]
            if fits(current):
                return at, current
        return None
