"""Clock times: in figures, and in words where they would else be read as shares and counts."""

from __future__ import annotations

import re

from llmtool.relate.claims.units import SMALL

_HOURS = "|".join(list(SMALL)[1:13])
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}

CLOCK_IN_WORDS = re.compile(
    rf"\b(?:(?P<past>{'|'.join(_MINUTES)})(?: minutes)? past"  # the next line is no "five to eight people"
    r"|(?P<short>quarter|(?:five|ten|twenty(?:-five)?)(?= minutes))(?: minutes)? to)"
    rf" (?P<hour>{_HOURS})\b|\b(?P<full>{_HOURS}|1?\d) o['’]clock\b",
    re.IGNORECASE,
)
"""``half past eight``, ``a quarter to nine``, ``eight o'clock``; morning and evening are not told apart."""


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_DOTTED = r"(?P<word>)(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?P<half>)"
_MEASURED = (
    r"(?![\d.]*\d)(?!\s*(?:%|[$£€]|per\b|percent|points?\b|m\b|mm\b|cm\b|km\b|(?:centi|milli|kilo)?met|mil|bil))"
)

CLOCK = (
    _rule(r"\b(?P<word>noon|midnight)\b|\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?)"),
    _rule(r"(?<![\d:])(?P<word>)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?P<half>)(?![\d:])"),
    _rule(rf"(?<=\bat |\bby )(?<![\d.]){_DOTTED}{_MEASURED}"),
    _rule(rf"(?<=\buntil |\bafter )(?<![\d.]){_DOTTED}{_MEASURED}"),
    _rule(rf"(?<![\d.]){_DOTTED}(?= (?:bell|train|bus|ferry|boat|flight|service|sailing|departure)\b)"),
)
"""Times in figures, the surest form first; ``8.30`` only where its surroundings tell a time."""


def minute_of(match: re.Match[str]) -> float | None:
    """Minutes after midnight of a match of ``CLOCK``; None where there is no such time."""
    if match["word"]:
        return 720.0 if match["word"].casefold() == "noon" else 0.0
    hour, minutes = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").casefold().replace(".", "")
    if hour > 24 or minutes > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return float(hour * 60 + minutes)


def minute_in_words(match: re.Match[str]) -> float | None:
    """Minutes after midnight or noon of a match of ``CLOCK_IN_WORDS``; None where there is no such hour."""
    told = (match["hour"] or match["full"]).casefold()
    hour = int(told) if told.isdigit() else int(SMALL[told])
    past, short = (_MINUTES[match[name].casefold()] if match[name] else 0 for name in ("past", "short"))
    return float((hour * 60 + past - short) % 720) if hour <= 12 else None
