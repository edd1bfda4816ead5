"""A cue in a claim's own words: in the past, with the modals and negations of its verb group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from llmtool.engines.offline.cues.groups import AHEAD
from llmtool.engines.offline.text.inflection import participle, past_tense, progressive
from llmtool.engines.offline.text.lexicon import BE, HAVE, MODALS, NEGATIONS

_FULL: Final = {"'ll": "will", "wo": "will", "sha": "shall", "ca": "can", "'d": "would", "cannot": "can"}


def modal_of(helpers: Sequence[str]) -> str:
    """The modal of a verb group as a whole word, or "" where it has none: ``can`` of ``can't``, ``will`` of a plan."""
    if not AHEAD.isdisjoint(helpers):
        return "" if {"was", "were"} & set(helpers) else "will"
    found = next((word.replace("’", "'") for word in helpers if word.replace("’", "'") in MODALS), "")
    return _FULL.get(found, found)


def verb_group(helpers: Sequence[str], lemma: str, kind: str, *, plural: bool) -> str:
    """The verb of a claim: ``rejected``, ``will not reject``, ``could have accepted``, ``had supported``.

    ``helpers`` are the auxiliaries and negations before the verb, ``kind`` is its form in the document. A passive is
    told in the active; the plain present and the progressive become the past, since a claim reports.
    """
    no = _negation(helpers)
    modal = modal_of(helpers)
    is_progressive = kind == "ing" and not BE.isdisjoint(helpers)
    has = next((word for word in helpers if word in HAVE), "")
    if "to" in helpers:
        at = helpers.index("to")
        before = [word for word in helpers[: at - 1] if word in BE or word in HAVE]
        return " ".join(filter(None, (*before, no, helpers[at - 1], "to", lemma)))
    if modal == "would" and kind == "past" and not BE & set(helpers) and not has:
        modal, has = "", "had"  # "they'd rejected it"
    if modal:
        words = [modal, no, "have" if has else ""]
        if is_progressive:
            words += ["been" if has else "be", progressive(lemma)]
        else:
            words.append(participle(lemma) if has else lemma)
        return " ".join(filter(None, words)).replace("can not", "cannot")
    if is_progressive and no:
        return f"{'were' if plural else 'was'} {no} {progressive(lemma)}"
    if has == "had" or (has and no):
        have = "had" if has == "had" else "have" if plural else "has"
        return " ".join(filter(None, (have, no, participle(lemma))))
    if lemma == "be":
        return " ".join(filter(None, ("were" if plural else "was", no)))
    if no == "not":
        return f"did not {lemma}"
    return f"{no} {past_tense(lemma)}".strip()


def _negation(helpers: Sequence[str]) -> str:
    if "longer" in helpers:
        return "no longer"
    return "never" if "never" in helpers else "not" if NEGATIONS & set(helpers) or "cannot" in helpers else ""
