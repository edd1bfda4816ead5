"""Settled holders of positions: who speaks, and for which party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from llmtool.schema import PartyKind


@dataclass(frozen=True)
class PartyOf:
    """A settled party; ``document_id`` is set for one that only exists inside a document (``a resident``)."""

    name: str
    kind: PartyKind
    document_id: str = ""


@dataclass(frozen=True)
class SpeakerOf:
    """A settled speaker."""

    name: str
    role: str | None
    party: PartyOf
    aliases: tuple[str, ...]
    document_id: str = ""


@dataclass(frozen=True)
class Holders:
    """Speaker and party of each position, in the order given, and the other names of each party."""

    speakers: tuple[SpeakerOf | None, ...]
    parties: tuple[PartyOf, ...]
    aliases: Mapping[PartyOf, tuple[str, ...]]

    @property
    def named(self) -> list[SpeakerOf]:
        """Each speaker once, by name and what else tells two of one name apart."""
        return sorted(
            {speaker for speaker in self.speakers if speaker is not None},
            key=lambda each: (each.name, each.party.name, each.document_id, each.role or "", each.aliases),
        )
