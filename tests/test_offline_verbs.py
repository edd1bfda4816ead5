"""Verbs of the offline engine: their forms, and what claims keep of the words around them."""

from __future__ import annotations

import pytest
from offline_cases import drafts

from llmtool.engines.offline.text.inflection import inflections, participle, past_tense, progressive
from llmtool.engines.offline.text.lexicon import lexicon
from llmtool.schema import Modality

_NOT_REGULAR = dict(
    pair.split(":")
    for pair in """
    abhor:abhorred admit:admitted beg:begged begin:began blog:blogged brag:bragged cast:cast commit:committed cut:cut
    drop:dropped dub:dubbed
    feel:felt choose:chose find:found forecast:forecast fret:fretted foresee:foresaw give:gave go:went have:had
    hear:heard hit:hit hold:held infer:inferred
    know:knew label:labelled lay:laid let:let make:made pin:pinned plan:planned prefer:preferred put:put quip:quipped
    read:read rebut:rebutted refer:referred regret:regretted rip:ripped say:said see:saw seek:sought set:set
    shoot:shot shrug:shrugged signal:signalled slam:slammed snap:snapped speak:spoke spell:spelt stand:stood
    strike:struck submit:submitted swear:swore take:took tell:told think:thought throw:threw understand:understood
    undertake:undertook uphold:upheld withdraw:withdrew write:wrote
    """.split()
)


def test_every_cue_has_its_past() -> None:
    """Each cue has the past that a dictionary gives, regular ones by the spelling rules of -ed, and is found by it."""
    known = lexicon()
    for lemma in known.cues:
        past = past_tense(lemma)
        if lemma in _NOT_REGULAR:
            assert past == _NOT_REGULAR[lemma]
        elif lemma.endswith("e"):
            assert past == lemma + "d"
        elif lemma.endswith("y") and lemma[-2] not in "aeiou":
            assert past == lemma[:-1] + "ied"
        else:
            assert past == lemma + "ed"
        assert past_tense(known.forms[past].lemma) == past
    assert _NOT_REGULAR.keys() <= known.cues.keys()


def test_two_spellings_are_read() -> None:
    """British and American spellings of one form belong to one verb."""
    forms = lexicon().forms
    assert {forms[word].lemma for word in ("labelled", "labeled", "labelling", "labeling")} == {"label"}
    assert dict(inflections("control"))["past"] == "controlled"
    assert dict(inflections("offer"))["ing"] == "offering"
    assert (participle("undergo"), progressive("lie"), progressive("agree")) == ("undergone", "lying", "agreeing")


@pytest.mark.parametrize(
    ("text", "claim", "modality"),
    [
        ("The council will reject the plan.", "The council will reject the plan.", "denies"),
        ("The council may accept the plan.", "The council may accept the plan.", "predicts"),
        (
            "The union would support the plan if wages rose.",
            "The union would support the plan if wages rose.",
            "conditional",
        ),
        (
            "Unless the rent falls, the tenants will demand a vote.",
            "The tenants will demand a vote unless the rent falls.",
            "conditional",
        ),
        ("The union won't accept the new rota.", "The union will not accept the new rota.", "denies"),
        ("The union cannot accept the new rota.", "The union cannot accept the new rota.", "denies"),
        ("The miners have not yet accepted the new rota.", "The miners have not accepted the new rota.", "denies"),
        ("The council no longer supports the plan.", "The council no longer supported the plan.", "denies"),
        ("The union used to oppose the rota of May.", "The union used to oppose the rota of May.", "denies"),
        ("The union is going to oppose the rota.", "The union is going to oppose the rota.", "denies"),
        ("The union had accepted the rota in March.", "The union had accepted the rota in March.", "asserts"),
        (
            "The union would have accepted the new rota.",
            "The union would have accepted the new rota.",
            "asserts",
        ),
        ("The union did not rule out a strike in June.", "The union did not rule out a strike in June.", "asserts"),
        ("The plan will be rejected by the council.", "The council will reject the plan.", "denies"),
        ("The plan may be opposed by the miners.", "The miners may oppose the plan.", "predicts"),
        ("The union isn't calling for a strike in May.", "The union was not calling for a strike in May.", "denies"),
        (
            "The union would be ready to accept a cut in wages.",
            "The union would be ready to accept a cut in wages.",
            "offers",
        ),
        (
            "Neither the council nor the union supports the plan.",
            "The union did not support the plan.",
            "denies",
        ),
        ("The council has not only rejected the plan but burned it.", "The council rejected the plan", "denies"),
        ("The council has rejected the plan.", "The council rejected the plan.", "denies"),
        ("The council is demanding a new vote.", "The council demanded a new vote.", "demands"),
    ],
)
def test_a_claim_keeps_the_verb_group(text: str, claim: str, modality: str) -> None:
    """A plan, a chance, a condition or a no stays one in the claim and in its modality, and shows in the evidence."""
    (draft,) = drafts(f"The bridge in Holm is shut.\n\n{text}")
    assert draft.claim.startswith(claim)
    assert draft.modality is Modality(modality)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council may accept the plan for the port.", "may accept the plan for the port"),
        ("Neither the council nor the union supports the plan.", "Neither the council nor the union supports the plan"),
        ("Unless the rent falls, the tenants will demand a vote.", "will demand a vote"),
        ("The union used to oppose the rota of May.", "used to oppose the rota of May"),
        ("The union rejected the offer of the port.", "rejected the offer of the port"),
        ("The union said that the port is shut.", "that the port is shut"),
    ],
)
def test_evidence_shows_the_verb_group(text: str, words: str) -> None:
    """What makes an act less than done, or undone, stands in the quoted words too."""
    (draft,) = drafts(f"The bridge in Holm is shut.\n\n{text}")
    assert draft.quotes[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "The council should accept the offer of the union.",
        "The council must reject the offer of the union.",
        "If the council rejects the plan, the bridge will fall.",
        "Critics may argue that the port must close.",
        "Nobody supports the plan for the port.",
        "No union supports the plan for the port.",
    ],
)
def test_what_nobody_does_is_no_position(text: str) -> None:
    """What somebody ought to do, would do, or nobody does, is no position of the one who is named."""
    assert not drafts(f"The bridge in Holm is shut.\n\n{text}")
