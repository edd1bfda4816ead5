from __future__ import annotations

import pytest
from relate_cases import contradicted

from llmtool.schema import Certainty


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        ("The new rink would cost taxpayers nothing.", "The new rink will cost taxpayers 4 million euros.", "firm"),
        ("The link comes at no cost to taxpayers.", "The link will cost taxpayers 12 million crowns.", "firm"),
        ("Entry to the park is free of charge.", "Visitors pay 4 euros for entry to the park.", "firm"),
        ("Entry to the park is free for staff.", "Visitors pay 4 euros for entry to the park.", "possible"),
        ("The moor is free of ticks.", "The moor cost 2 million crowns to fence.", ""),
        ("The jabs are free for cooks.", "The jabs cost tourists 40 crowns.", ""),
        ("The park is not free of charge.", "The park charges 30 crowns.", ""),
        ("The rink would cost nothing like 90 million crowns.", "The rink would cost 40 million crowns.", "possible"),
    ],
)
def test_what_costs_nothing_has_no_price(first: str, second: str, certainty: str) -> None:
    """A sum of money for a thing goes against its being free, where it is free for the same people."""
    assert contradicted(first, second) == ([Certainty(certainty)] if certainty else [])
