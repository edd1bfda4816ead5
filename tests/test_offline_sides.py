"""The side that a role names, and speakers whom a release, an agency or an interview tells of in its own way."""

from __future__ import annotations

import pytest

from llmtool.engines.offline.people.roles import party_of
from llmtool.engines.offline.speech.small_talk import is_of_a_life
from llmtool.schema import Modality
from tests.offline_cases import drafts


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("Minister of Energy", None),
        ("Secretary of Foreign Affairs", None),
        ("Minister of Energy of Norland", "Norland"),
        ("secretary of the Norland Rowing Club", "Norland Rowing Club"),
        ("Regional health minister", None),
        ("Local MP", None),
        ("Coast guard spokesperson", "Coast guard"),
        ("leader of the opposition Reform Alliance", "Reform Alliance"),
        ("chief executive of the state-owned supplier Norgaz", "Norgaz"),
        ("ABC organizing director", "ABC"),
        ("Department of Roads", "Department of Roads"),
        ("chief engineer of the Department of Roads", "Department of Roads"),
        ("Monitors from the Union of Lakes", "Union of Lakes"),
        ("teacher in Selo", None),
        ("fisherman from Old Oru", None),
        ("teacher at the Tarn Academy", "Tarn Academy"),
        ("source close to the governors", None),
    ],
)
def test_the_side_of_a_role(role: str, side: str | None) -> None:
    """A body is a side; what somebody looks after, lives in or is close to is none."""
    assert party_of(role) == side


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "The Department of Canals condemns in the strongest terms the closing of the lock.",
            "Department of Canals",
            "the closing of the lock",
        ),
        ("The union, which three days ago said it would talk, walked out.", "union", "it would talk"),
        (
            "The charges are groundless, spokeswoman Ada Lund told a weekly briefing on Wednesday.",
            "Ada Lund",
            "The charges are groundless",
        ),
        (
            "Minister Ada Lund told state television the army had left the town.",
            "Ada Lund",
            "the army had left the town",
        ),
        ("Secretary of State Ada Holt said it was shut.", "Ada Holt", "it was shut"),
        ("The newspaper said it was shut.", "The newspaper", "it was shut"),
        ("Director of the museum Ada Holt said it was shut.", "Ada Holt", "it was shut"),
        ("Members of the union said they would strike.", "Members of the union", "they would strike"),
    ],
)
def test_who_says_what(text: str, speaker: str, quote: str) -> None:
    """Times, manners, listeners and offices stand around what is said and are no part of it, nor anybody."""
    assert [(draft.speaker, draft.quotes) for draft in drafts(text)] == [(speaker, (quote,))]


def test_the_diplomat_is_a_foreign_ministry_s_spokesman() -> None:
    """``the diplomat`` and ``according to him`` take up who speaks for a foreign ministry."""
    text = (
        "The charges are groundless, Norland's Foreign Ministry spokesman Jan Orr said.\n\n"
        "“We have paid in full,” the diplomat pointed out.\n\nAccording to him, the pipe has leaked for years."
    )
    assert [draft.speaker for draft in drafts(text)] == ["Jan Orr"] * 3


def test_two_bodies_joined_speak_both() -> None:
    """Two bodies that have an article each are two speakers."""
    found = drafts("The board of the Tarn Hospital and the union Care Now agreed to end the strike.")
    assert [draft.speaker for draft in found] == ["board of the Tarn Hospital", "Care Now"]


def test_whoever_asks_is_not_interviewed() -> None:
    """``She spoke to X`` tells who asks; the labelled answers are those of whom the introduction presents."""
    asked = "\n\n".join(f"Q: Is it {n}?\n\nA: We never said that it would be {n}." for n in ("late", "wet", "dear"))
    found = drafts(f"Marta Quill has owned the club since 2023. She spoke to Sam Idowu at the ground.\n\n{asked}")
    assert {draft.speaker for draft in found} == {"Marta Quill"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "It failed, said Ann Ray. She accused the bank of hiding a report which, she said, showed a loss.",
            "Ann Ray accused the bank of hiding a report which showed a loss.",
        ),
        (
            "Not so, according to Slate: a debate on climate, she claims, was dropped after a call.",
            "Slate said a debate on climate was dropped after a call.",
        ),
        (
            "Ann Ray said: “That isn't right, I'm afraid. Two patients were sent home.”",
            "Ann Ray said that isn't right; two patients were sent home.",
        ),
        (
            "Ann Ray said the two must go. “They knew. They all knew.”",
            "Ann Ray said the two must go; they knew; they all knew.",
        ),
        (
            "Ann Ray of the Tarn Trust said: “The trust takes no pleasure in it. But nobody believes them now.”",
            "Ann Ray said the trust takes no pleasure in it; nobody believes them now.",
        ),
    ],
)
def test_claims_keep_their_words_and_read_as_english(text: str, claim: str) -> None:
    """An aside that only says again who speaks cuts nothing off, and sentences are joined as sentences."""
    assert drafts(text)[-1].claim == claim


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Bo Lund called the claim that the dam leaks “fantasy”.", Modality.DENIES),
        ("Bo Lund called that figure a pure invention.", Modality.DENIES),
        ("Bo Lund called the plan “nonsense”.", Modality.ASSERTS),
        ("Bo Lund called the report “thorough”.", Modality.ASSERTS),
    ],
)
def test_calling_a_claim_untrue_denies_it(text: str, modality: Modality) -> None:
    """Who calls a claim or a figure an invention denies it; a plan is only judged."""
    assert [draft.modality for draft in drafts(text)] == [modality]


def test_whom_somebody_contradicts_is_no_part_of_the_words() -> None:
    """``contradicted the mayor: “…”`` is quoted without the mayor."""
    found = drafts("Ann Ray contradicted the mayor: “There was no vote on the bridge.”")
    assert [draft.quotes for draft in found] == [("There was no vote on the bridge.",)]


def test_an_agency_is_named_without_who_runs_it() -> None:
    """``State-run Tarn Press news agency`` is Tarn Press."""
    found = drafts("State-run Tarn Press news agency reported that convoys had been stopped.")
    assert [(draft.speaker, draft.quotes) for draft in found] == [("Tarn Press", ("that convoys had been stopped",))]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Spokeswoman Ada Lund said in a statement it was late. Nobody was hurt, according to the statement.", 2),
        ("According to verified information, two people were hurt by a mine.", 0),
        ("This newspaper did not endorse the union.", 0),
    ],
)
def test_what_is_known_is_nobody(text: str, speakers: int) -> None:
    """A statement is of who gave it; information and the newspaper itself are no speakers."""
    assert [draft.speaker for draft in drafts(text)] == ["Ada Lund"] * speakers


def test_a_document_keeps_no_dangling_word() -> None:
    """``the report from October`` is not called "the report from"."""
    assert [draft.speaker for draft in drafts("The report from October says the track is safe.")] == ["The report"]


@pytest.mark.parametrize(
    ("text", "speaker", "claim"),
    [
        ("Ann Ray left. Bo Lund was angry. Lund: “That is an insult to them.”", "Bo Lund", "that is an insult to them"),
        (
            "Ann Ray, speaking for the union by leave of the chair, said that it would strike.",
            "Ann Ray",
            "said it would strike",
        ),
        ("Ann Ray assured members that no job would go.", "Ann Ray", "Ann Ray said no job would go."),
        (
            "Ann Ray dismissed as “nonsense” the claim that the dam leaks.",
            "Ann Ray",
            "dismissed the claim that the dam",
        ),
    ],
)
def test_speakers_before_colons_and_asides(text: str, speaker: str, claim: str) -> None:
    """A name before a colon speaks, and what stands between a speaker, a verb and what is said is passed over."""
    found = drafts(text)[-1]
    assert found.speaker == speaker
    assert claim in found.claim


def test_letters_are_of_those_who_sign_them() -> None:
    """A letter to the editor is of who is named below it, not of "Sir"."""
    text = (
        "Letters\n\nSir: The debate was not dropped after any call.\nCallum Reyes\nDirector, Tarn Festival\n\n"
        "Sir: I was told that the event would not go ahead.\nDr Lotte Vaughan\nUniversity of Marl\n"
    )
    assert [draft.speaker for draft in drafts(text)] == ["Callum Reyes", "Lotte Vaughan"]


def test_posts_are_of_those_above_them() -> None:
    """A collected post is of whom the line above it names, or of whom an earlier line names with its handle."""
    text = (
        "@TarnRail (Tarn Rail, official), 29 Jan, 08:12\nThe line will be closed until June.\n\n"
        "Ann Ray (@annray), 29 Jan\nThe track is good until 2029.\n\n"
        "@TarnRail, 29 Jan\nReplying to @annray: The western half did not pass the test.\n"
    )
    assert [(draft.speaker, draft.quotes) for draft in drafts(text, outlet=None)] == [
        ("Tarn Rail", ("The line will be closed until June.",)),
        ("Ann Ray", ("The track is good until 2029.",)),
        ("Tarn Rail", ("The western half did not pass the test.",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "question", "life"),
    [
        ("I'm not sleeping much, but I'm well.", "You look well.", True),
        ("How long have you got?", "Do you regret anything?", True),
        ("It rains.", "Thanks for making the time.", True),
        ("We never promised them a stadium.", "Is there a stadium?", False),
        ("I'm not selling the club.", "Would you sell?", False),
    ],
)
def test_how_somebody_is_is_small_talk(sentence: str, question: str, life: bool) -> None:
    """What an interview says of sleep and time before it comes to the matter is no position."""
    assert is_of_a_life(sentence, question) is life
