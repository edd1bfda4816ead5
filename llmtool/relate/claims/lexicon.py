"""Word lists that are data: sections of stems from the text files beside this module."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from llmtool.words import stem


@lru_cache(maxsize=8)
def sections(name: str) -> dict[str, frozenset[str]]:
    """The sections of ``<name>.txt``, each the stems of its words. Lines of one section are joined."""
    found: dict[str, set[str]] = {}
    text = files("llmtool.relate.claims").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        section, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            found.setdefault(section, set()).update(stem(word) for word in words.split())
    return {section: frozenset(stems) for section, stems in found.items()}
