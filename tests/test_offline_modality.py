"""What speakers do with their words, as the offline engine reads it."""

from __future__ import annotations

import pytest
from offline_cases import drafts

from llmtool.engines.offline.contents.wording import modality_of_words
from llmtool.schema import Modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The authority regrets that residents were not consulted.", "asserts"),
        ("Anna Berg admitted that nobody had checked the pumps.", "asserts"),
        ("Anna Berg complained that the council had never asked the tenants.", "asserts"),
        ("Anna Berg regretted that no doctor was there.", "asserts"),
        ("Anna Berg denied that the council had sold the site.", "denies"),
        ("Anna Berg said it was not true that the site was sold.", "denies"),
        ("Anna Berg said the site had not been sold below its value.", "denies"),
        ("The clerk contradicted her: “Every family got a letter in June.”", "asserts"),
    ],
)
def test_who_owns_up_denies_nothing(text: str, modality: str) -> None:
    """A negation in what somebody admits, regrets or complains of is no denial; in a plain statement it is one."""
    (draft,) = drafts(f"The bridge in Holm is shut.\n\nAnna Berg runs the port.\n\n{text}")
    assert draft.modality is Modality(modality)


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("A second pump would not be superfluous", "asserts"),
        ("The cut was not enough for the town", "asserts"),
        ("The talks won't be easy for us", "predicts"),
        ("The roof is not sound", "denies"),
        ("No more than four ships should call on a day", "demands"),
        ("No ship called in May", "denies"),
        ("The union not only lied but stole", "asserts"),
        ("The union did not lie", "denies"),
        ("The hall is safe as long as the doors are shut", "conditional"),
        ("The work went on for as long as there was light", "asserts"),
        ("Wages rose if prices did", "asserts"),
    ],
)
def test_not_every_no_denies(words: str, modality: str) -> None:
    """Amounts, "not only" and judgements such as "not enough" deny no statement."""
    assert modality_of_words(words) is Modality(modality)
