"""What a run would take, without a call."""

from __future__ import annotations

from collections.abc import Sequence

from llmtool.client import estimate_tokens
from llmtool.engines.llm import align, groups
from llmtool.engines.llm.calls import Calls
from llmtool.engines.llm.extract import parts_of, request_for
from llmtool.engines.protocol import Plan, SegmentedDocument
from llmtool.prompts import load

# What the answers of strong models on news come to. Only for estimates; nothing is cut at these.
_ANSWER_SHARE = 1.25
"""Tokens of an extraction's answer for each token of text."""
_POSITION_TOKENS = 75
"""Tokens of one position in that answer."""
_SCHEMA_TOKENS = 200


def plan(calls: Calls, documents: Sequence[SegmentedDocument], *, judge: bool = True) -> Plan:
    """Estimate a run over the documents; ``judge`` is False where it stops after the positions."""
    steps = {"extract": 0}
    cached = prompt = completion = written = 0
    for part in parts_of(documents, calls.settings.chunk_chars):
        request = request_for(calls, part)
        text = part.document.text[part.sentences[0].start : part.sentences[-1].end] if part.sentences else ""
        answer = int(estimate_tokens(text) * _ANSWER_SHARE)
        written += answer
        steps["extract"] += 1
        if calls.cache.holds(request):
            cached += 1
            continue
        prompt += estimate_tokens(request.system + request.user + request.schema)
        completion += answer
    positions = written // _POSITION_TOKENS
    if positions:
        rounds = -(-positions * 140 // align.ROUND_CHARS)
        steps["align"] = rounds
        prompt += rounds * _fixed("align") + positions * 35
        completion += rounds * 500 + positions * 8
    if positions and judge:
        batches = -(-positions * 230 // groups.BATCH_CHARS)
        steps |= {"compare": batches, "second_reading": 1}
        prompt += batches * _fixed("compare") + positions * 58 + _fixed("second_reading") + positions * 20
        completion += positions * 18
    price = calls.meter.price()
    cost = None if price is None else round(price.of(prompt, completion), 4)
    return Plan(sum(steps.values()), cached, prompt, completion, cost, steps)


def _fixed(name: str) -> int:
    prompt = load(name)
    return estimate_tokens(prompt.system + prompt.user) + _SCHEMA_TOKENS
