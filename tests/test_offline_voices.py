from __future__ import annotations

import pytest
from test_offline_claims import drafts

from llmtool.engines.offline.people.naming import full_names


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        ("Advisers to Mr. Holm said it was late.", "Advisers to Mr. Holm", None),
        ("Ada Holm left. Lawyers for Ada Holm said it was late.", "Lawyers for Ada Holm", "Ada Holm"),
        ("The report’s main author, Wen Li of Tarn University, said it was late.", "Wen Li", "Tarn University"),
        ("One neighbour, Ivy Stone, said it was late.", "Ivy Stone", None),
        ("Dredging company Moor & Sons said it was late.", "Moor & Sons", "Moor & Sons"),
        ("The developer, Ventus, said it was late.", "Ventus", "Ventus"),
        ("An arbitration board said it was late.", "arbitration board", "arbitration board"),
        ("Viktor Dunn left. His lawyers said it was late.", "Viktor Dunn’s lawyers", "Viktor Dunn"),
        ("Coast Lines grew. Its accountant, Leo Marr, said it was late.", "Leo Marr", "Coast Lines"),
        ("The nurses’ union met. Union secretary Jo Finch said it was late.", "Jo Finch", "nurses’ union"),
        ("The health ministry closed the ward. The ministry said it was late.", "health ministry", "health ministry"),
        ("Northgate Ferries sails daily. Northgate said it was late.", "Northgate Ferries", "Northgate Ferries"),
        ("Two of her councillors, Ian Bell and Kate Moss, said it was late.", "Two councillors", None),
        ("Former port director Viktor Dunn said it was late.", "Viktor Dunn", None),
        ("Bo Hedlin, a doctor with a practice in the village, said it was late.", "Bo Hedlin", None),
        ("Ravi Menon, professor of logic at Halden University, said it was late.", "Ravi Menon", "Halden University"),
        ("Coast TV is opposed to it. A spokeswoman said it was late.", "A spokeswoman", "Coast TV"),
        ("The bridge opened. Ada Holm, the board’s technical inspector, said it was late.", "Ada Holm", "board"),
        ("The queen slept. Mr Dunn, whose firm has two cranes, was glad. He said it was late.", "Dunn", None),
        ("Cleaners at Moor Hospital said it was late.", "Cleaners at Moor Hospital", None),
        ("Kell’s envoy in Ostra, Ugo Vance, said it was late.", "Ugo Vance", "Kell"),
        ("Kell’s water minister, Pia Sorel, said it was late.", "Pia Sorel", "Kell"),
        ("Dr. Hanne Voll, a surgeon at Moor Hospital, said it was late.", "Hanne Voll", "Moor Hospital"),
        ("His barrister, Philip Crane KC, said it was late.", "Philip Crane", None),
        ("Cllr Nigel Frome said it was late.", "Nigel Frome", None),
        ("Shop owner Greta Halm said it was late.", "Greta Halm", None),
        ("Farmers’ League president Judith Amory said it was late.", "Judith Amory", "Farmers’ League"),
        ("A majority of voters said it was late.", "A majority of voters", None),
        ("But housing rights advocates said it was late.", "housing rights advocates", None),
        ("Recent polls differ. Polls show it was late.", "Polls", None),
    ],
)
def test_whose_words_they_are(text: str, speaker: str, party: str | None) -> None:
    """Somebody's name is found behind what describes them, and their side behind whose they are."""
    last = drafts(text)[-1]
    assert (last.speaker, last.party) == (speaker, party)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Helen Marsh said it was true. Parent Gina Holm disputed that. She said nobody had asked.", "Gina Holm"),
        ("Karl Voss said it was true. Lena Brook denied this: it was wrong, she insisted.", "Lena Brook"),
        ("Ada Reed said it was true. The role of Lena Brook was unclear. She said it was late.", "Ada Reed"),
        ("Karl Voss met Lena Brook. She said it was late.", "Lena Brook"),
        ("Karl Voss said it was true. “The work of Bob Lund helps,” he said.", "Karl Voss"),
        (
            "Xandi Voss said so. Mr Voss left.\n\nIt fell to Ada Reed to pay. It was late, she said.",
            "Ada Reed",
        ),
        ("Karl Voss left.\n\nThe news has not moved Ada Reed, of the guild. It was late, she said.", "Ada Reed"),
        ("The kitchen in which Ada Reed waits is cold.\n\n“It was late,” she says.", "Ada Reed"),
        ("Ivo Reed came. Ada Holm, the group’s spokeswoman, was there. It was late, she said.", "Ada Holm"),
    ],
)
def test_whom_a_pronoun_means(text: str, speaker: str) -> None:
    """A pronoun means the last subject that its gender fits, not another name or one inside a quotation."""
    assert drafts(text)[-1].speaker == speaker


def test_few_and_nobody_say_nothing() -> None:
    """``Few in the hall doubted …`` is nobody's position, and no pronoun takes it up."""
    text = "Few in the hall said it was true. Nobody said it was early."
    assert not drafts(text)


def test_the_speaker_of_a_label_in_brackets() -> None:
    """A turn that is labelled with a role and a name in brackets is that person's, not the speaker's before."""
    text = """CHAIR: Item one is the bridge.

MR. RUIZ: The bridge is not safe for lorries.

MS. MARSH: The bridge has been safe for ninety years.

RESIDENT (Gina Holm, Oak Street): My cellar shakes whenever a lorry crosses it.
"""
    assert [draft.speaker for draft in drafts(text) if "cellar" in draft.claim] == ["Gina Holm"]


def test_a_month_before_a_name_is_no_part_of_it() -> None:
    """``Until last December Dora Pell`` names Dora Pell."""
    assert full_names("Until last December Dora Pell ran the office. On Friday Ann Lee left.") == {
        "pell": ["Dora Pell"],
        "lee": ["Ann Lee"],
    }


def test_names_by_address_and_no_names_in_capitals() -> None:
    """``Mr Renn`` is a person without a given name, a full name goes before it, and a line in capitals is none."""
    assert full_names("Mr Renn came. END OF HEARING") == {"renn": ["Renn"]}
    assert full_names("Mr Renn came, then Ada Renn. Dr Who Else left.")["renn"] == ["Ada Renn"]
    assert full_names("Mr Peru and Ms The left.") == {}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anita Lund, a steward, left. Peter Lund, a director, slept. Mr Lund said it was late.", "Peter Lund"),
        ("Anita Lund, a steward, left. Peter Lund, a director, slept. Ms Lund said it was late.", "Anita Lund"),
        ("Robin Lund left. Kim Lund slept. Lund said it was late.", "Kim Lund"),
        ("Kim Lund, a steward, left. Robin Lund, a pilot, slept. Lund, the steward, said it was late.", "Kim Lund"),
        ("Lund, the former minister, said it was late. Kaja Lund slept.", "Lund"),
        ("Mr Lund said it was late. Former mayor Robin Lund slept.", "Lund"),
        ("Lund, the chief, said it was late. Ada Lund slept.", "Lund"),
        ("Lund said it was late. Mayor Robin Lund slept.", "Robin Lund"),
    ],
)
def test_namesakes_in_one_document(text: str, speaker: str) -> None:
    """A surname of two persons is his or hers by the address or the role, else the last one named; a former is none."""
    assert [draft.speaker for draft in drafts(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Energy minister Ada Lund left. The UQW leader said it was late.", "The UQW leader"),
        ("Energy minister Ada Lund left. The union leader said it was late.", "The union leader"),
        ("President Ada Lund left. The Valdorian leader said it was late.", "Ada Lund"),
    ],
)
def test_the_leader_of_a_body_is_no_minister(text: str, speaker: str) -> None:
    """``The union leader`` is not the minister whom a document names; a country's leader may be its president."""
    assert [draft.speaker for draft in drafts(text)] == [speaker]


def test_the_official_is_the_one_quoted_before() -> None:
    """``The official`` takes up ``a senior official familiar with the talks``."""
    text = "A senior official familiar with the talks said it was late. The official said it would rain."
    assert len({draft.speaker for draft in drafts(text)}) == 1


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Seventy percent of services opposed the plan.", []),
        ("Seventy percent of residents opposed the plan.", ["Seventy percent of residents"]),
        ("The loss came to 165 million tonnes in two days, which tells you how much weight it can bear.", []),
        ("The agency published its estimate of the population.", []),
        ("The tabs are old. Not so, according to the firm, which says that they are new.", ["firm"]),
    ],
)
def test_a_share_of_things_holds_nothing(text: str, speakers: list[str]) -> None:
    """A share of people may hold something; a share or a measure of things may not, nor is it told what an estimate
    without a figure says, nor twice what "according to" and "says" give to one.
    """
    assert [draft.speaker for draft in drafts(text)] == speakers


def test_a_company_by_the_end_of_its_name() -> None:
    """``Ostrey Freight`` is no person called Freight."""
    assert full_names("Ostrey Freight grew, said Ada Lund.") == {"lund": ["Ada Lund"]}
