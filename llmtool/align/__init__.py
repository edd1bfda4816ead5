"""Who is who and what belongs together: parties, speakers and issues, proposed by rules and made into records."""

from __future__ import annotations

from llmtool.align.issues.second_look import Readings
from llmtool.align.propose import propose
from llmtool.align.resolve import resolve
from llmtool.align.rules import PartyRule, PartyRules, SpeakerRule, load_parties

__all__ = ["PartyRule", "PartyRules", "Readings", "SpeakerRule", "load_parties", "propose", "resolve"]
