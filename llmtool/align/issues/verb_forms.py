"""Forms of English verbs: those of ``verbs.txt``, which are seldom nouns, and of any verb that is given."""

from __future__ import annotations

from functools import lru_cache

from llmtool.words import listed


@lru_cache(maxsize=2)
def verb_forms(*, bases: bool = False) -> frozenset[str]:
    """The forms of the verbs in ``verbs.txt``, or only the base forms."""
    found: set[str] = set()
    for line in listed("llmtool.align.issues", "verbs.txt"):
        base, *irregular = line.split()
        found.update((base,) if bases else forms_of(base, *irregular))
    return frozenset(found)


def forms_of(base: str, *irregular: str) -> frozenset[str]:
    """The forms of a verb: the regular ones, and those given."""
    short = base.removesuffix("e")
    y = base.endswith("y") and base[-2] not in "aeou"
    third = base[:-1] + "ies" if y else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    past = base[:-1] + "ied" if y else short + "ed"
    return frozenset((base, third, past, short + "ing", *irregular))
