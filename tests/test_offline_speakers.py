"""Who is taken for the speaker: names beside questions, owners, relative clauses and times."""

from __future__ import annotations

import pytest

from llmtool.engines.offline.people.naming import full_names
from tests.offline_cases import drafts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("### Will Norvane pay for the wells?", []),
        ("“May Halden Rowers use the pier?” asked the clerk.", ["Halden Rowers"]),
        ("Will Ada Holm resign?\n\nNo.", ["Ada Holm"]),
        ("Will Harn said it was shut. Will Harn resign?", ["Will Harn"]),
        ("The pier is shut. May Norvane open it?", []),
    ],
)
def test_the_verb_of_a_question_is_no_given_name(text: str, names: list[str]) -> None:
    """``Will Norvane pay?`` asks about Norvane, and names nobody called Will."""
    assert [name for full in full_names(text).values() for name in full] == names


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Halden Water: your questions answered", "Halden Water"),
        ("Dell Council – Q&A", "Dell Council"),
        ("Northgate Ferries: frequently asked questions", "Northgate Ferries"),
    ],
)
def test_a_body_answers_on_its_own_page(title: str, speaker: str) -> None:
    """Whose page of questions it is by its title answers them, whoever a question names."""
    text = (
        "Will Orrin Vale pay?\n\nWe will pay for the wells.\n\nWas it the frost?\n\nWe think that it was the frost."
        "\n\nWill it close?\n\nWe will not close it."
    )
    assert {draft.speaker for draft in drafts(text, None, title=title)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        ("Norvane's Viktor Haas said it was late.", "Viktor Haas", "Norvane"),
        ("Northgate Ferries’ Tom Sorel said it was late.", "Tom Sorel", "Northgate Ferries"),
        ("The union's Ada Reed said it was late.", "Ada Reed", "union"),
        ("Norvane at the time said it was late.", "Norvane", None),
        ("Norvane in response said it was late.", "Norvane", None),
        ("The minister at the time said it was late.", "The minister at the time", None),
        ("A lawyer who represents the families, Tess Roe, said it was late.", "Tess Roe", None),
        ("A geologist who works for the ministry, Dr Ivo Brandt, said it was late.", "Ivo Brandt", None),
        ("A hydrologist who advises the group, Professor Neil Arden, said it was late.", "Neil Arden", None),
        ("Liam, a nurse at the Royal who did not want to give his surname, said it was late.", "Liam", None),
        ("Petra, a cleaner at the Grand who declined to give her full name, said it was late.", "Petra", None),
        ("Sonia Holm, who asked that her name not be used, said it was late.", "Sonia Holm", None),
        ("Ada Holm, a porter at Moor Hospital, said it was late.", "Ada Holm", None),
    ],
)
def test_who_says_it(text: str, speaker: str, party: str | None) -> None:
    """An owner is the side and no part of the name; who stays unnamed or is described first still speaks alone."""
    assert [(draft.speaker, draft.party) for draft in drafts(text)] == [(speaker, party)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "A resident who opposes the mine, Ann Ray, said the wells were dry.",
            ["Ann Ray opposed the mine.", "Ann Ray said the wells were dry."],
        ),
        ("The families want their names cleared.", ["The families wanted their names cleared."]),
        ("One nurse refused to give her surname.", []),
        ("Haas told Norland state TV that the line was shut.", ["Haas said the line was shut."]),
    ],
)
def test_what_tells_of_the_speaker_is_no_part_of_the_claim(text: str, claims: list[str]) -> None:
    """Neither a name after a relative clause nor a wish for secrecy nor a listener is in what is said."""
    assert [draft.claim for draft in drafts(text)] == claims


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Norvane and the union said it was late.", ["Norvane", "union"]),
        ("Both the agency and Quillon said it was late.", ["agency", "Quillon"]),
        ("Norvane and Quillon said it was late. Norvane mines, and Quillon sells.", ["Norvane", "Quillon"]),
        (
            "The Ministry, the applicant and the residents' association have all agreed to a panel.",
            ["The Ministry", "residents' association", "the applicant"],
        ),
        ("The minister and the mayor said it was late.", ["The minister", "the mayor"]),
        ("Moss and Dell said it was late.", ["Moss and Dell"]),
        ("The Ministry of Trade and Industry said it was late. Industry is slow.", ["Ministry of Trade and Industry"]),
        ("The Fire and Rescue Service said it was late.", ["Fire and Rescue Service"]),
        ("Last week, the union and the board said it was late.", ["union", "board"]),
        ("The union and the board blamed each other for the delay.", []),
        ("Both sides said it was late.", []),
        ("The two sides said it was late.", []),
    ],
)
def test_each_of_several_holds_it(text: str, speakers: list[str]) -> None:
    """Joined subjects hold a position each, unless they are one name; "both sides" are nobody that can be told."""
    assert sorted(draft.speaker or "" for draft in drafts(text)) == sorted(speakers)


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        ("A trade union representing agency staff, the PSU, said it was late.", "PSU", "PSU"),
        ("The company operating the line, Northgate Rail, said it was late.", "Northgate Rail", "Northgate Rail"),
        ("The lawyer representing the families, Tess Roe, said it was late.", "Tess Roe", None),
        ("The firm building the dam said it was late.", "firm building the dam", "firm building the dam"),
        ("41 of the union's 52 delegates said it was late.", "41 of the union's 52 delegates", "union"),
        ("Three of Norvane's five directors said it was late.", "Three of Norvane's five directors", "Norvane"),
        ("Two of the company's workers said it was late.", "Two of the company's workers", None),
    ],
)
def test_whom_a_description_means(text: str, speaker: str, party: str | None) -> None:
    """Those whom a union represents are not the union, and so many of a body's members are the body's."""
    assert [(draft.speaker, draft.party) for draft in drafts(text)] == [(speaker, party)]


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        ("Norvane has accused the union of theft; a spokesman called it “a crime”.", "a spokesman", "Norvane"),
        ("“It fell,” said Iven Strand.\n\nMr Oyelaran met the press.\n\nHe said it was late.", "Oyelaran", None),
        (
            "“It fell,” said Iven Strand.\n\nThe farmers cheered Mr Oyelaran.\n\nHe said it was late.",
            "Iven Strand",
            None,
        ),
        ("Mr Oyelaran told the Courier yesterday the road was late.", "Oyelaran", None),
    ],
)
def test_who_goes_on(text: str, speaker: str, party: str | None) -> None:
    """A spokesman speaks for who has just spoken, and "he" is the subject of the paragraph before."""
    assert (drafts(text)[-1].speaker, drafts(text)[-1].party) == (speaker, party)


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        (
            "Maud Kessler, who chairs the residents' association, left. Her group said it was late.",
            "residents' association",
            "residents' association",
        ),
        ("Tom Renn, head of Orvik Clay, said no more. His company said it was late.", "Orvik Clay", "Orvik Clay"),
        ("The chair of the management board of Orvik Clay, Ada Lund, said it was late.", "Ada Lund", "Orvik Clay"),
        ("“It was late,” said Ada Lund, chairwoman of the Supervisory Board.", "Ada Lund", None),
        ("The head of the press office of the Harbour Trust, Ada Lund, said it was late.", "Ada Lund", "Harbour Trust"),
    ],
)
def test_organs_and_groups_are_the_body_s(text: str, speaker: str, party: str | None) -> None:
    """A board that every company has is no side, and "her group" is the body of which she has just spoken."""
    assert (drafts(text)[-1].speaker, drafts(text)[-1].party) == (speaker, party)


def test_a_project_is_nobody() -> None:
    """``The Project`` with a capital, in a release of who plans it, holds no view."""
    assert [draft.speaker for draft in drafts("The Project supports 640 jobs.")] in ([], [None])


@pytest.mark.parametrize("trade", ["Courier", "Signaller", "Grower", "Stallholder"])
def test_a_trade_before_a_name_is_no_part_of_it(trade: str) -> None:
    """The capital of a sentence's first word makes no name of what somebody does for a living."""
    (draft,) = drafts(f"{trade} Tess Okoro said the cabins leak.")
    assert draft.speaker == "Tess Okoro"


@pytest.mark.parametrize("role", ["Harbour master", "Junior minister", "Shop steward"])
def test_what_an_office_is_for_is_no_side(role: str) -> None:
    """A department before an office names nobody whom its holder speaks for."""
    (draft,) = drafts(f"{role} Tess Okoro said the cabins leak.")
    assert (draft.speaker, draft.party) == ("Tess Okoro", None)
