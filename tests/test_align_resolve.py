from __future__ import annotations

import random
import re

from align_cases import document, said
from hypothesis import given, settings
from hypothesis import strategies as st

from llmtool.align import propose, resolve
from llmtool.drafts import Aligned, AlignmentDraft, GroundedDraft, IssueDraft, PartyDraft, SpeakerDraft
from llmtool.schema import Attribution, Modality, PartyKind, Stance

TEXTS = [
    "The Harbour Tenants' Union (HTU) met. Norvale City Council said no. Kenyan President Ada Lind left.",
    "Norvale council said no. The union met. Ada Lind, the president, left. Valdoria closed its border.",
    "",
]
NAMES = [
    "Ada Lind",
    "Lind",
    "A. Lind",
    "Adam Lind",
    "President Ada Lind",
    "Volodymyr Kovalenko",
    "Vladimir Kovalenko",
    "Kovalenko",
    "HTU",
    "the union",
    "Harbour Tenants' Union",
    "the council",
    "Norvale council",
    "Norvale City Council",
    "Kenya",
    "Nairobi",
    "Jordan",
    "Omar Jordan",
    "Valdoria",
    "Valdorian Foreign Minister",
    "the Lind administration",
    "a city official",
    "the mayor",
    "residents",
    "two diplomats",
    "  ",
    "—",
    "Kenya's Defence Ministry",
    "the ministry",
]
SHORT = re.compile("(the|a) (union|council|ministry|city)")
ROLES = [
    None,
    "president",
    "Kenyan President",
    "chair of the union",
    "council leader",
    "Valdorian envoy",
    "farmer",
    "mayor",
]
PARTIES = [None, "Kenya", "HTU", "Norvale council", "the council", "Ada Lind", "Kenyan", "Valdoria", " "]
CLAIMS = [
    "The rent rises.",
    "The rent must fall.",
    "The border is open.",
    "Nobody closed the border.",
    "",
    "It is so.",
    "7",
]

drafts = st.builds(
    said,
    st.integers(0, 2),
    st.one_of(st.none(), st.sampled_from(NAMES)),
    st.sampled_from(CLAIMS),
    role=st.sampled_from(ROLES),
    party=st.sampled_from(PARTIES),
    topic=st.sampled_from(["", "rent", "Rent increase", "border"]),
    start=st.integers(0, 60),
    attribution=st.sampled_from(list(Attribution)),
    modality=st.sampled_from(list(Modality)),
)
natural = st.builds(
    said,
    st.integers(0, 2),
    # A short form may mean a body of its own in one document; its bare name then is what another document's form says.
    st.one_of(st.none(), st.sampled_from([name for name in NAMES if not SHORT.match(name)])),
    st.sampled_from(CLAIMS),
    role=st.sampled_from(ROLES),
    start=st.integers(0, 60),
)
stances = st.dictionaries(st.integers(-1, 12), st.sampled_from(list(Stance)), max_size=6)
proposals = st.builds(
    AlignmentDraft,
    parties=st.lists(
        st.builds(
            PartyDraft,
            st.sampled_from([name or " " for name in PARTIES] + NAMES),
            st.sampled_from(list(PartyKind)),
            st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        ),
        max_size=4,
    ).map(tuple),
    speakers=st.lists(
        st.builds(
            SpeakerDraft,
            st.sampled_from(NAMES),
            st.sampled_from(ROLES),
            st.sampled_from([name or "" for name in PARTIES]),
            st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        ),
        max_size=4,
    ).map(tuple),
    issues=st.lists(
        st.builds(IssueDraft, st.sampled_from(["Rent", "rent", " ", "Border"]), st.sampled_from(["", "Why?"]), stances),
        max_size=3,
    ).map(tuple),
)
DOCUMENTS = [document(n, text, outlet="The Lamp" if n == 1 else None) for n, text in enumerate(TEXTS)]


def check(aligned: Aligned, grounded: list[GroundedDraft]) -> None:
    parties = {party.id for party in aligned.parties}
    speakers = {speaker.id: speaker for speaker in aligned.speakers}
    issues = {issue.id for issue in aligned.issues}
    assert len(parties) == len(aligned.parties)
    assert len(speakers) == len(aligned.speakers)
    assert len(issues) == len(aligned.issues)
    assert len({position.id for position in aligned.positions}) == len(aligned.positions)
    for position in aligned.positions:
        assert position.party_id in parties
        assert position.issue_id in issues
        if position.speaker_id is not None:
            assert speakers[position.speaker_id].party_id == position.party_id
    used = {position.party_id for position in aligned.positions}
    assert parties == used
    assert set(speakers) == {position.speaker_id for position in aligned.positions} - {None}
    assert issues == {position.issue_id for position in aligned.positions}
    kept = {(position.document_id, position.evidence, position.claim) for position in aligned.positions}
    assert kept == {(item.document_id, item.evidence, item.draft.claim) for item in grounded}
    for named in (*aligned.parties, *aligned.speakers):
        assert named.name.strip()
        assert named.name not in named.aliases
        assert list(named.aliases) == sorted(set(named.aliases))


@settings(max_examples=150, deadline=None)
@given(st.lists(drafts, max_size=12), proposals)
def test_every_position_gets_one_party_and_one_issue(grounded: list[GroundedDraft], draft: AlignmentDraft) -> None:
    """Whatever a proposal says, nothing is lost, nothing is double, and every id leads somewhere."""
    check(resolve(grounded, draft, DOCUMENTS, None), grounded)


@settings(max_examples=150, deadline=None)
@given(st.lists(drafts, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_drafts_changes_nothing(grounded: list[GroundedDraft], chance: random.Random) -> None:
    """The same drafts in another order give the same records."""
    other = list(grounded)
    chance.shuffle(other)
    one = resolve(grounded, propose(grounded, DOCUMENTS), DOCUMENTS, None)
    check(one, grounded)
    assert resolve(other, propose(other, DOCUMENTS), DOCUMENTS, None) == one


@settings(max_examples=50, deadline=None)
@given(st.lists(drafts, max_size=12))
def test_the_order_of_documents_changes_only_the_order(grounded: list[GroundedDraft]) -> None:
    """Documents in another order give the same parties, speakers, issues and positions."""
    turned = DOCUMENTS[::-1]
    one = resolve(grounded, propose(grounded, DOCUMENTS), DOCUMENTS, None)
    two = resolve(grounded, propose(grounded, turned), turned, None)
    assert (one.parties, one.speakers, one.issues) == (two.parties, two.speakers, two.issues)
    assert sorted(one.positions, key=lambda p: p.id) == sorted(two.positions, key=lambda p: p.id)


@settings(max_examples=100, deadline=None)
@given(st.lists(natural, max_size=12))
def test_an_offline_proposal_says_what_the_rules_say(grounded: list[GroundedDraft]) -> None:
    """Resolving a proposal by rules gives the same holders as resolving an empty one by the same rules."""
    one = resolve(grounded, propose(grounded, DOCUMENTS), DOCUMENTS, None)
    two = resolve(grounded, AlignmentDraft(), DOCUMENTS, None)
    assert (one.parties, one.speakers) == (two.parties, two.speakers)


def test_a_new_label_keeps_position_ids() -> None:
    """The id of a position doesn't hang on its issue, and the same position twice is one."""
    grounded = [said(1, "Ada Lind", start=3), said(1, "Ada Lind", start=3), said(1, "Ada Lind", start=4)]
    labelled = [
        resolve(
            grounded, AlignmentDraft(issues=(IssueDraft(label, "", {1: Stance.NONE, 3: Stance.NONE}),)), DOCUMENTS, None
        )
        for label in ("Rent", "Price of homes")
    ]
    first, second = ([position.id for position in aligned.positions] for aligned in labelled)
    assert first == second
    assert len(first) == 2
    assert labelled[0].issues != labelled[1].issues


def test_role_that_tells_nothing_is_left_out() -> None:
    """A role that only repeats the speaker's name or side is not listed; one that tells more is."""
    grounded = [
        said(1, "Ada Lind", role="of the Harbour Union", party="Harbour Union"),
        said(1, "Harbour Union", role="union", party="Harbour Union", start=1),
        said(1, "Omar Bell", role="head of the Harbour Union", party="Harbour Union", start=2),
    ]
    draft = AlignmentDraft((PartyDraft("Harbour Union", PartyKind.ORGANISATION),))
    found = resolve(grounded, draft, [document(1)], None)
    roles = {speaker.name: speaker.role for speaker in found.speakers}
    assert roles == {"Ada Lind": None, "Harbour Union": None, "Omar Bell": "head of the Harbour Union"}
