"""Where quotations stand in the files of the sources."""

from __future__ import annotations

import pytest
from examples import Builder
from hypothesis import given, settings
from hypothesis import strategies as st

from llmtool.report.places import Files, Place, is_file, uri
from llmtool.schema import Document, Span


def document(text: str, source: str = "a.txt") -> Document:
    b = Builder()
    b.document("a.txt", text or "-", None, None)
    return b.documents["a.txt"].model_copy(update={"source": source, "text": text})


def span(text: str, quote: str, number: int = 0) -> Span:
    start = -1
    for _ in range(number + 1):
        start = text.index(quote, start + 1)
    return Span(start=start, end=start + len(quote), exact=quote)


def test_lines_are_those_of_the_file() -> None:
    """Front matter above and lines wrapped by hand shift a text; the place is the file's own."""
    text = "Forty boats must go. We have it in writing."
    content = "---\noutlet: The Gull\n---\n\nForty boats must\ngo. We have it in writing.\n"
    found = Files({"a.txt": content}).place(document(text), span(text, "Forty boats must go."))
    assert found == Place(line=5, column=1, end_line=6, end_column=4, offset=26, length=20)
    assert content[26:46] == "Forty boats must\ngo."


def test_marks_of_markdown_and_quotation_are_passed_over() -> None:
    """Emphasis and quoted lines, which reading takes off, do not hide a quotation."""
    text = "Nobody will lose a mooring."
    content = "> Nobody *will*\n> lose a mooring.\n"
    found = Files({"a.txt": content}).place(document(text), span(text, text))
    assert found is not None
    assert (found.line, found.column, found.end_line) == (1, 3, 2)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts(end: str) -> None:
    """Lines and columns are the same whichever way the lines of the file end."""
    text = "One.\n\nTwo 👩🏽‍🚀 three."
    found = Files({"a.txt": text.replace("\n", end)}).place(document(text), span(text, "three."))
    assert found is not None
    assert (found.line, found.column, found.end_column) == (3, 10, 16)


def test_the_cited_one_of_several_is_found() -> None:
    """Words that occur twice are told apart by their order."""
    text = "No. Yes. No. No."
    content = "No.\nYes.\nNo.\nNo.\n"
    lines = [Files({"a.txt": content}).place(document(text), span(text, "No.", n)) for n in range(3)]
    assert [found and found.line for found in lines] == [1, 3, 4]


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ("Something else.", "a.txt"),
        ("No. No.", "a.txt"),  # the file holds more of them than the text that was read
        ("No.", "https://sea.example/a.txt"),
        ("No.", "-"),
    ],
)
def test_a_place_that_is_not_sure_is_none(content: str, source: str) -> None:
    """A file that changed, an ambiguous quotation, and what is no file have no line."""
    assert Files({source: content}).place(document("No.", source), span("No.", "No.")) is None
    assert Files({}).place(document("No."), span("No.", "No.")) is None


@given(st.text(alphabet="ab \n\r*_>.👩", min_size=1, max_size=40), st.data())
@settings(max_examples=200, deadline=None)
def test_a_place_holds_the_words(text: str, data: st.DataObject) -> None:
    """Where a place is given, the file has the words of the quotation there, by offset and by line and column."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Files({"a.txt": text}).place(document(text), Span(start=start, end=end, exact=text[start:end]))
    if found is None:
        return
    held = text[found.offset : found.offset + found.length]
    assert held in text[start:end]
    assert "".join(held.split()).strip("*_>") == "".join(text[start:end].split()).strip("*_>")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert lines[found.line - 1][found.column - 1 :].startswith(held.splitlines()[0])
    assert lines[found.end_line - 1][: found.end_column - 1].endswith(held.splitlines()[-1])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("articles/a b.txt", "articles/a%20b.txt"),
        ("./a#1?.txt", "a%231%3F.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("../up.md", "../up.md"),
        ("/home/ann/é.txt", "file:///home/ann/%C3%A9.txt"),
        ("C:\\texts\\a.txt", "file:///C:/texts/a.txt"),
        ("texts\\a.txt", "texts/a.txt"),
        ("https://sea.example/a?b=1&c=%20d#e", "https://sea.example/a?b=1&c=%20d#e"),
        ("https://sea.example/50% off", "https://sea.example/50%25%20off"),
        ("-", None),
    ],
)
def test_a_source_as_a_uri(source: str, expected: str | None) -> None:
    """A path stays relative and is escaped, an address stays as it is, standard input is none."""
    assert uri(document("x", source)) == expected


def test_what_is_a_file() -> None:
    """A path is, an address and standard input are not."""
    assert [is_file(document("x", s)) for s in ("a.txt", "https://x.example/a.txt", "-")] == [True, False, False]
