from __future__ import annotations

from collections.abc import Sequence

import pytest
from align_cases import document, said

from llmtool.align import PartyRule, PartyRules, SpeakerRule, propose, resolve
from llmtool.drafts import AlignmentDraft, GroundedDraft, PartyDraft, SpeakerDraft
from llmtool.schema import Attribution, Document, PartyKind


def held(
    grounded: Sequence[GroundedDraft],
    documents: Sequence[Document],
    draft: AlignmentDraft | None = None,
    rules: PartyRules | None = None,
) -> list[tuple[str | None, str]]:
    """Speaker and party name of each position, in the order given; by start, which the cases keep different."""
    aligned = resolve(grounded, draft or propose(grounded, documents, rules), documents, rules)
    speakers = {speaker.id: speaker.name for speaker in aligned.speakers}
    parties = {party.id: party.name for party in aligned.parties}
    found = {
        (position.document_id, position.evidence[0].start): (
            speakers[position.speaker_id] if position.speaker_id else None,
            parties[position.party_id],
        )
        for position in aligned.positions
    }
    return [found[item.document_id, item.evidence[0].start] for item in grounded]


def test_one_person_across_documents() -> None:
    """A surname belongs to the full name of its document, or to the only one anywhere, however it is spelled."""
    documents = [document(1), document(2)]
    grounded = [
        said(1, "Volodymyr Kovalenko", role="Ukrainian Foreign Minister", start=0),
        said(1, "Kovalenko", start=1),
        said(2, "Minister Vladimir Kovalenko", start=0),
        said(2, "Mr Kovalenko", start=1),
    ]
    assert {speaker for speaker, _ in held(grounded, documents)} == {"Volodymyr Kovalenko"}
    assert {party for _, party in held(grounded, documents)} == {"Ukraine"}


def test_namesakes_stay_apart() -> None:
    """Two people with one surname are two; the bare surname goes with the side it is named with, or stays alone."""
    documents = [document(1), document(2), document(3)]
    grounded = [
        said(1, "John Hale", party="Harbour Union", start=0),
        said(1, "Jane Hale", party="Port Authority", start=10),
        said(1, "Hale", start=15),
        said(2, "Hale", party="Harbour Union", start=0),
        said(3, "Hale", start=0),
    ]
    names = [speaker for speaker, _ in held(grounded, documents)]
    assert names == ["John Hale", "Jane Hale", "Jane Hale", "John Hale", "Hale"]


def test_bodies_by_all_their_names() -> None:
    """Abbreviation, short form and shorter name of one body are one party, inside and across documents."""
    documents = [
        document(1, "The Harbour Tenants' Union (HTU) met. Norvale City Council refused."),
        document(2, "Norvale council refused. The tenants' union met."),
    ]
    grounded = [
        said(1, "HTU", start=30),
        said(1, "the union", start=31),
        said(1, "Ada Lind", role="chair of the tenants' union", start=32),
        said(2, "the tenants' union", start=30),
        said(1, "Norvale City Council", start=60),
        said(1, "a city official", start=61),
        said(2, "Norvale council", start=0),
        said(2, "the city council", start=31),
    ]
    parties = [party for _, party in held(grounded, documents)]
    assert parties == ["Harbour Tenants' Union"] * 4 + ["Norvale City Council"] * 4


def test_states_that_no_table_knows() -> None:
    """An office that only states have makes a state of the name before it, and its adjective goes with it."""
    documents = [document(1, "Valdoria closed the border."), document(2)]
    grounded = [
        said(1, "Ilan Dresk", role="Valdorian Foreign Minister", start=0),
        said(2, "Valdoria", start=0),
        said(2, "Valdorian border service", start=1),
    ]
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    assert [(party.name, party.kind) for party in aligned.parties] == [("Valdoria", PartyKind.STATE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Canadian Prime Minister Ada Lind left.", "Canada"), ("Ada Lind left.", "Lind administration")],
)
def test_an_administration_is_its_leaders_state(text: str, expected: str) -> None:
    """``The X administration`` is a state only where the texts tie X to one."""
    documents = [document(1, text)]
    grounded = [said(1, "the Lind administration", start=0), said(1, "Ada Lind", start=1)]
    assert [party for _, party in held(grounded, documents)] == [expected, expected]


def test_an_ambiguous_name_is_a_person_where_one_bears_it() -> None:
    """``Jordan`` is a state, unless the document has a person of that name."""
    documents = [document(1), document(2)]
    grounded = [said(1, "Ada Jordan", role="farmer", start=0), said(1, "Jordan", start=1), said(2, "Jordan", start=0)]
    found = held(grounded, documents)
    assert found[1] == ("Ada Jordan", "Ada Jordan")
    assert found[2] == ("Jordan", "Jordan")


def test_unnamed_voices_belong_to_their_document() -> None:
    """``Residents`` of two documents are two parties; officials speak for their state in each."""
    documents = [document(1, outlet="The Lamp"), document(2)]
    grounded = [
        said(1, "residents", start=0),
        said(2, "residents", start=0),
        said(1, "a French official", start=1),
        said(2, "a French official", start=1),
        said(1, None, start=2, attribution=Attribution.NARRATOR),
        said(2, None, start=2, attribution=Attribution.NARRATOR),
        said(2, None, start=3),
    ]
    aligned = resolve(grounded, propose(grounded, documents), documents, None)
    parties = [(party.name, party.kind.value) for party in aligned.parties]
    assert parties == [
        ("2.txt", "source"),
        ("France", "state"),
        ("Residents", "organisation"),
        ("Residents", "organisation"),
        ("The Lamp", "source"),
        ("Unnamed source", "person"),
    ]
    assert len(aligned.speakers) == 4


def test_a_role_is_the_person_who_was_introduced_with_it() -> None:
    """``The mayor`` is the only person of the document who was introduced as mayor."""
    documents = [document(1), document(2)]
    grounded = [said(1, "Mayor Edda Lind", start=0), said(1, "the mayor", start=1), said(2, "the mayor", start=0)]
    assert [speaker for speaker, _ in held(grounded, documents)] == ["Edda Lind", "Edda Lind", "mayor"]


def test_the_draft_is_trusted_and_completed() -> None:
    """A proposal joins and parts what names would not; what it leaves out is settled by names."""
    documents = [document(1)]
    grounded = [
        said(1, "the mayor", start=0),
        said(1, "Edda Lind", start=1),
        said(1, "Lind", start=2),
        said(1, "John Hale", start=3),
        said(1, "J. Hale", start=4),
        said(1, "Omar Bell", role="Kenyan ambassador", start=5),
    ]
    draft = AlignmentDraft(
        parties=(
            PartyDraft("Norvale Council", PartyKind.ORGANISATION, ("the council",)),
            PartyDraft("Norvale City Council", PartyKind.ORGANISATION),
            PartyDraft(" ", PartyKind.STATE),
            PartyDraft("Harbour Union", PartyKind.ORGANISATION),
        ),
        speakers=(
            SpeakerDraft("Edda Lind", "mayor", "the council", ("the mayor",)),
            SpeakerDraft("John Hale", None, "Harbour Union"),
            SpeakerDraft("J. Hale", None, "Norvale Council"),
            SpeakerDraft("", None, "Nobody"),
            SpeakerDraft("Nemo Nobody", None, "Nowhere Club"),
        ),
    )
    found = held(grounded, documents, draft)
    assert found == [
        ("Edda Lind", "Norvale City Council"),
        ("Edda Lind", "Norvale City Council"),
        ("Edda Lind", "Norvale City Council"),
        ("John Hale", "Harbour Union"),
        ("J. Hale", "Norvale City Council"),
        ("Omar Bell", "Kenya"),
    ]


def test_side_that_an_engine_names_and_lists_wins_over_the_role() -> None:
    """A side that a position names and the proposal lists is the speaker's, whatever the role may sound like."""
    text = "Artistic director Lena Voss said that the festival would go ahead."
    grounded = [said(1, "Lena Voss", role="Artistic director", party="Harbour Theatre")]
    draft = AlignmentDraft((PartyDraft("Harbour Theatre", PartyKind.ORGANISATION),))
    assert held(grounded, [document(1, text)], draft) == [("Lena Voss", "Harbour Theatre")]


def test_the_parties_file_wins_over_the_draft() -> None:
    """Names of the parties file decide, whatever a proposal or the tables say."""
    documents = [document(1)]
    rules = PartyRules(
        (PartyRule("Kremlin Bakery", PartyKind.ORGANISATION, ("the Kremlin",)),),
        (SpeakerRule("Ada Lind", "baker", "Kremlin Bakery", ("Adeline Lind",)),),
    )
    grounded = [
        said(1, "the Kremlin", start=0),
        said(1, "Lind", role="Kremlin spokeswoman", start=1),
        said(1, "Adeline Lind", start=2),
        said(1, "Moscow", start=3),
    ]
    draft = AlignmentDraft(
        (PartyDraft("Russia", PartyKind.STATE, ("the Kremlin",)),), (SpeakerDraft("Lind", "spy", "Russia"),)
    )
    found = held(grounded, documents, draft, rules)
    assert found[1] == found[2] == ("Ada Lind", "Kremlin Bakery")
    assert [party for _, party in found] == ["Kremlin Bakery", "Kremlin Bakery", "Kremlin Bakery", "Russia"]
