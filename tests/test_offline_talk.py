"""Hearings, interviews and sheets of questions: who asks holds nothing, and an answer is told with what it answers."""

from __future__ import annotations

import pytest

from llmtool.engines.offline.contents.wording import modality_of_words
from llmtool.engines.offline.extract import positions
from llmtool.engines.protocol import SegmentedDocument
from llmtool.schema import Document, Modality, PositionDraft
from llmtool.segment import sentences


def drafts(text: str, title: str | None = None, outlet: str | None = None) -> tuple[PositionDraft, ...]:
    document = Document(
        id="d1",
        source="d1.txt",
        title=title,
        outlet=outlet,
        byline=None,
        published=None,
        language="en",
        text=text,
        copy_of=None,
    )
    return positions(SegmentedDocument(document, sentences(text)))[0]


def claims(text: str, title: str | None = None, outlet: str | None = None) -> list[str]:
    return [draft.claim for draft in drafts(text, title, outlet)]


@pytest.mark.parametrize(
    "question",
    [
        "Will the minister confirm that the contract has been terminated?",
        "And, Minister, did the agency deny that files were copied?",
        "Isn't it true that the harbour board admitted that the crane was cracked?",
        "Does the council accept that the pool leaks?",
    ],
)
def test_a_question_is_nobodys_position(question: str) -> None:
    """Whether somebody confirms or denies a thing is only asked, in a hearing as in prose."""
    answer = "Bo Tann: The decision will be taken in June."
    assert claims(f"Ann Ray: {question}\n\n{answer}\n\nAnn Ray: {question}") == [
        "Bo Tann said the decision will be taken in June."
    ]
    assert claims(f"The road was closed on Monday. {question} Nobody knows.") == []


HOUSE = """Ann Ray: To ask the Minister for Transport whether he will meet the drivers.

Anna Tann: Two inspectors from my department went there. They found that the dam had been leaking.

Ann Ray: My party wants the licence withdrawn, and I call on him to withdraw it today.

Several hon. Members rose—

The House divided.

Anna Tann: I call on Ms Ray to speak."""


def test_business_of_a_house_is_no_position() -> None:
    """What tells of the room, puts a question or gives the floor is not said; whom one calls on to act is a demand."""
    found = drafts(HOUSE)
    assert [draft.claim for draft in found] == [
        "Anna Tann said two inspectors from her department went there; they found that the dam had been leaking.",
        "Ann Ray said her party wants the licence withdrawn, and she calls on him to withdraw it today.",
    ]
    assert found[1].modality is Modality.DEMANDS


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("I should stress that the licence remains in force.", Modality.ASSERTS),
        ("I must correct something.", Modality.ASSERTS),
        ("I should say that the board must resign.", Modality.DEMANDS),
        ("It should not have happened.", Modality.ASSERTS),
        ("They ought to have paid in May.", Modality.ASSERTS),
        ("The board should have a vote.", Modality.DEMANDS),
        ("If I may, Chair, that is precisely the point.", Modality.ASSERTS),
        ("I have written to the firm to require that it stops.", Modality.DEMANDS),
        ("you'll use up to 6 million litres a day", Modality.PREDICTS),
    ],
)
def test_what_spoken_words_do(words: str, modality: Modality) -> None:
    """What leads over to a statement does nothing by itself, and what should have been is regretted."""
    assert modality_of_words(words) is modality


INTERVIEW = """Herald: When will the boats go out again?

Berg: As soon as the quota is back.

Herald: You once called the quota a gift.

Berg: I don't agree with that.

Herald: So you will sign in Oslo?

Berg: Yes. We sent the paper on Monday. We have no further conditions.

Herald: The ministry says that you broke the rules.

Berg: That is simply untrue. Three boats broke the rules in April."""


HEADING = "Interview: Ola Berg, deputy chairman of Tarn Gas, talks to The Herald"


@pytest.mark.parametrize(("title", "above"), [(HEADING, ""), ("“We stay”", f"{HEADING}\n\n")])
def test_answers_come_with_what_they_answer(title: str, above: str) -> None:
    """A clause that depends on its question, a yes and a bare "I don't" are told with it; who asks holds nothing."""
    assert claims(above + INTERVIEW, title) == [
        "Asked “When will the boats go out again?”, Ola Berg answered: “As soon as the quota is back.”",
        "Ola Berg rejected the claim “You once called the quota a gift”: “I don't agree with that.”",
        "Asked “So you will sign in Oslo?”, Ola Berg answered: “Yes. We sent the paper on Monday.”",
        "Ola Berg said Tarn Gas has no further conditions.",
        "The ministry said Tarn Gas broke the rules.",
        "Ola Berg rejected the claim “The ministry says that you broke the rules”: “That is simply untrue.”",
        "Ola Berg said three boats broke the rules in April.",
    ]


def test_a_yes_before_a_whole_statement_adds_nothing() -> None:
    """Where a sentence after "yes" says it all, it stands alone."""
    text = INTERVIEW.replace("We sent the paper on Monday.", "The guild signed the paper in Oslo on Monday.")
    found = claims(text, "Interview: Ola Berg")
    assert "Ola Berg said the guild signed the paper in Oslo on Monday." in found
    assert not any("Yes." in claim for claim in found)


ASKED = """25 March 2031. Interview by Samuel Idowu

Q: The drivers say you owe them two months' pay.

A: Half of our buses were bought after 2001.

Q: The audit office says it warned you in March.

A: We had made up our minds before that letter."""


def test_who_made_an_interview_answers_nothing() -> None:
    """An interviewer who is credited is not who answers; "you" is whom the title presents."""
    assert claims(ASKED, "Tarn Bus's Ann Ray on the strike") == [
        "The drivers said Tarn Bus owes them two months' pay.",
        "Ann Ray said half of Tarn Bus’s buses were bought after 2001.",
        "The audit office said it warned Tarn Bus in March.",
        "Ann Ray said Tarn Bus had made up its minds before that letter.",
    ]


def test_nobody_knows_who_you_is() -> None:
    """What an interviewer tells of somebody unnamed is no claim that could be read alone."""
    assert claims(ASKED) == claims(ASKED.replace("Interview by Samuel Idowu", "")) == []


def test_what_somebody_could_have_done_is_judged_by_the_writer() -> None:
    """A missed chance is no position of whoever missed it, unlike what somebody would have done."""
    assert claims("The union could have accepted seven per cent. The board should have agreed to a later date.") == []
    assert claims("The union would have accepted a later date.") == ["The union would have accepted a later date."]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            'Ola Berg, speaking on the quay: "No boat will leave before noon."',
            "Ola Berg said no boat will leave before noon.",
        ),
        ('Kay Bell, regional officer: "The pumps ran dry in May."', "Kay Bell said the pumps ran dry in May."),
        (
            'Harbour master Ola Berg, in tears: "The pumps ran dry in May."',
            "Ola Berg said the pumps ran dry in May.",
        ),
        (
            'Ola Berg tweets: "Disappointed that the guild refused a fair offer."',
            "Ola Berg tweeted: “Disappointed that the guild refused a fair offer.”",
        ),
        (
            "The Echo says: Both sides must give ground. The board should publish its figures in full.",
            "The Echo said both sides must give ground; the board should publish its figures in full.",
        ),
    ],
)
def test_who_stands_before_a_colon_speaks(text: str, claim: str) -> None:
    """A name with what its bearer is or does leads in a quotation; "X says:" leads in its whole paragraph."""
    assert claim in claims(f"The harbour was closed.\n\n{text}\n\nIt rained.")


LETTER = """Bridget Ray's remarks astonish me.

She says that nurses have no choice. Of course they have. They could have taken seven per cent.

A law that fixes the number of patients would be a disaster. I seldom agree with Mr Orr, and in my view the sum is nil.

Dilys Penhall
Upper Kestrel

The Echo says: Both sides must give ground."""


def test_a_signed_letter_is_its_writers() -> None:
    """From its opening to the name below it a letter is in its writer's voice; those it cites keep theirs."""
    found = [(draft.speaker, draft.claim) for draft in drafts(LETTER, "Your letters")]
    assert found == [
        ("Dilys Penhall", "Dilys Penhall said: “Bridget Ray's remarks astonish me.”"),
        ("Bridget Ray", "Bridget Ray said nurses have no choice."),
        ("Dilys Penhall", "Dilys Penhall said of course they have; they could have taken seven per cent."),
        ("Dilys Penhall", "Dilys Penhall said a law that fixes the number of patients would be a disaster."),
        ("Dilys Penhall", "Dilys Penhall said: “I seldom agree with Mr Orr, and in my view the sum is nil.”"),
        ("Echo", "The Echo said both sides must give ground."),
    ]


def test_letters_on_a_page_are_told_apart() -> None:
    """A salutation opens the next letter; what a reporter signs below a report is no letter."""
    first = "Sir: The bridge is safe.\n\nThe county tested it in May.\n\nAnn Ray"
    page = f"{first}\n\nSir: The bridge leaks. It did in May.\n\nCem Acar\nTarn"
    assert [(draft.speaker, draft.claim) for draft in drafts(page)] == [
        ("Ann Ray", "Ann Ray said the bridge is safe; the county tested it in May."),
        ("Cem Acar", "Cem Acar said the bridge leaks; it did in May."),
    ]
    assert claims("The council closed the pool.\n\nThe pool had many friends.\n\nBo Tann\nTarn") == []


def test_a_sheet_of_myths_and_facts_is_its_bodys() -> None:
    """The body whose sheet it is denies the myths and says the facts; neither label is anybody."""
    text = """Lake Anglers' Association – Briefing, 3 May 2031

Myth: “Members were not asked.”

Fact: 71 members voted in November.

Myth: “The mill employs 90 people.”

Fact: It has employed 30 since 2029."""
    found = drafts(text)
    assert {draft.party for draft in found} == {"Lake Anglers' Association"}
    assert [(draft.modality, draft.claim) for draft in found] == [
        (Modality.DENIES, "The Lake Anglers' Association denied that members were not asked."),
        (Modality.ASSERTS, "71 members voted in November."),
        (Modality.DENIES, "The Lake Anglers' Association denied that the mill employs 90 people."),
        (Modality.ASSERTS, "It has employed 30 since 2029."),
    ]


@pytest.mark.parametrize(
    ("head", "title", "outlet", "sender"),
    [
        ("Tarn Quarry Ltd (“Tarn” or the “Company”) today issued a statement.", None, None, "Tarn Quarry Ltd"),
        ("Ministry for Water, Republic of Orren | Fact sheet no. 7", None, None, "Ministry for Water"),
        ("Published: 3 May", "Statement of the Ministry of Energy on gas", "Government of Orren", "Ministry of Energy"),
        ("Updated in May", "Tarn Water Authority: your questions answered", None, "Tarn Water Authority"),
    ],
)
def test_a_bodys_own_paper_says_its_positions(head: str, title: str | None, outlet: str | None, sender: str) -> None:
    """In a release, a fact sheet or a numbered statement each plain sentence is the sender's."""
    text = f"{head}\n\n1. The pit covers 40 hectares.\n\n2. No house has been damaged by it.\n\n3. It opened in May."
    found = drafts(text, title, outlet)
    assert [draft.claim for draft in found] == [
        "The pit covers 40 hectares.",
        "No house has been damaged by it.",
        "It opened in May.",
    ]
    assert {draft.party for draft in found} == {sender}


def test_a_newspaper_that_prints_a_statement_does_not_speak() -> None:
    """A paper that reports on a body's statement is not that body."""
    title = "Statement of the Ministry of Energy on gas"
    assert claims("The pit covers 40 hectares.\n\nIt was opened in May.", title, "The Orren Herald") == []


def test_a_bodys_own_questions_are_answered_by_it() -> None:
    """Where a body's paper asks and answers, the answers are the body's, whoever else is named most."""
    text = """What happened?

We were told by Ann Ray in May that the pump leaks.

Is the water safe?

We have found no trace of oil in the wells.

Will Ann Ray pay?

We have asked Ann Ray to pay for the pump."""
    found = drafts(text, "Tarn Water Authority: your questions answered")
    assert {draft.speaker for draft in found} == {"Tarn Water Authority"}


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("I should stress that the licence remains in force.", "Anna Tann said the licence remains in force."),
        ("If I may, Chair, the pumps have been dry since May.", "Anna Tann said the pumps have been dry since May."),
        ("I can tell the House that the pumps ran dry.", "Anna Tann said the pumps ran dry."),
        ("I must admit that the pumps ran dry.", "Anna Tann said she must admit that the pumps ran dry."),
        (
            "I no longer expect a deal on the pumps in May.",
            "Anna Tann said she no longer expects a deal on the pumps in May.",
        ),
    ],
)
def test_what_leads_over_is_no_part_of_a_claim(said: str, claim: str) -> None:
    """That somebody stresses or may say a thing adds nothing to it; that they admit it does."""
    assert claims(f"Anna Tann: {said}\n\nBo Orr: Why?\n\nAnna Tann: Ask the board.")[0] == claim


def test_a_title_tells_whom_somebody_speaks_for() -> None:
    """Where a text names who is interviewed without an office, the title's "Norvane's" does."""
    text = "Ann Ray has run the buses since May.\n\n" + ASKED
    assert {
        draft.party for draft in drafts(text, "Tarn Bus's Ann Ray on the strike") if draft.speaker == "Ann Ray"
    } == {"Tarn Bus"}


@pytest.mark.parametrize(
    ("asked", "said", "claim"),
    [
        (
            "What would end it?",
            "Brakes that work.",
            "Asked “What would end it?”, Bo Tann answered: “Brakes that work.”",
        ),
        (
            "When do you go back?",
            "Once the roof is mended.",
            "“When do you go back?”, Bo Tann answered: “Once the roof is",
        ),
        (
            "Will you stay?",
            "Yes, if they pay us all.",
            "“Will you stay?”, Bo Tann answered: “Yes, if they pay us all.”",
        ),
        (
            "The mayor says you want her job.",
            "Nonsense.",
            "Bo Tann rejected the claim “The mayor says you want her job”: “Nonsense.”",
        ),
    ],
)
def test_words_without_a_clause_come_with_their_question(asked: str, said: str, claim: str) -> None:
    """A noun, a condition or a word of protest is nothing that could be read alone."""
    text = f"Q: {asked}\n\nA: {said}\n\nQ: And the buses, Mr Tann?\n\nA: I can't say."
    found = claims(text, "Bo Tann, head of the drivers, on the strike")
    assert any(claim in each for each in found)
    assert len([each for each in found if "Bo Tann" in each]) == 1
