"""The fixed words of a report: what it says itself. All else comes from the comparison."""

from __future__ import annotations

import datetime as dt

from llmtool import words
from llmtool.schema import (
    Attribution,
    Modality,
    PartyKind,
    RelationKind,
    RelationLabel,
    Scope,
    Stance,
    VerdictLabel,
)

STANCE = {
    Stance.FAVOR: "for",
    Stance.AGAINST: "against",
    Stance.MIXED: "mixed",
    Stance.NONE: "no stance",
}

SIGN = {Stance.FAVOR: "+", Stance.AGAINST: "−", Stance.MIXED: "±", Stance.NONE: "·"}
"""A mark beside the word, so that a matrix can be scanned without colour."""

MODALITY = {
    Modality.ASSERTS: "asserts",
    # "denies “There was no meeting”" would say the reverse of the words beside it, and "says no" that it was a refusal.
    Modality.DENIES: "puts it in the negative",
    Modality.DEMANDS: "demands",
    Modality.OFFERS: "offers",
    Modality.PREDICTS: "predicts",
    Modality.CONDITIONAL: "says under a condition",
}

DOES = {
    Modality.ASSERTS: "states",
    Modality.DENIES: "denies",
    Modality.DEMANDS: "demands",
    Modality.OFFERS: "offers",
    Modality.PREDICTS: "predicts",
    Modality.CONDITIONAL: "sets a condition",
}
"""What a side that takes no stance does, in a cell of a matrix: there no quotation stands beside it."""

ATTRIBUTION = {
    Attribution.DIRECT: "quoted",
    Attribution.INDIRECT: "reported",
    Attribution.MIXED: "partly quoted",
    Attribution.NARRATOR: "outlet's own voice",
}

PARTY_KIND = {
    PartyKind.STATE: "state",
    PartyKind.ORGANISATION: "organisation",
    PartyKind.PERSON: "person",
    PartyKind.SOURCE: "outlet",
}

SCOPE = {
    Scope.CROSS_PARTY: "Between parties",
    Scope.WITHIN_PARTY: "Within one party",
    Scope.SAME_SPEAKER: "One speaker, two statements",
    Scope.CROSS_SOURCE: "Between sources",
}

KIND = {
    RelationKind.NEGATION: "denial",
    RelationKind.NUMERIC: "figures",
    RelationKind.TEMPORAL: "dates and times",
    RelationKind.STANCE: "stance",
    RelationKind.DEGREE: "degree",
    RelationKind.REPORTING: "reporting",
}

LABEL = {
    RelationLabel.CONTRADICTION: "contradiction",
    RelationLabel.AGREEMENT: "agreement",
    RelationLabel.CHANGE: "change",
}

VERDICT = {
    VerdictLabel.AGREE: "agree",
    VerdictLabel.DISAGREE: "disagree",
    VerdictLabel.MIXED: "agree in part",
}

DECIDED_BY = {"rule": "a rule", "model": "the trained model", "llm": "the language model"}

BASIS = {
    RelationKind.NEGATION: "by what is denied",
    RelationKind.NUMERIC: "by the figures",
    RelationKind.TEMPORAL: "by the dates and times",
    RelationKind.STANCE: "by the stances",
    RelationKind.DEGREE: "by the degree",
    RelationKind.REPORTING: "by how it is reported",
}
READ_ALIKE = "the trained model finds the same"
"""What the reason of a rule's finding ends in where the model has settled it."""
OTHER = "Other statements"
"""The label of an issue that nothing names."""

STAGE = {
    "ingest": ("source could not be read", "sources could not be read"),
    "extract": ("step failed while finding positions", "steps failed while finding positions"),
    "align": ("step failed while matching parties and issues", "steps failed while matching parties and issues"),
    "compare": ("step failed while comparing", "steps failed while comparing"),
    "second_reading": ("second reading failed", "second readings failed"),
}

UNGROUNDED = (
    "statement could not be found in its text and was left out",
    "statements could not be found in their text and were left out",
)

BY_RULES_ALONE = "Made by rules alone"
WITH_A_TRAINED_JUDGE = "Made by rules, and by a small trained judge of pairs where a finding says so"
OFFLINE_LIMITS = (
    ": they read reported speech and compare wording, figures and dates. "
    "What takes understanding (irony, implication, a denial in other words) they miss, "
    "so a finding that is absent here is not proof of agreement."
)
LLM_LIMITS = (
    "Made with a language model, which can miss statements and misjudge pairs. Every quotation was checked "
    "against its source, character by character; what follows from it is for the reader to judge."
)
ONE_PASSAGE = "Both sides rest on one passage"
LLM_SILENT = "No answer of a language model was read: nothing here was compared."
NEUTRAL = "Nothing here says who is right."
WORTH_A_LOOK = "Likely, but not certain enough to be counted. Read both sides before relying on one of these."

ONE_SIDED = "On which only one party speaks"
INCOMPLETE = "Not all of it was compared"
ONE_DOCUMENT = "None within this one document, and there is no other to compare it with. Its positions are listed."
ONE_ORIGIN = (
    "None within the one text that all documents repeat, and nothing independent to compare it with. "
    "Its positions are listed."
)
NO_POSITIONS = "No positions were found, so nothing was compared."


def day(date: dt.date | None) -> str:
    """A date as an editor writes it, the same under every locale: ``3 Mar 2026``."""
    return words.day(date) if date else "undated"


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 agreement``, ``2 agreements``; thousands are set apart."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
