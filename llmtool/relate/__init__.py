"""How positions stand to each other: the readable rules, and what every engine's relations must pass through."""

from __future__ import annotations

from llmtool.relate.candidates import candidates
from llmtool.relate.finish import finish
from llmtool.relate.rules.judge import compare_by_rule
from llmtool.relate.trained.by_model import compare_offline
from llmtool.relate.trained.pair_text import Saying, pair_text
from llmtool.relate.verdicts import verdicts

__all__ = ["Saying", "candidates", "compare_by_rule", "compare_offline", "finish", "pair_text", "verdicts"]
