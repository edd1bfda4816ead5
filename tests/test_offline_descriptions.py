from __future__ import annotations

import pytest
from offline_cases import drafts

from llmtool.engines.offline.people.descriptions import Roles

TEXT = (
    "President Adrian Vell spoke first. President Marta Kohn answered him. "
    "Mayor Tess Orrin listened, as did Danish Prime Minister Ida Holm."
)
NAMES = ("Adrian Vell", "Marta Kohn", "Tess Orrin", "Ida Holm")


@pytest.mark.parametrize(
    ("description", "near", "holder"),
    [
        ("the mayor", [], "Tess Orrin"),
        ("Danish prime minister", [], "Ida Holm"),
        ("president", ["Adrian Vell"], "Adrian Vell"),
        ("Norway's president", ["Adrian Vell"], None),
        ("Norwegian president", ["Marta Kohn"], None),
        ("Norway's mayor", ["Tess Orrin"], "Tess Orrin"),
        ("president", ["Adrian Vell", "Marta Kohn"], None),
        ("resident", ["Tess Orrin"], None),
    ],
)
def test_a_description_stands_for_nobody_where_it_could_be_another(
    description: str, near: list[str], holder: str | None
) -> None:
    """Where two hold such a role, a description with a side is not simply the one who was named last."""
    assert Roles(TEXT, NAMES).holder(description, near) == holder


@pytest.mark.parametrize("role", ["shadow health secretary", "former health secretary", "deputy health secretary"])
def test_who_wants_an_office_or_held_it_is_not_meant_by_it(role: str) -> None:
    """``The health secretary`` is not the shadow, the former or the deputy one; who is described so in full is."""
    roles = Roles(f"Diane Rusk, the {role}, said it was late.", ("Diane Rusk",))
    assert roles.holder("health secretary", []) is None
    assert roles.holder("health secretary", ["Diane Rusk"]) is None
    assert roles.holder(role, []) == "Diane Rusk"


@pytest.mark.parametrize(
    "title",
    [
        "head of the agency",
        "director of the agency",
        "professor at Tarn University",
        "spokeswoman for the agency",
        "chief executive of Tarn Water",
        "deputy head of the agency",
        "head teacher at the school",
        "lead author of the study",
        "founder and head of the agency",
        "campaign manager for the Greens",
        "54, head of the agency",
        "54, director of the agency",
    ],
)
def test_a_title_without_an_article_is_an_apposition(title: str) -> None:
    """What somebody is may follow the name without an article, whatever verbs its words also are."""
    (draft,) = drafts(f"The port is shut.\n\nAnna Berg, {title}, said that the plan would help farmers.")
    assert draft.speaker == "Anna Berg"
    assert draft.claim == "Anna Berg said the plan would help farmers."
    assert draft.role == title.removeprefix("54, ")


def test_a_verb_after_a_place_is_no_title() -> None:
    """``Lead`` and ``head`` after a comma stay verbs where no title follows."""
    (draft,) = drafts("The port is shut.\n\nTrains leave Holm, head to the coast and stop there, Anna Berg said.")
    assert draft.speaker == "Anna Berg"
    assert draft.quotes == ("Trains leave Holm, head to the coast and stop there",)
