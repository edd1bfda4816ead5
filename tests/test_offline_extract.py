from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llmtool.engines.offline import OfflineEngine
from llmtool.engines.protocol import SegmentedDocument
from llmtool.schema import Attribution, Document, Modality, PositionDraft
from llmtool.segment import sentences

HOUSING = """Tenants and council clash over Larch Court towers
By Ines Okafor | Millbridge Courier

MILLBRIDGE, 14 March — The city council will demolish the two Larch Court towers by June, Housing Director Paula Renn \
said on Tuesday, calling the blocks “beyond repair”.

“We have spent £4.2 million on these buildings since 2027 and the damp keeps coming back,” Renn said. “There is no \
cheaper way.”

The Larch Court Tenants’ Association (LCTA) rejected the plan. Its chair, Tom Adeyemi, accused the council of letting \
the towers rot and demanded that every family be given a home in the same ward.

‘Nobody asked us,’ he told a meeting of about 140 residents. ‘We’ll go to court if we have to.’

The association’s survey found that 61 of 88 flats had no damp at all. The council disputes that figure; it says \
inspectors recorded mould in 70 flats.

According to two people briefed on the tender, the demolition contract is worth £9 million. A council spokeswoman \
declined to comment on the sum but denied that any contract had been signed.

Mayor Greta Holm, who was elected last year, has promised not to move anyone against their will. “It is simply untrue \
that we broke our word,” she said.

“I was born here,” said Maria Lopes, 74. “They’ll have to carry me out.”

Eighteen families have already left, at a cost of £310,000 to the council.
"""

INQUIRY = """Kellan Bay ferry inquiry, day 3

Present: the chair, Dame Ruth Ellery; counsel to the inquiry, Mr Sam Boyd; the witness, Captain Lars Moen of Fjordline.

MR BOYD: Captain Moen, how many passengers were aboard?
CAPTAIN MOEN: We counted 212 passengers. The bow door was closed when we left the quay.
MR BOYD: The harbour master has said that the door was open.
CAPTAIN MOEN: I do not accept that. He was not on the quay that night.
(The witness was shown a photograph.)
THE CHAIR: We will hear from the harbour master on Thursday.

Q: Did you reduce speed?
A: No. We kept to fourteen knots.
"""

LIVE = """Live: Norvik Foods recall

11.05
Norvik Foods says it has recalled 30,000 jars of baby purée as “a precaution” and insists no child has fallen ill.

10.40
• Consumer Watch director Jo Tamm: “The company knew in May”; called for the plant to be shut.
• Norvik chief executive Per Aas: Warned that closing the plant would cost 400 jobs.

10.15
The regulator was quoted as saying that it had received nine complaints. It added that tests would take two weeks.

09.50
"We are deeply sorry," Aas said in a statement. "But we reject the allegation that we hid anything," he added, urging \
parents to return the jars. His deputy, Lena Brandt, told Radio Nord that the fault lay with a supplier.
"""


def segmented(text: str, **more: object) -> SegmentedDocument:
    fields: dict[str, object] = {
        "id": "d-1",
        "source": "stories/courier.txt",
        "title": None,
        "outlet": None,
        "byline": None,
        "published": dt.date(2031, 3, 14),
        "language": "en",
        "text": text,
        "copy_of": None,
    }
    return SegmentedDocument(Document.model_validate(fields | more), sentences(text))


def drafts(text: str, **more: object) -> tuple[PositionDraft, ...]:
    return OfflineEngine(None, "test").extract([segmented(text, **more)]).drafts["d-1"]


def claims(text: str) -> list[tuple[str | None, str]]:
    return [(draft.speaker, draft.claim) for draft in drafts(text)]


def test_housing_dispute() -> None:
    """In a news story each statement goes to the right speaker, by full name, with a claim that can be read alone; what
    nobody else speaks of is no position of the paper.
    """
    assert claims(HOUSING) == [
        ("Paula Renn", "Paula Renn said the city council will demolish the two Larch Court towers by June."),
        ("Paula Renn", "Paula Renn called the blocks “beyond repair”."),
        (
            "Paula Renn",
            (
                "Paula Renn said: “We have spent £4.2 million on these buildings since 2027 and the damp keeps coming "
                "back. There is no cheaper way.”"
            ),
        ),
        ("Larch Court Tenants’ Association", "The Larch Court Tenants’ Association rejected the plan."),
        ("Tom Adeyemi", "Tom Adeyemi accused the council of letting the towers rot."),
        ("Tom Adeyemi", "Tom Adeyemi demanded that every family be given a home in the same ward."),
        (
            "Tom Adeyemi",
            ("Tom Adeyemi said nobody asked the Larch Court Tenants’ Association; it will go to court if it has to."),
        ),
        (
            "Larch Court Tenants’ Association",
            "The Larch Court Tenants’ Association found that 61 of 88 flats had no damp at all.",
        ),
        ("city council", "The city council disputed the claim that 61 of 88 flats had no damp at all."),
        ("city council", "The city council said inspectors recorded mould in 70 flats."),
        (
            "two people briefed on the tender",
            "Two people briefed on the tender said the demolition contract is worth £9 million.",
        ),
        ("A council spokeswoman", "A council spokeswoman denied that any contract had been signed."),
        ("Greta Holm", "Greta Holm promised not to move anyone against their will."),
        ("Greta Holm", "Greta Holm said: “It is simply untrue that we broke our word.”"),
        ("Maria Lopes", "Maria Lopes said she was born here; they’ll have to carry her out."),
    ]


def test_details_of_drafts() -> None:
    """A draft gives role and side in the text's words, its modality, how much is quoted and the day it was said."""
    found = {draft.claim: draft for draft in drafts(HOUSING)}
    first = next(draft for claim, draft in found.items() if "demolish" in claim)
    assert (first.role, first.attribution, first.modality) == (
        "Housing Director",
        Attribution.INDIRECT,
        Modality.PREDICTS,
    )
    assert first.said_on == dt.date(2031, 3, 11)
    mixed = next(draft for claim, draft in found.items() if "beyond repair" in claim)
    assert (mixed.attribution, mixed.quotes) == (Attribution.MIXED, ("the blocks “beyond repair”",))
    direct = next(draft for claim, draft in found.items() if "cheaper" in claim)
    assert direct.attribution is Attribution.DIRECT
    assert direct.quotes[1] == "There is no cheaper way."
    demand = next(draft for claim, draft in found.items() if "ward" in claim)
    assert (demand.party, demand.role, demand.modality) == (
        "Larch Court Tenants’ Association",
        "chair",
        Modality.DEMANDS,
    )
    assert next(draft for claim, draft in found.items() if "denied" in claim).modality is Modality.DENIES


def test_transcript() -> None:
    """In a transcript the labels speak, or those whom they cite, by the names that the document introduces."""
    assert claims(INQUIRY) == [
        ("Lars Moen", "Lars Moen said: “We counted 212 passengers.”"),
        ("Lars Moen", "Lars Moen said: “The bow door was closed when we left the quay.”"),
        ("The harbour master", "The harbour master said the door was open."),
        (
            "Lars Moen",
            (
                "Lars Moen rejected the claim “The harbour master has said that the door was open”: "
                "“I do not accept that.”"
            ),
        ),
        ("Lars Moen", "Lars Moen said he was not on the quay that night."),
        ("Lars Moen", "Asked “Did you reduce speed?”, Lars Moen answered: “No. We kept to fourteen knots.”"),
    ]


PRESSER = """Ministry of Fisheries
Transcript: press conference after the quota talks

MINISTER DAHL: So let me say it in front of all of you. The quota will be 40,000 tonnes this year.
SECRETARY ROSS: (Laughing.) We need 55,000 tonnes. (Applause.) I've read in the papers that we gave in.
QUESTION (Coast Radio): Minister, people say that 300 boats will go out anyway. Will they?
MINISTER DAHL: Nobody will leave the harbour before the first of June.

(Laughter.)

END OF TRANSCRIPT
"""


def test_stage_directions_questions_and_notices_are_nobodys_words() -> None:
    """What a transcript says in brackets, in capitals at its end or in a journalist's question is no speaker's own."""
    assert [claim for claim in claims(PRESSER) if claim[0] in {"Dahl", "Ross"}] == [
        ("Dahl", "Dahl said the quota will be 40,000 tonnes this year."),
        ("Ross", "Ross said: “We need 55,000 tonnes.”"),
        ("Dahl", "Dahl said nobody will leave the harbour before the first of June."),
    ]
    assert not [draft for draft in drafts(PRESSER) if "TRANSCRIPT" in " ".join(draft.quotes)]


TALK = """Lena Orth has run the Tarn Dairy since 2019. We met her in the yard.

Ms Orth, the price of milk has doubled. Is that fair?

Our members were paid 31 cents a litre for nine years. I won't ask them to work for nothing.

The supermarkets say that you walked out. Did you?

No. We waited for two hours and nobody came.

Will there be milk next week?

There will be milk on Monday. I promise it.
"""


def test_answers_without_a_label_are_those_of_whom_the_questions_address() -> None:
    """In an interview that only sets questions apart, the answers are one person's and the questions nobody's."""
    asked = "Asked “Did you?”, Lena Orth answered: “No. We waited for two hours and nobody came.”"
    found = [claim for name, claim in claims(TALK) if name == "Lena Orth"]
    assert asked in found
    assert any("31 cents" in claim for claim in found)
    assert not any("doubled" in claim or "next week" in claim for _, claim in claims(TALK))


@pytest.mark.parametrize("name", ["THE MARN LANTERN", "Lantern", "TML"])
def test_the_outlets_own_turns_in_an_interview_are_nobodys_position(name: str) -> None:
    """Who asks under the outlet's name holds nothing of what the questions say; a firm that answers does."""
    asked = (
        "Will the mill close?",
        "Your predecessor says the mill was sold. Is that so?",
        "And the dam? Half is dry.",
    )
    given = ("The mill will not close.", "Nobody has sold the mill.", "The dam will be repaired in May.")
    text = "\n\n".join(f"{name}: {one}\n\nAda Weld: {other}" for one, other in zip(asked, given, strict=True))
    assert {draft.speaker for draft in drafts(text, outlet="The Marn Lantern")} == {"Ada Weld"}
    text = "\n\n".join(f"Customer: {one}\n\nLake Water: {other}" for one, other in zip(asked, given, strict=True))
    assert len(drafts(text, outlet="Lake Water")) >= 3


def test_questions_of_a_story_make_no_interview() -> None:
    """Rhetorical questions between paragraphs that nobody answers for himself leave the story a story."""
    story = (
        "What went wrong?\n\nThe dam broke at noon, Ada Holm said.\n\n"
        "Who knew?\n\nThe mayor said the sirens were silent.\n\n"
    )
    assert not any("dry" in claim for _, claim in claims(f"{story}And now?\n\nThe town is dry."))


def test_live_blog() -> None:
    """Bullets name their speakers, and what the pronouns stand for is found inside the entry."""
    assert claims(LIVE) == [
        ("Norvik Foods", "Norvik Foods said it has recalled 30,000 jars of baby purée as “a precaution”."),
        ("Norvik Foods", "Norvik Foods insisted no child has fallen ill."),
        ("Jo Tamm", "Jo Tamm said the company knew in May."),
        ("Jo Tamm", "Jo Tamm called for the plant to be shut."),
        ("Per Aas", "Per Aas warned that closing the plant would cost 400 jobs."),
        ("regulator", "The regulator said it had received nine complaints."),
        ("regulator", "The regulator added tests would take two weeks."),
        ("Per Aas", "Per Aas said Norvik is deeply sorry."),
        ("Per Aas", "Per Aas added Norvik rejects the allegation that it hid anything."),
        ("Per Aas", "Per Aas urged parents to return the jars."),
        ("Lena Brandt", "Lena Brandt said the fault lay with a supplier."),
    ]


QUOTA = """What they say about the herring quota

• Fishers' association: "This will finish the small boats"; wants the cut spread over four years.
• Greenwater (environment group): Welcomed the cut but called for a closure of the northern grounds.
• Institute for Sea Research – The cut is the least that is needed; anything less would risk a collapse.
• Plant owners: warned of 250 job losses.
• Mayor of Hamnes, Kari Strand: Demands 14 million crowns for the town.
• **Ida Holm, her deputy:** “There is enough.” It would do, she told us.
• Quota commission – recommends 900 tonnes
• Boats: “We land 900 tonnes a year,” skipper Jonas Wiik wrote to us.
"""


def test_bullets_of_bodies_and_groups() -> None:
    """A bullet's label may be a body, a group or a role, but a quotation with a source of its own is that source's."""
    assert [(speaker, claim.partition(" ")[2]) for speaker, claim in claims(QUOTA)] == [
        ("Fishers' association", "association said this will finish the small boats."),
        ("Fishers' association", "association wanted the cut spread over four years."),
        ("Greenwater (environment group)", "(environment group) welcomed the cut."),
        ("Greenwater (environment group)", "(environment group) called for a closure of the northern grounds."),
        (
            "Institute for Sea Research",
            "for Sea Research said the cut is the least that is needed; anything less would risk a collapse.",
        ),
        ("Plant owners", "owners warned of 250 job losses."),
        ("Kari Strand", "Strand demanded 14 million crowns for the town."),
        ("Ida Holm", "Holm said there is enough."),
        ("Ida Holm", "Holm said it would do."),
        ("Quota commission", "Quota commission recommended 900 tonnes."),
        ("Jonas Wiik", "Wiik wrote: “We land 900 tonnes a year.”"),
    ]


def test_what_a_name_rejects_is_the_allegation_before() -> None:
    """A noun that takes up what was said ends it, also where a bare name follows the noun."""
    text = "Kell’s ministry accused Ostra of filling the lake, an allegation Ostra denies."
    assert claims(text) == [
        ("Kell’s ministry", "Kell’s ministry accused Ostra of filling the lake."),
        ("Ostra", "Ostra denied the allegation of filling the lake."),
    ]


def test_what_was_said_is_answered_in_the_passive() -> None:
    """Whoever backs a demand (“a demand backed by X”) has a position on what was demanded."""
    text = "Councillor Ade Bello has called for an audit, a demand backed by the teachers’ union."
    assert claims(text) == [
        ("Ade Bello", "Ade Bello called for an audit."),
        ("teachers’ union", "The teachers’ union backed the demand for an audit."),
    ]


def test_an_interview_answers_for_whom_it_addresses() -> None:
    """The one whom the questions address answers, not the interviewer, who is named more fully."""
    text = (
        "Interview: Mara Keller\n\nQ: Ms Teglund, why was the altar lent?\n\nA: The repair costs 1.8 million.\n\n"
        "Q: Was the board asked?\n\nA: We wrote to the board in February.\n"
    )
    assert {draft.speaker for draft in drafts(text)} == {"Teglund"}


def test_a_statement_headed_by_its_sender() -> None:
    """A body's name above "Media statement" is the sender, and a quoted officer does not take over its paragraphs."""
    text = (
        "Tenants' Federation of Orrin\nMedia statement, 3 May\n\n"
        'Federation chair Tilda Moen says: "People pay more for colder flats."\n\n'
        "We will meet the company on 12 May.\n"
    )
    assert [(draft.speaker, draft.party) for draft in drafts(text)] == [
        ("Tilda Moen", "Federation"),
        (None, "Tenants' Federation of Orrin"),
    ]


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("Reports that 40 boats sank are wrong.", "Lake Water denied that 40 boats sank."),
        ("The assertion that we got no letter is simply untrue.", "Lake Water denied that Lake Water got no letter."),
        ("Allegations that the dam leaks are rejected in full.", "Lake Water denied that the dam leaks."),
    ],
)
def test_what_a_release_calls_wrong_is_denied(said: str, claim: str) -> None:
    """The words stay those of the release; the claim says that its sender denies them."""
    (draft,) = drafts(f"PRESS RELEASE\n\nStatement by Lake Water on the dam\n\n{said}\n")
    assert (draft.claim, draft.modality, draft.quotes) == (claim, Modality.DENIES, (said,))


def test_an_open_letter_is_its_senders_word_for_word() -> None:
    """All of a letter that its headline gives to a group is what the group says; a paper's story about one is not."""
    text = "Dear councillors,\n\nThe lane is flooded every winter. The reeve met the owner twice in May.\n"
    document = Document(
        id="d",
        source="letter.txt",
        title="Save Upper Tarn: open letter to the council",
        outlet="Save Upper Tarn",
        byline=None,
        published=None,
        language="en",
        text=text,
        copy_of=None,
    )

    def held(outlet: str) -> list[str | None]:
        own = SegmentedDocument(document.model_copy(update={"outlet": outlet}), sentences(text))
        return [draft.party for draft in OfflineEngine(None, "").extract([own]).drafts["d"]]

    assert held("Save Upper Tarn") == ["Save Upper Tarn"] * 2
    assert held("The Tarn Gazette") == []


def test_a_release_that_names_its_sender_in_a_later_line() -> None:
    """What a press release says without quoting anybody is its sender's."""
    text = "PRESS RELEASE\n\nStatement by Lake Water on the dam\n\nThe company will pay for an inspection.\n"
    assert [(draft.party, draft.quotes) for draft in drafts(text)] == [
        ("Lake Water", ("The company will pay for an inspection.",))
    ]


def test_states_and_what_they_reject() -> None:
    """A state's stance in the outlet's voice is its position, and "a condition X has rejected" is the other side's."""
    text = (
        "Ostrava has long demanded that Kell cede the port, a condition President Ilse Marr has consistently rejected."
    )
    assert [(draft.speaker, draft.modality, draft.quotes) for draft in drafts(text)] == [
        ("Ostrava", Modality.DEMANDS, ("that Kell cede the port",)),
        ("Ilse Marr", Modality.DENIES, ("that Kell cede the port",)),
    ]


_PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        ": ",
        ", ",
        ". ",
        "\n",
        "\n\n",
        " — ",
        "• ",
        "; ",
        "(",
        ")",
        "? ",
        " ",
        "said ",
        "Anna Rau ",
        "the ministry ",
        "he ",
        "that ",
        "according to ",
        "and ",
        "rejected ",
        "12 people ",
        "Q",
        "A",
        "accused ",
        "on Monday ",
        "it is false",
        "We ",
        "who ",
        "’s claim ",
        "MR ORR",
        "\u2028",
        "\x85",
        "é",
        "🙂",
        "''",
    ]
)


@example("said said “")
@example("Ann Roe said the")
@example("Ann Roe said that the yard, which is new,")
@example("Ann Roe said that the yard's slow work,")
@example("Ann Roe said she would never sell, even")
@given(st.one_of(st.lists(_PIECES, max_size=60).map("".join), st.text(max_size=300)))
def test_any_text(text: str) -> None:
    """Any text is read without an error, always the same way, and each quote stands in the sentences that are cited."""
    parts = sentences(text)
    found = drafts(text)
    assert found == drafts(text)
    for draft in found:
        assert draft.quotes
        assert draft.claim.strip()
        assert list(draft.sentences) == sorted(set(draft.sentences))
        assert all(1 <= number <= len(parts) for number in draft.sentences)
        cited = [text[parts[number - 1].start : parts[number - 1].end] for number in draft.sentences]
        assert all(any(quote in sentence for sentence in cited) or quote in text for quote in draft.quotes)
        first, last = parts[draft.sentences[0] - 1], parts[draft.sentences[-1] - 1]
        assert all(quote in text[first.start : last.end] for quote in draft.quotes)


HEARING = """Port board, second day. Present: Judge Ada Crewe (chair); our reporter Jon Pell.

CREWE: Good morning. Mr Stell, you are still under oath. Ms Orme, come forward.

STELL: Did the company get a letter about the crane?

ORME: No.

STELL: How many cranes were inspected?

ORME: Nine of the twelve. The rest were in use. Two men had been hurt by then.

PELL: The mayor, Ines Dahl, says the port is safe. In her view no crane has to stop. She did add that checks go on.

CREWE: Thank you. Let him finish, please. We rise until ten.

[Music]

The board hour is paid for by its listeners. To donate, call the number on our website.
"""


def test_hearing() -> None:
    """The business of a meeting is no position, and a bare answer takes its content from its question."""
    found = drafts(HEARING)
    assert [(draft.speaker, draft.claim) for draft in found] == [
        ("Orme", "Orme denied that the company got a letter about the crane."),
        (
            "Orme",
            "Asked “How many cranes were inspected?”, Orme answered: “Nine of the twelve. The rest were in use.”",
        ),
        ("Orme", "Orme said two men had been hurt by then."),
        ("Ines Dahl", "Ines Dahl said the port is safe."),
        ("Ines Dahl", "Ines Dahl said no crane has to stop."),
        ("Ines Dahl", "Ines Dahl added checks go on."),
    ]
    assert found[0].quotes == ("Did the company get a letter about the crane?", "No.")
    assert found[0].modality is Modality.DENIES
    assert found[2].attribution is Attribution.DIRECT


STATEMENT = """Statement on the fire at Dock 4

Brede, 3 May 2031. Our thoughts are with those who were hurt.

In our view the fire began in a parked lorry. Tarn Shipping stored no fuel at Dock 4. We will pay for the cleaning of \
every house in Quay Street.

Press contact: see our website.
"""


def test_statement_of_an_organisation() -> None:
    """What an organisation says in its own statement is its position, by its name instead of "we"."""
    told = {"outlet": "Tarn Shipping", "title": "Statement on the fire at Dock 4"}
    found = [(draft.speaker, draft.party, draft.claim) for draft in drafts(STATEMENT, **told)]
    assert found == [
        (None, "Tarn Shipping", "The fire began in a parked lorry."),
        (None, "Tarn Shipping", "Tarn Shipping stored no fuel at Dock 4."),
        (None, "Tarn Shipping", "Tarn Shipping will pay for the cleaning of every house in Quay Street."),
    ]
    assert drafts(STATEMENT, outlet="The Brede Herald", title="Fire") == ()


RELEASE = """TARN SHIPPING
Press office

Tarn Shipping wishes to put the following on record.

1. Dock 4 was inspected on 2 May.

2. The cranes are sound. Members of the press are asked not to enter the quay.

To leave this list, reply with STOP.

About Tarn Shipping

Tarn Shipping moves 3 million tonnes a year.
"""


def test_whatever_a_release_says_is_its_sender_s() -> None:
    """Under its sender's name a release needs no "we"; courtesies and what it says of the firm at its foot are left."""
    found = [(draft.party, draft.quotes) for draft in drafts(RELEASE, outlet="Tarn Shipping")]
    assert found == [
        ("Tarn Shipping", ("Dock 4 was inspected on 2 May.",)),
        ("Tarn Shipping", ("The cranes are sound.",)),
    ]
    unsigned = RELEASE.replace("TARN SHIPPING\nPress office", "Dock 4").partition("About Tarn")[0]
    assert drafts(unsigned, outlet="Tarn Shipping") == ()


def test_opening_hours_in_a_statement() -> None:
    """When a firm's hotline can be reached is no position of the firm."""
    hours = STATEMENT.replace("We will pay", "Our hotline is open from 8 to 12. We will pay")
    assert hours != STATEMENT
    told = {"outlet": "Tarn Shipping", "title": "Statement on the fire at Dock 4"}
    assert [draft.claim for draft in drafts(hours, **told)] == [draft.claim for draft in drafts(STATEMENT, **told)]


def test_somebody_described_by_role() -> None:
    """A role that stands for the one person named just before, or for a name given elsewhere, is that person."""
    text = (
        "President Ilse Marr spoke for an hour. The port is closed, the president said.\n\n"
        "Kell’s mayor, Tom Beck, disagreed. The port is open, Kell’s mayor said. He rejected that it should close."
    )
    assert claims(text) == [
        ("Ilse Marr", "Ilse Marr said the port is closed."),
        ("Tom Beck", "Tom Beck said the port is open."),
        ("Tom Beck", "Tom Beck rejected the idea that it should close."),
    ]


def test_quotation_set_apart() -> None:
    """A quotation that only a colon leads in, with or without marks, belongs to whom the words before it name."""
    text = (
        "Mara Holt, the editor of a journal, sees it the same way: “Three per cent is chance.”\n\n"
        "Leo Crane won’t hear of it:\n\nWe see no reason for a retraction."
    )
    assert claims(text) == [
        ("Mara Holt", "Mara Holt said three per cent is chance."),
        ("Leo Crane", "Leo Crane said: “We see no reason for a retraction.”"),
    ]


def test_quoted_words_are_not_changed_unseen() -> None:
    """What replaces "we" between quotation marks stands in brackets; the "we" of a spokesman is not his boss."""
    text = (
        "The Harbour Board said it would defend “our berths and our crews” in court. "
        "Tobin Reyes, Ilse Marrow's spokesman, said the row “was not provoked by us”."
    )
    board, spokesman = (draft.claim for draft in drafts(text))
    assert board.endswith("would defend “[its] berths and [its] crews” in court.")
    assert spokesman == "Tobin Reyes said the row “was not provoked by us”."


def test_a_long_document_tells_how_far_it_is_read() -> None:
    """How far a long document is read is told in hundredths, once each and to the end, a short one's not at all."""
    said = " ".join(f"Ada Holm said bus {number} was late." for number in range(1100))
    silent = " ".join(f"Bus {number} stood at the pier." for number in range(1100))
    documents = [segmented(f"{said}\n\n{silent}"), segmented("Ada Holm said the bus was late.", id="d-2")]
    steps: list[int] = []
    OfflineEngine(None, "asked for").extract(
        documents,
        lambda stage, done, total: steps.append(done * 100 // total) if stage == "read" else None,
    )
    assert steps == sorted(set(steps))
    assert set(range(75)) <= set(steps)  # nobody speaks in the second half, so that no drafts are made of it
    assert steps[-1] == 100


@pytest.mark.parametrize(
    ("modal", "modality"),
    [
        ("could", Modality.CONDITIONAL),
        ("might", Modality.CONDITIONAL),
        ("would", Modality.OFFERS),
        ("may", Modality.PREDICTS),
    ],
)
def test_who_could_say_yes_has_not(modal: str, modality: Modality) -> None:
    """What somebody could support hangs on something."""
    (found,) = drafts(f"The Dockers' Guild {modal} support a merger of the two harbours.")
    assert found.modality is modality
