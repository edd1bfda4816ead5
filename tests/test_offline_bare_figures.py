from __future__ import annotations

import pytest
from test_offline_claims import drafts

from llmtool.engines.offline.contents.bare_figures import with_unit


@pytest.mark.parametrize(
    ("words", "before", "expected"),
    [
        ("420", "250 cubic metres of water per second through the dam", "420 cubic metres of water per second"),
        ("would settle for 8", "The offer is 6.5 per cent over two years.", "would settle for 8 per cent"),
        ("it was 2,500", "The police counted 900 marchers; the mayor 700.", "it was 2,500 marchers"),
        ("12% is too little, we want 20", "They give 12%.", "12% is too little, we want 20"),
        ("we want 20", "They give 12%, no more.", "we want 20%"),
        ("it began in 2019", "It has 2,100 members in the valley.", "it began in 2019"),
        ("the fine is 8", "The plant has 9,000 workers.", "the fine is 8"),
        ("the fine is 8", "The plant pays 12 million crowns.", "the fine is 8"),
        ("the number of passengers at 112", "31 injured passengers were on board", "the number of passengers at 112"),
        ("40 boats must go", "There are 60 berths in the harbour.", "40 boats must go"),
        ("between 4 and 5", "It is 6 metres wide.", "between 4 and 5 metres"),
        ("a second round on May 14", "the first meeting in 14 months, held on Monday", "a second round on May 14"),
        ("the figure at three", "14 fishing boats have been rammed", "the figure at three fishing boats"),
        ("there were only six", "14 boats have been rammed since May", "there were only six boats"),
        ("we will be back at three", "14 boats have been rammed", "we will be back at three"),
        ("the figure was closer to 8,000", "20,000 boats lie ready to leave", "the figure was closer to 8,000 boats"),
    ],
)
def test_a_bare_figure_takes_the_unit_of_the_one_before(words: str, before: str, expected: str) -> None:
    """One figure without a unit takes that of the nearest figure of its size; years stay as they are."""
    assert with_unit(words, before) == expected


def test_a_claim_tells_what_its_figure_counts() -> None:
    """The claim can be read alone; the evidence stays the words of the text."""
    text = "Orland would let 250 cubic metres of water per second through the dam, Ada Holm said. Meltavia wants 420."
    wanted = drafts(text)[-1]
    assert wanted.claim == "Meltavia wanted 420 cubic metres of water per second."
    assert "cubic" not in " ".join(wanted.quotes)
