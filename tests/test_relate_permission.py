from __future__ import annotations

import pytest
from relate_cases import contradicted

from llmtool.schema import Certainty


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        ("Scooters are banned in the mall.", "Teenagers may use scooters in the mall.", "firm"),
        ("Scooters are prohibited in the mall.", "Scooters may be used in the mall.", "firm"),
        ("Visitors are barred from the pier.", "Visitors are free to enter the pier.", "firm"),
        ("Vans are banned from the mall.", "Scooters may use the mall.", ""),
        ("Scooters are banned in the mall.", "Teenagers may use scooters in the yard.", ""),
        ("Scooters are banned in the mall.", "Scooters may frighten people in the mall.", ""),
        ("Scooters are banned in the mall.", "Teenagers may use scooters in the mall only at night.", "possible"),
    ],
)
def test_what_is_banned_may_not_be_done(first: str, second: str, certainty: str) -> None:
    """A ban and a permission of one thing in one place clash; of another thing, or elsewhere, they do not."""
    assert contradicted(first, second) == ([Certainty(certainty)] if certainty else [])
