from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtool.segment import chunks, sentences

# One row a text; " | " marks where a sentence should end.
SPLITS = [
    "The U.S. said no. | It left.",
    "He lives in the U.S. President Obeng left the room.",
    "She works for the U.N. | The agency said so.",
    "Mr. Okafor met Dr. Lind at 5 p.m. on Friday. | They ate.",
    "The vote was at 5 p.m. | Councillors left late.",
    "It opens at 9 p.m. Quito time and 3 p.m. E.T. in Boston.",
    "Trains stop at 4 a.m. Monday. | Nobody minds.",
    "See No. 5 in the list. | Then go.",
    "Is it true? | No. | That is wrong.",
    "Lt. Col. Ines Brandt and Rep. Ann Lee (D-Calif.), the chair, agreed. | Yes.",
    "Acme Inc. said it lost. | Acme Corp. Chairman Lee left.",
    "He wrote for Harbour & Co. | It paid badly.",
    "J.K. Dahl wrote it. | So did A. B. Clark.",
    "FAIRVIEW, W.Va. – The mine is closed. | It was old.",
    "It fell on Sept. 11. | On Feb. 6 it rose.",
    "It costs $3.5 million. | 40 people paid.",
    "He said (they left.) | Then it ended. | (Nobody came.) | The end.",
    "It fell.[3] | It rose again.[12]",
    "The public sat. | Councillors stood.",
    "He cited e.g. Apples Ltd. and others.",
    "She joined Yonder! in 2010. | Good.",
    # quotation marks
    "“We will not go,” he said. | “We stay.” | She left.",
    'He said "No." | Then he left.',
    "“Really?” he asked. | “Yes!” she said.",
    "“How many times?” Mayor Okafor asked. | “Never again!” Brandt said.",
    "Was it “wrong”? | It was.",
    "‘I won’t,’ he said. | ‘It’s over.’ | She nodded.",
    "«Nous partons.» | Il est parti.",
    "He said: “Stop. | Go home.” | (He meant it.)",
    "„Wir gehen.“ | Er ging.",
    # ellipses
    "“We studied this… and we agree,” he said.",
    "He paused... | Then he left.",
    "“Our efforts [of Mayor Okafor] ... are truly able to help,” he said.",
    "“I wanted that…. | They’re past that.”",
    "It is important for us… to reach a truce.",
    # lists, headings, turns: white space only separates here
    "• Mayor Okafor: “No sign” of a deal; called for talks.",
    "1. The port is closed. | It stays closed.",
    "a. The port is closed.",
    "OKAFOR: We never agreed. | BRANDT: You did.",
    "10:42 | The minister has arrived. | He said nothing.",
    "12.20 | “We left,” she said.",
    "[9:40 am] | Trains stop. | Buses run.",
    "16:05 GMT – | Élodie Marsh has arrived.",
    "7.30pm BST: | It is over.",
    "10.30 million people have left.",
    "9.40 to Selm was late.",
    "10.05",
    "26.40 Crowns is the fare.",
    # scripts without capitals or without spaces
    "这是第一句。 | 这是第二句！",
    "انتهى الاجتماع. | غادر الوزير؟ | نعم.",
    "यह पहला है। | यह दूसरा है।",
]


def parts(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@pytest.mark.parametrize("row", SPLITS)
def test_table_of_splits(row: str) -> None:
    """A sentence ends where a reader ends it: not at abbreviations, and with the marks that close it."""
    assert parts(row.replace(" | ", " ")) == row.split(" | ")


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\n\n", "\u2028", "\x0b"])
def test_a_line_break_ends_a_sentence(break_: str) -> None:
    """A heading or list item without a stop does not run into the next line."""
    assert parts(f"  What is next{break_}\t• One thing {break_} • Another,") == [
        "What is next",
        "• One thing",
        "• Another,",
    ]


def test_a_lost_space_is_seen_through() -> None:
    """Scraped text loses spaces after stops, but an address is not two sentences."""
    assert parts("It grew by 3.4 per cent.The next year it fell.") == [
        "It grew by 3.4 per cent.",
        "The next year it fell.",
    ]
    assert parts("“It is over.”He left.") == ["“It is over.”", "He left."]
    assert len(parts("Write to desk@harbour.Example or llmtool.Readers.")) == 1


def test_fullwidth_stops_need_no_space() -> None:
    """Chinese and Japanese put no space after the stop."""
    assert parts("这是第一句。这是“第二句。”完") == ["这是第一句。", "这是“第二句。”", "完"]


MARKS = list(" \n.!?…\"“”’'()[]aAbB5 -–—•。\u2028\u200b😀")
NEWSY = st.text(st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8")), max_size=80)


@given(NEWSY)
def test_sentences_cover_the_text(text: str) -> None:
    """Spans are in order, trimmed, apart, numbered from 1, and hold every character that is not white space."""
    found = sentences(text)
    assert [sentence.number for sentence in found] == list(range(1, len(found) + 1))
    position = 0
    for sentence in found:
        assert not text[position : sentence.start].strip()
        exact = text[sentence.start : sentence.end]
        assert exact
        assert exact == exact.strip()
        position = sentence.end
    assert not text[position:].strip()


@given(NEWSY, NEWSY)
def test_lines_are_split_on_their_own(first: str, second: str) -> None:
    """What stands on one line never changes how another is split."""
    assert parts(f"{first}\n{second}") == parts(first) + parts(second)


@given(st.lists(NEWSY, max_size=6), st.integers(1, 120))
def test_chunks_partition_the_sentences(paragraphs: list[str], max_chars: int) -> None:
    """Every sentence is in exactly one chunk, in order; only a sentence that is too long alone exceeds the limit."""
    text = "\n\n".join(paragraphs)
    found = sentences(text)
    runs = chunks(found, text, max_chars)
    assert tuple(sentence for run in runs for sentence in run) == found
    for run in runs:
        assert len(run) == 1 or run[-1].end - run[0].start <= max_chars


def test_chunks_end_at_paragraphs() -> None:
    """A chunk ends at a paragraph border where that costs less than half of it."""
    text = "One is here. Two is here.\n\nThree is here. Four is here."
    runs = chunks(sentences(text), text, 42)
    assert [[sentence.number for sentence in run] for run in runs] == [[1, 2], [3, 4]]


def test_a_paragraph_counts_for_more_than_a_line() -> None:
    """A paragraph border wins over a later line break."""
    text = "One is here.\nTwo is here.\n\nThree is here.\nFour is here."
    assert [len(run) for run in chunks(sentences(text), text, 44)] == [2, 2]
    assert [len(run) for run in chunks(sentences(text.replace("\n\n", " ")), text.replace("\n\n", " "), 43)] == [3, 1]


def test_chunks_fill_up_without_a_border() -> None:
    """Without a border in its second half a chunk takes as many sentences as fit."""
    text = "One is here. Two is here. Three is here. Four is here."
    assert [len(run) for run in chunks(sentences(text), text, 42)] == [3, 1]


def test_chunks_need_room() -> None:
    """A limit below one is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least 1"):
        chunks((), "", 0)
