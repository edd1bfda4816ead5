from __future__ import annotations

import datetime as dt

import pytest

from llmtool.ingest.copies import with_copies
from llmtool.schema import Document

STORY = [
    "VARMOUTH, May 3 (Halden Wire) - The harbour board voted on Tuesday to shut the northern berth for eleven months.",
    "“We can't repair it while ships lie there,” said Adaeze Okafor, who chairs the board and is mayor of the town.",
    "The union of dockers says that nobody asked it, and that two hundred jobs hang on the berth.",
    "“Nobody asked the dockers, and nobody asked their families,” José Brandt told reporters at the gate.",
    "The board puts the cost of the repair at nine million crowns, of which the state is to pay a third.",
    "Work is to begin in May, when the ice has gone, and to end before the next winter.",
    "Ferries will use the southern berth in the meantime, and the fish market moves to a hall nearby.",
    "An inspector found cracks in forty piles last autumn, and the insurer gave notice in January.",
]
OTHER = [
    "Dockers in Varmouth walked out this morning after the town's harbour board shut their main place of work.",
    "“We can't repair it while ships lie there,” said Adaeze Okafor, who chairs the board and is mayor of the town.",
    "That convinced few of those who stood in the rain outside the locked gates with their thermos flasks.",
    "“Nobody asked the dockers, and nobody asked their families,” José Brandt told reporters at the gate.",
    "He has led the union since the strike of 1998, when his father was sacked along with sixty others.",
    "Nine million crowns is what the repair will swallow; the ministry has promised to carry three of them.",
    "Some fear that the trade will go to Quarne and never come back, as it did in the seventies.",
    "A petition to keep one half of the berth open had gathered four thousand names by noon.",
]


def document(name: str, lines: list[str], day: int | None = 3) -> Document:
    return Document(
        id=f"d-{name}", source=f"{name}.txt", title=None, outlet=None, byline=None,
        published=dt.date(2026, 3, day) if day else None, language=None, text="\n\n".join(lines), copy_of=None,
    )  # fmt: skip


def copies(*documents: Document) -> dict[str, str]:
    return {found.id[2:]: found.copy_of[2:] for found in with_copies(documents) if found.copy_of}


@pytest.mark.parametrize(
    "reprint",
    [
        STORY,
        ["Berth to close", "From our agencies", *STORY],
        ["VARMOUTH (Agencies) " + STORY[0].partition(" - ")[2], *STORY[1:]],
        STORY[:6],
        STORY[1:5] + STORY[6:],
        [*STORY, "The town council of Quarne said that its own harbour had room for thirty more ships a month."],
        [line.replace("“", '"').replace("”", '"').replace("'", "’") for line in STORY],
        [STORY[0], STORY[2], STORY[1], *STORY[3:]],
    ],
)
def test_reprints_are_copies(reprint: list[str]) -> None:
    """Another headline, byline or dateline, small cuts, an added paragraph, other marks: still the same story."""
    assert copies(document("b", reprint, 4), document("a", STORY)) == {"b": "a"}


@pytest.mark.parametrize(
    "other",
    [OTHER, STORY[1:3], [STORY[3]], [], [*OTHER[:4], STORY[2], *OTHER[4:]], STORY[:3] + OTHER[4:]],
)
def test_other_articles_are_not_copies(other: list[str]) -> None:
    """Articles that share facts and quotations, or a statement that another quotes in full, stand for themselves."""
    assert copies(document("b", other, 4), document("a", STORY)) == {}


def test_the_earliest_is_the_original() -> None:
    """The first by date is the original, then the first by source; a document without a date never is."""
    assert copies(document("a", STORY, None), document("b", STORY, 5), document("c", STORY, 4)) == {"a": "c", "b": "c"}
    assert copies(document("b", STORY), document("a", STORY)) == {"b": "a"}


def test_a_chain_has_one_root() -> None:
    """A copy of a copy names the original, even where those two no longer look alike."""
    first, second, third = STORY, [*STORY[1:], *OTHER[4:6]], [*STORY[3:], *OTHER[4:7]]
    assert copies(document("a", first, 1), document("c", third, 3)) == {}
    assert copies(document("a", first, 1), document("b", second, 2), document("c", third, 3)) == {"b": "a", "c": "a"}


def test_order_does_not_matter() -> None:
    """The same documents in another order have the same originals."""
    documents = [document(f"{n}", STORY if n % 3 else OTHER, n % 5 + 1) for n in range(12)]
    expected = copies(*documents)
    assert copies(*documents[::-1]) == expected
    assert copies(*documents[5:], *documents[:5]) == expected
    assert len(expected) == 10


def test_many_prints_of_one_story() -> None:
    """A story that is printed hundreds of times has one original, however each print was cut."""
    prints = [document(f"{n:03}", [line for m, line in enumerate(STORY) if m != n % 8], n % 28 + 1) for n in range(300)]
    assert set(copies(*prints).values()) == {"000"}
    assert len(copies(*prints)) == 299


def test_documents_too_short_to_compare() -> None:
    """Texts of a few words are copies only when they are the same."""
    assert copies(document("a", ["No comment."], 1), document("b", ["No comment!"], 2), document("c", ["No."], 3)) == {
        "b": "a"
    }
