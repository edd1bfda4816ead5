from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtool.drafts import GroundedDraft
from llmtool.grounding import ground
from llmtool.schema import Attribution, Document, Modality, PositionDraft, Ungrounded
from llmtool.segment import sentences

TEXT = (
    "Mayor Adaeze Okafor said the bridge is safe. “We checked each bolt—twice,” she said on Monday. "
    "“It’s the truth… and I stand by it,” Okafor added.\n\n"
    "The union’s chair, José Brandt, disagreed. “Nobody checked anything. Nobody came,” he told the Harbour Times.\n"
    "• A city official: “No\u00a0comment”\n"
    "Buses ran late."
)


def document(text: str = TEXT, **changes: object) -> Document:
    fields: dict[str, object] = {
        "id": "d-1", "source": "a.txt", "title": None, "outlet": None, "byline": None, "published": None,
        "language": "en", "text": text, "copy_of": None,
    }  # fmt: skip
    return Document.model_validate(fields | changes)


def draft(numbers: tuple[int, ...], *quotes: str, speaker: str | None = None, claim: str = "") -> PositionDraft:
    return PositionDraft(
        speaker=speaker, role=None, party="Nowhere", topic="bridge",
        claim=claim or "Nobody checked the bridge bolts, comment buses.",
        modality=Modality.ASSERTS, attribution=Attribution.DIRECT, said_on=None, sentences=numbers, quotes=quotes,
    )  # fmt: skip


def evidence(numbers: tuple[int, ...], *quotes: str) -> list[str]:
    result = ground(draft(numbers, *quotes), document(), sentences(TEXT))
    assert isinstance(result, GroundedDraft), result
    return [span.exact for span in result.evidence]


@pytest.mark.parametrize(
    ("numbers", "quotes", "expected"),
    [
        # no quote, or none that is there: whole sentences, joined on one line
        ((1,), (), ["Mayor Adaeze Okafor said the bridge is safe."]),
        ((1, 2), (), [TEXT[: TEXT.index("Monday.") + 7]]),
        (
            (3, 4),
            (),
            ["“It’s the truth… and I stand by it,” Okafor added.", "The union’s chair, José Brandt, disagreed."],
        ),
        ((7, 7), ("entirely different words",), ["• A city official: “No\u00a0comment”"]),
        ((1,), ("We checked each bolt",), ["Mayor Adaeze Okafor said the bridge is safe."]),
        # typography is forgiven
        ((2,), ("We checked each bolt - twice",), ["We checked each bolt—twice"]),
        ((2,), ('"We checked each bolt—twice,"',), ["We checked each bolt—twice,"]),
        ((2,), ("we checked each bolt.",), ["We checked each bolt"]),
        ((3,), ("It's the truth... and I stand by it",), ["It’s the truth… and I stand by it"]),
        ((3,), ("It's  the\ntruth",), ["It’s the truth"]),
        ((4,), ("Jose\u0301 Brandt",), ["José Brandt"]),
        ((7,), ("No comment",), ["No\u00a0comment"]),
        ((7,), ("no comment",), ["No\u00a0comment"]),
        # several quotes: sorted, each once, overlaps joined
        ((5, 6), ("Nobody came", "Nobody checked"), ["Nobody checked", "Nobody came"]),
        (
            (5, 6),
            ("Nobody checked anything", "checked anything. Nobody came"),
            ["Nobody checked anything. Nobody came"],
        ),
        ((5, 6), ("Nobody checked anything. Nobody came",), ["Nobody checked anything. Nobody came"]),
        # a quote can't leap over sentences that are not cited, nor cut words
        ((5, 8), ("Nobody checked anything. Nobody came",), ["“Nobody checked anything.", "Buses ran late."]),
        ((5,), ("body checked",), ["“Nobody checked anything."]),
        # words that say nothing do not narrow
        ((6,), ("he",), ["Nobody came,” he told the Harbour Times."]),
    ],
)
def test_evidence(numbers: tuple[int, ...], quotes: tuple[str, ...], expected: list[str]) -> None:
    """Evidence is the quoted words where they stand in the cited sentences, and the sentences themselves otherwise."""
    assert evidence(numbers, *quotes) == expected


def test_a_character_of_several_code_points_stays_whole() -> None:
    """A quote that ends in a ligature or an accent ends after all of it."""
    text = "They closed the old cafe\u0301 by sheriﬀ order."
    for quote, exact in (("old café", "old cafe\u0301"), ("by sheriff", "by sheriﬀ"), ("the old cafe", text)):
        result = ground(draft((1,), quote), document(text, language="xx"), sentences(text))
        assert isinstance(result, GroundedDraft)
        assert [span.exact for span in result.evidence] == [exact]


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ((), "it cites no sentence"),
        ((0,), "it cites sentence 0, but the document has sentences 1 to 8"),
        ((1, 9), "it cites sentence 9, but the document has sentences 1 to 8"),
    ],
)
def test_wrong_numbers(numbers: tuple[int, ...], reason: str) -> None:
    """Sentence numbers that the document does not have refuse the draft; nothing is guessed."""
    result = ground(draft(numbers), document(), sentences(TEXT))
    assert isinstance(result, Ungrounded)
    assert (result.reason, result.document_id) == (reason, "d-1")


@pytest.mark.parametrize(
    ("speaker", "named"),
    [
        (None, True),
        ("Adaeze Okafor", True),
        ("Mayor Okafor", True),
        ("Okaforr", True),
        ("Jose Brandt", True),
        ("a city official", True),
        ("the union's chair", True),
        ("Harbour Times", True),
        ("Mayor Lind", False),
        ("the president", False),
        ("President", False),
        ("an American official", True),
        ("an American general", False),
        ("Brand", True),
        ("", False),
        ("???", False),
    ],
)
def test_speakers(speaker: str | None, named: bool) -> None:
    """A speaker whom the document does not name is invented; a shared title proves nothing."""
    result = ground(draft((1,), speaker=speaker), document(), sentences(TEXT))
    assert isinstance(result, GroundedDraft) is named
    if isinstance(result, Ungrounded):
        assert result.reason == f"the speaker '{speaker}' is not in the document"


def test_a_speaker_in_the_title_is_named() -> None:
    """The title belongs to the document although it is not in its text."""
    titled = document(title="Lind: ‘bridge unsafe’")
    assert isinstance(ground(draft((1,), speaker="Lind"), titled, sentences(TEXT)), GroundedDraft)


@pytest.mark.parametrize(
    ("numbers", "claim", "kept"),
    [
        ((8,), "Buses were delayed.", True),
        ((8,), "No comment was made.", True),  # the neighbour's word
        ((8,), "Volcanoes erupt daily.", False),
        ((1,), "Nobody came.", False),
        ((8,), "  ", False),
        ((8,), "It was not so.", True),
    ],
)
def test_claims(numbers: tuple[int, ...], claim: str, kept: bool) -> None:
    """A claim that shares no telling word with its sentences and their neighbours is invented."""
    plain = draft(numbers).model_copy(update={"claim": claim})
    assert isinstance(ground(plain, document(), sentences(TEXT)), GroundedDraft) is kept


def test_claims_in_another_language_are_not_compared() -> None:
    """A claim in English about a text in another language shares no words with it and is not refused for that."""
    text = "El puente es seguro."
    spanish = document(text, language="es")
    assert isinstance(ground(draft((1,), claim="Bolts hold."), spanish, sentences(text)), GroundedDraft)
    russian = document("Мост безопасен.", language=None)
    assert isinstance(ground(draft((1,), claim="Bolts hold."), russian, sentences(russian.text)), GroundedDraft)


WILD = st.text(st.one_of(st.sampled_from(list(" \n.…\"“’'-—aéA\u0301\u200b\u00a0😀ﬁא")), st.characters(codec="utf-8")))


@given(st.lists(WILD, min_size=1, max_size=4), st.data())
def test_spans_are_exact(pieces: list[str], data: st.DataObject) -> None:
    """Whatever the text, the numbers and the quotes: spans are exact, sorted, apart, and inside the cited sentences."""
    text = "\n".join(pieces)
    found = sentences(text)
    numbers = data.draw(st.lists(st.integers(1, max(1, len(found))), max_size=4))
    cuts = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda cut: text[min(cut) : max(cut)])
    quotes = data.draw(st.lists(st.one_of(cuts, WILD), max_size=3))
    result = ground(draft(tuple(numbers), *quotes), document(text, language="xx"), found)
    if not numbers or not found:
        assert isinstance(result, Ungrounded)
        return
    assert isinstance(result, GroundedDraft)
    cited = set().union(*(range(found[n - 1].start, found[n - 1].end) for n in numbers))
    last = -1
    for span in result.evidence:
        assert text[span.start : span.end] == span.exact
        assert span.start > last
        assert all(place in cited or text[place].isspace() for place in range(span.start, span.end))
        last = span.end


@given(WILD)
def test_verbatim_words_are_found(text: str) -> None:
    """Words copied from a cited sentence narrow the evidence to exactly them."""
    whole = f"{text}\nthe harbour \n{text}"
    found = sentences(whole)
    number = next(s.number for s in found if whole[s.start : s.end] == "the harbour")
    result = ground(draft((number,), "harbour"), document(whole, language="xx"), found)
    assert isinstance(result, GroundedDraft)
    assert [span.exact for span in result.evidence] == ["harbour"]
