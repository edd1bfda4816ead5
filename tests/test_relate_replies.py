"""Who answers whom in a paragraph."""

from __future__ import annotations

import pytest
from relate_cases import Said, aligned

from llmtool.drafts import Aligned
from llmtool.relate.rules.judge import compare_by_rule
from llmtool.schema import Certainty, RelationLabel, Span

COMPANY = Said("The ferry company said the winter boat earned nothing.", "Ferry Company")
GUILD = Said("The guild countered that nobody had been shown the books.", "Pilots' Guild")


def told(text: str, *said: Said) -> Aligned:
    """The claims as they stand in one text, each where its words do; ``|`` in the text is a new paragraph."""
    text = text.replace("|", "\n\n")
    found = aligned(said)
    places = [text.index(each.claim) for each in said]
    positions = tuple(
        position.model_copy(update={"evidence": (Span(start=at, end=at + len(position.claim), exact=position.claim),)})
        for position, at in zip(found.positions, places, strict=True)
    )
    documents = tuple(document.model_copy(update={"text": text}) for document in found.documents)
    return Aligned(documents, found.parties, found.speakers, found.issues, positions)


def test_a_reply_is_a_possible_contradiction() -> None:
    """Who counters the one before in a paragraph contradicts it, though they share no word; it is never firm."""
    (draft,) = compare_by_rule(told(f"{COMPANY.claim} {GUILD.claim}", COMPANY, GUILD))
    assert (draft.a, draft.b, draft.label) == ("p0", "p1", RelationLabel.CONTRADICTION)
    assert draft.certainty is Certainty.POSSIBLE
    assert "countered" in draft.rationale


def test_the_verb_may_stand_before_or_after_the_words() -> None:
    """The words around a quotation say that it is an answer, where its claim doesn't."""
    books = Said("Nobody had been shown the books", "Pilots' Guild")
    for text in (
        f"{COMPANY.claim} The guild disputed that: “{books.claim}.”",
        f"{COMPANY.claim} “{books.claim}”, retorted the guild.",
    ):
        assert len(compare_by_rule(told(text, COMPANY, books))) == 1, text
    assert not compare_by_rule(told(f"{COMPANY.claim} “{books.claim}”, the guild said.", COMPANY, books))


@pytest.mark.parametrize(
    ("first", "text"),
    [
        (COMPANY, "{0}|{1}"),
        (Said(COMPANY.claim, "Pilots' Guild"), "{0} {1}"),
        (Said(COMPANY.claim, "Ferry Company", issue="roof"), "{0} {1}"),
        (Said(COMPANY.claim, "Courier", outlet=True), "{0} {1}"),
        (Said("The ferry company denied that the winter boat earned money.", "Ferry Company"), "{0} {1}"),
    ],
    ids=["next paragraph", "one side", "another issue", "the paper itself", "two denials"],
)
def test_what_is_no_answer(first: Said, text: str) -> None:
    """Not over a paragraph, not to one's own side, of something else, to the paper, nor one denial to another."""
    assert not compare_by_rule(told(text.format(first.claim, GUILD.claim), first, GUILD))


def test_who_denies_as_well_takes_the_same_side() -> None:
    """``The guild also rejected``: that goes along with what stands before."""
    text = f"{COMPANY.claim} The guild also disputed the plan: nobody had been shown the books."
    books = Said("nobody had been shown the books", "Pilots' Guild")
    assert not compare_by_rule(told(text, COMPANY, books))


def test_an_answer_is_to_the_one_right_before() -> None:
    """Where a third speaks in between, the reply is to that one."""
    mayor = Said("The mayor said the quay is full of mud.", "Mayor")
    found = compare_by_rule(told(f"{COMPANY.claim} {mayor.claim} {GUILD.claim}", COMPANY, mayor, GUILD))
    assert [(draft.a, draft.b) for draft in found] == [("p1", "p2")]
