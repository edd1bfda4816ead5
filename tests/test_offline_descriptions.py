from __future__ import annotations

import pytest

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
