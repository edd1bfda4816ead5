"""Word lists that are data: sections of stems from the text files beside this module."""

from __future__ import annotations

from functools import lru_cache

from llmtool.words import listed, stem


@lru_cache(maxsize=8)
def sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of ``<name>.txt``, each the stems of its words. Lines of one section are joined."""
    found: dict[str, set[str]] = {}
    for line in listed("llmtool.relate.claims", f"{name}.txt"):
        section, _, words = line.partition(":")
        found.setdefault(section, set()).update(stem(word) for word in words.split())
    return {section: frozenset(stems) for section, stems in found.items()}
