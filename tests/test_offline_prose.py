"""Newspaper prose: subjects far from their verbs, figures put at an amount, and cues that are no verbs of saying."""

from __future__ import annotations

import pytest

from tests.offline_cases import drafts


def _said(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, " … ".join(draft.quotes)) for draft in drafts(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            (
                "A clerk who had seen the ledger, and who asked to remain unnamed because the case is open, put the "
                "shortfall at nearly two thirds of the budget."
            ),
            "A clerk",
            "the shortfall at nearly two thirds of the budget",
        ),
        (
            "A study drawn up in May, and signed by three engineers, values the wreck at 3 million crowns.",
            "A study drawn up in May",
            "the wreck at 3 million crowns",
        ),
        (
            (
                "Nora Stell, the port minister, has put the fall in catches at the southern ports at between 8 and 9 "
                "per cent."
            ),
            "Nora Stell",
            "the fall in catches at the southern ports at between 8 and 9 per cent",
        ),
        (
            "Mr Rudd had been quiet. Ada Holm, asked about the fire, said no guard had left the gate.",
            "Ada Holm",
            "no guard had left the gate",
        ),
        (
            "Three men who were there that night, one of them a guard, have told the Herald that the gate was open.",
            "Three men",
            "that the gate was open",
        ),
        (
            "Ines Brand, state secretary at the Ministry of Health, spoke on Monday of 200 empty beds in the north.",
            "Ines Brand",
            "200 empty beds in the north",
        ),
    ],
)
def test_subject_is_found_past_what_stands_between(text: str, speaker: str, quote: str) -> None:
    """A verb's subject is the noun phrase that its relative clauses and participles hang on."""
    assert (speaker, quote) in _said(text)


def test_figure_that_is_no_estimate_is_no_position() -> None:
    """Putting something at a place says nothing: only a figure after "at" does."""
    assert not _said("Nora Stell put the letter at the top of the pile. The clerk values the post at the archive.")


def test_participle_before_a_noun_is_no_verb() -> None:
    """After another cue a participle belongs to the noun that follows: what is demanded are paid breaks."""
    assert _said("Nora Stell of the Bakers' Union demanded guaranteed breaks at night.") == [
        ("Nora Stell", "guaranteed breaks at night")
    ]
    assert ("Nora Stell", "the plan") not in _said("Asked about it, Nora Stell said rejected plans come back.")


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Rubbish, retorted Ivo Marn, the union's lawyer: the rule had been made for ports and did not cover mills.",
            "the rule had been made for ports and did not cover mills",
        ),
        ("The rule is old, said Ivo Marn: nobody had read it.", "The rule is old … nobody had read it"),
    ],
)
def test_words_go_on_after_an_inverted_source_and_a_colon(text: str, quote: str) -> None:
    """What follows "said X:" is X's as well; an exclamation before it is no statement."""
    assert _said(text) == [("Ivo Marn", quote)]


def test_as_clause_between_participle_and_main_clause_says_nothing() -> None:
    """After "Denying that …, as the Post had reported," what follows is the subject's, not the newspaper's."""
    text = "Denying that cooks were to be dismissed, as the Harbour Mail had reported, the hotel said nobody would go."
    assert _said(text) == [("hotel", "that cooks were to be dismissed"), ("hotel", "nobody would go")]


def test_as_clause_that_tells_a_name_is_no_position() -> None:
    """In "the Box, as its staff call the office, …" nobody takes a stand."""
    assert not _said("For the Box, as everyone in Tarn calls the office, there is no money left to speak of.")


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        ("The ferry carried 900 cars in May, the port's records show.", "port", "The ferry carried 900 cars in May"),
        (
            (
                "The fund will be bare by May, a member of the board confided on condition of anonymity, adding that a "
                "branch was in debt."
            ),
            "a member of the board",
            "The fund will be bare by May",
        ),
        (
            "A law before the autumn, Nora Stell told the evening programme yesterday, would oblige mills to close.",
            "Nora Stell",
            "A law before the autumn … would oblige mills to close",
        ),
        (
            "Nora Stell, chair of the union, came out to speak. She was forced to admit that the vote had been lost.",
            "Nora Stell",
            "that the vote had been lost",
        ),
        (
            "The guard corps denied later that day that any of its men had fired.",
            "The guard corps",
            "that any of its men had fired",
        ),
        (
            "Nothing has been heard on Nora Stell's demand that tickets be refunded.",
            "Nora Stell",
            "that tickets be refunded",
        ),
        ("Last Friday the tax court said that the fee was lawful.", "tax court", "that the fee was lawful"),
        ("The villagers said no to a second runway.", "The villagers", "said no to a second runway"),
    ],
)
def test_cue_is_read_with_its_own_words(text: str, speaker: str, quote: str) -> None:
    """Times, places and terms around a cue are no part of what is said."""
    assert (speaker, quote) in [(name and name.removesuffix("’s"), words) for name, words in _said(text)]


def test_what_the_subject_does_next_is_not_said() -> None:
    """After a quotation "and" with a verb tells what the speaker did."""
    text = "Nora Stell was tired. “Nobody was in the room,” said Nora Stell, and went home on foot."
    assert _said(text) == [("Nora Stell", "Nobody was in the room,")]


def test_bare_yes_and_no_are_no_positions() -> None:
    """Who "said no and, in the same breath, yes" has told nothing that could be compared."""
    assert not _said("The drivers have said no and, in the same breath, something close to yes.")


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        ("The Dockers' League spoke of four ships in five.", "Dockers' League", "four ships in five"),
        ("The nurses are seeking a raise of 9 percent.", "nurses", "a raise of 9 percent"),
        ("The villagers seek damages for the flood.", "villagers", "damages for the flood"),
        ("The chancellery maintains that no guard will leave.", "chancellery", "that no guard will leave"),
        ("The port has long refused to discuss wages in any form.", "port", "to discuss wages in any form"),
        ("Mr Brask has always held that the lease is valid.", "Brask", "that the lease is valid"),
    ],
)
def test_cue_that_takes_a_stand_in_its_frame(text: str, speaker: str, quote: str) -> None:
    """Figures in words, things one side asks of another and standing refusals are positions."""
    ((name, words),) = _said(text)
    assert name is not None
    assert name.removeprefix("The ").removeprefix("the ") == speaker
    assert words.endswith(quote)


@pytest.mark.parametrize(
    "text",
    [
        "The police are seeking two men in a red van.",
        "Nora Stell sought to calm the meeting.",
        "Nora Stell refused to discuss the matter.",
        "Nora Stell refused to discuss wages in any form.",
        "Ministers are holding in public to terms that have kept them apart.",
    ],
)
def test_cue_without_a_stand_in_its_frame(text: str) -> None:
    """Who seeks a person, tries to do something or keeps silent takes no position."""
    assert not _said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "At the Larch Fold depot, where he was shown to the crews of the night, Lars Holm, for six years "
                "the head of Norrail, spoke little. The trains would stay, he explained, until the summer."
            ),
            "Lars Holm",
        ),
        (
            "Volunteers of the River Users’ Forum, posted at ten bridges, saw it too: the water, they found, was low.",
            "Volunteers of the River Users’ Forum",
        ),
        (
            "Mr Ravn, whose office has six clerks, was pleased. He called the vote a good day for the valley.",
            "Ravn",
        ),
        (
            "Karin Dall, president of the League, came out. “Nobody told us,” said the former tram driver.",
            "Karin Dall",
        ),
    ],
)
def test_who_is_meant_by_a_pronoun_or_a_description(text: str, speaker: str) -> None:
    """Pronouns and descriptions stand for whom the sentence before has as its subject, not for places in it."""
    assert [name for name, _ in _said(text)] == [speaker]


def test_description_of_somebody_new_is_nobody_named_before() -> None:
    """A former driver who was introduced with "a" is another person than the one named last."""
    met = "Karin Dall, president of the League, met a former tram driver in the hall."
    text = f"{met} “Nobody told us,” said the former tram driver."
    assert "Karin Dall" not in [name for name, _ in _said(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        ("The mill was at pains to stress that nobody had been hurt.", "mill", "that nobody had been hurt"),
        (
            "The mill is losing two million a week, by its own account.",
            "The mill",
            "The mill is losing two million a week",
        ),
        ("The shop’s position is that the wall was old.", "shop", "that the wall was old"),
        ("Nora Stell’s offer is for 3 percent over two years.", "Nora Stell", "for 3 percent over two years"),
        ("The academy, for its part, sees no reason to close.", "academy", "sees no reason to close"),
        ("In the eyes of the residents the chimney is an eyesore.", "the residents", "the chimney is an eyesore"),
        ("The airline disputes the figure and speaks of eleven late flights.", "airline", "eleven late flights"),
        ("The water board’s own records put the loss at twice that.", "water board", "the loss at twice that"),
    ],
)
def test_position_without_a_verb_of_saying(text: str, speaker: str, quote: str) -> None:
    """What a side's demand is, what it sees and what holds by its own account are its positions."""
    found = [((name or "").casefold(), words) for name, words in _said(text)]
    assert any(
        name.removeprefix("the ") == speaker.casefold().removeprefix("the ") and quote in words for name, words in found
    )


@pytest.mark.parametrize(
    "text",
    [
        "The shop’s position is on the corner.",
        "Nora Stell’s answer is a mystery.",
        "Repairs cost, by their own nature, little.",
    ],
)
def test_noun_and_verb_that_say_nothing(text: str) -> None:
    """A position or an answer that no clause or figure follows is none."""
    assert not _said(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ann Holt was furious. The bank saw it too. It said the loan was safe.", "bank"),
        ("Two thirds of the tenants backed the strike, on a turnout of 81 percent, according to the guild.", "guild"),
    ],
)
def test_source_is_a_body_that_opens_or_closes_the_passage(text: str, speaker: str) -> None:
    """A lone "it" is the subject of the sentence before; a count of people is the finding of whom it is credited to."""
    assert [(name or "").removeprefix("the ") for name, _ in _said(text)] == [speaker]


def test_side_that_acts_keeps_its_position_whoever_reports_it() -> None:
    """Where a person rejects something, "according to" only tells who carried the news."""
    assert [name for name, _ in _said("Nora Stell rejected the merger, according to the guild.")] == ["Nora Stell"]
