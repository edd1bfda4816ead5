from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from llmtool.ingest import Ingested, read_sources

ONE = "The harbour board voted on Tuesday to close the northern berth for at least eleven months, its chair said."
TWO = (
    "“Nobody asked the dockers,” José Brandt, who chairs their union, told reporters outside the town hall afterwards."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / ".hidden").mkdir()
    (tmp_path / "in" / "b.txt").write_text(f"Berth to close now\n{ONE}\n")
    (tmp_path / "in" / "a.md").write_text(f"# Berth to close\n\n{TWO}\n")
    (tmp_path / "in" / "deep" / "c.html").write_text(
        f"<html><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>"
    )
    (tmp_path / "in" / "data.json").write_text("{}")
    (tmp_path / "in" / ".hidden" / "d.txt").write_text("Hidden words.")
    (tmp_path / "in" / ".e.txt").write_text("Hidden words.")
    return tmp_path


def names(ingested: Ingested) -> list[str]:
    return sorted(document.source for document in ingested.documents)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["in"], ["in/a.md", "in/b.txt", "in/deep/c.html"]),
        (["in/"], ["in/a.md", "in/b.txt", "in/deep/c.html"]),
        (["in/*"], ["in/a.md", "in/b.txt"]),
        (["in/**"], ["in/a.md", "in/b.txt", "in/deep/c.html"]),
        (["in/**/*.html"], ["in/deep/c.html"]),
        (["in/[ab].*"], ["in/a.md", "in/b.txt"]),
        (["in/b.txt", "in", "./in/b.txt", "in/*.txt"], ["in/a.md", "in/b.txt", "in/deep/c.html"]),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_read(sources: list[str], expected: list[str]) -> None:
    """Files, folders and patterns lead to each usable file once; hidden and other files are passed over."""
    ingested = read_sources(sources)
    assert (names(ingested), ingested.failures) == (expected, ())


def test_order_and_ids_do_not_depend_on_the_order_of_sources(folder: Path) -> None:
    """The same sources in another order give the same documents, ids included, even where texts are equal."""
    (folder / "in" / "twin.txt").write_bytes((folder / "in" / "b.txt").read_bytes())
    sources = ["in/a.md", "in/b.txt", "in/twin.txt", "in/deep/c.html"]
    forth, back = read_sources(sources), read_sources(sources[::-1])
    assert forth == back
    assert len({document.id for document in forth.documents}) == 4
    copies = {document.source: document.copy_of for document in forth.documents}
    assert copies["in/twin.txt"] == next(document.id for document in forth.documents if document.source == "in/b.txt")


@pytest.mark.usefixtures("folder")
def test_standard_input() -> None:
    """A dash is standard input, read once."""
    ingested = read_sources(["-", "-"], stdin=ONE.encode)
    assert [(document.source, document.text) for document in ingested.documents] == [("-", ONE)]


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A standard input that is closed, or that is a folder, is one failure and no crash."""

    def folder() -> bytes:
        raise IsADirectoryError(21, "Is a directory")

    monkeypatch.setattr("sys.stdin", None)
    assert [failure.error for failure in read_sources(["-"]).failures] == [
        "standard input is closed: pipe a text into it, or name a file"
    ]
    assert [failure.error for failure in read_sources(["-"], stdin=folder).failures] == [
        "standard input can't be read: Is a directory"
    ]
    assert [failure.error for failure in read_sources(["-"], stdin=b" \n".strip).failures] == [
        "standard input is empty: pipe a text into it, or name a file"
    ]


def test_progress(folder: Path) -> None:
    """Progress counts each thing that is read, good or bad."""
    (folder / "in" / "empty.txt").touch()
    seen: list[tuple[str, int, int]] = []
    read_sources(["in"], progress=lambda *step: seen.append(step))
    assert seen == [("ingest", n, 4) for n in (1, 2, 3, 4)]


def test_text_is_kept_as_it_stands(folder: Path) -> None:
    """The text of a document is the text of the file but for its lines of boilerplate."""
    (folder / "x.txt").write_text("“Naïve” 😀 שלום — a\u00a0b…\n\nTags\n", encoding="utf-8")
    assert read_sources(["x.txt"]).documents[0].text == "“Naïve” 😀 שלום — a\u00a0b…"


def pdf(*pages: list[str], encrypt: str | None = None, title: str = "") -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(50, 780 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_pdf(folder: Path) -> None:
    """Lines of a PDF become paragraphs again, and heads and numbers of its pages go."""
    pages = [
        [
            "Harbour Times",
            f"Page {number} of 3",
            "The harbour board voted on Tuesday to close the nor-",
            "thern berth for at least eleven months, its chair said, and",
            "the union disagreed.",
            f"“We said no in round {word},” José Brandt told the reporters at the gate.",
            f"- {number} -",
        ]
        for number, word in enumerate(("one", "two", "three"), start=1)
    ]
    (folder / "a.pdf").write_bytes(pdf(*pages, title="Berth to close"))
    document = read_sources(["a.pdf"]).documents[0]
    assert document.title == "Berth to close"
    assert document.published is None
    assert (
        "close the northern berth for at least eleven months, its chair said, and the union disagreed." in document.text
    )
    assert "round three,” José Brandt told the reporters at the gate." in document.text
    assert "Harbour Times" not in document.text
    assert "Page" not in document.text


def test_docx(folder: Path) -> None:
    """Paragraphs, lists and tables of a DOCX stay in their order, with its title and author."""
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Berth to close", "Ines Brandt"
    document.add_paragraph(ONE)
    document.add_paragraph("The union wants nine per cent", style="List Bullet")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Union", "9%"
    document.add_paragraph(TWO)
    document.save(str(folder / "a.docx"))
    page = read_sources(["a.docx"]).documents[0]
    assert (page.title, page.byline) == ("Berth to close", "Ines Brandt")
    assert page.text.split("\n\n") == [ONE, "• The union wants nine per cent", "Union | 9%", TWO]


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 250_000_000)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """An archive whose directory says that its part is small."""
    data = bomb()
    return data.replace((250_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", b"* * *\n", "holds no text"),
        ("a.txt", bytes(range(256)) * 40, "is binary, not text"),
        ("a.md", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "is binary, not text"),
        ("a.txt", bytes(range(0x80, 0x100)) * 40, "can't be decoded"),
        ("a.txt", b"\xff\xfe" + b"a" * 11, "can't be decoded"),
        ("a.pdf", b"%PDF-1.7 and then nothing", "is a damaged PDF"),
        ("a.pdf", pdf(["Text"])[:-400], "is a damaged PDF"),
        ("a.pdf", pdf(["Text"], encrypt="secret"), "is encrypted or protected by a password"),
        ("a.pdf", pdf([]), "is a PDF without text, probably scanned"),
        ("a.pdf", b"plain words", "is no PDF although its name says so"),
        ("a.docx", b"plain words", "is no DOCX although its name says so"),
        ("a.docx", b"PK\x03\x04 broken", "is a damaged DOCX"),
        ("a.docx", zipped(), "is a damaged DOCX"),
        ("a.docx", bomb(), "unpacks to 250 MB"),
        ("a.docx", lying_bomb(), "is a damaged DOCX"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "is an old or password-protected Office file"),
        ("a.txt", zipped(), "is an archive"),
        ("a.html", b"<html><body><p>Hi</p></body></html>", "holds no article"),
        ("a.json", b"{}", "has the unsupported suffix '.json'"),
        ("a.txt", b"x " * 25_000_001, "is too big, 50 MB where 50 MB is the limit"),
        ("a.txt", b"x " * 6_000_000, "holds 12 million characters"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_bad_files(folder: Path, name: str, data: bytes, error: str) -> None:
    """A bad file gives one line that names it and what to do, and the good ones are read all the same."""
    (folder / name).write_bytes(data)
    ingested = read_sources([name, "in/b.txt"])
    assert [document.source for document in ingested.documents] == ["in/b.txt"]
    (failure,) = ingested.failures
    assert (failure.stage, failure.subject) == ("ingest", name)
    assert failure.error.startswith(error)
    assert "\n" not in failure.error


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("gone.txt", "does not exist"),
        ("gone/*.txt", "matches nothing"),
        ("in/*.json", "matches nothing that can be read"),
        ("in/.hidden/none", "does not exist"),
        ("void", "holds nothing that can be read"),
        ("pipe", "is no regular file"),
        ("ftp://harbour.example/a", "has the scheme 'ftp'"),
        ("file:///etc/passwd", "has the scheme 'file'"),
        ("a\0b", "does not exist"),
        ("x" * 5000, "can't be opened"),
        ("", "is an empty name"),
        (" ", "is an empty name"),
        ("~nobody-of-this-name/a.txt", "does not exist"),
        ("~nobody-of-this-name/*.txt", "matches nothing"),
    ],
)
def test_sources_that_lead_nowhere(folder: Path, source: str, error: str) -> None:
    """What can't be found gives one line each."""
    import os

    (folder / "void").mkdir()
    os.mkfifo(folder / "pipe")
    ingested = read_sources([source, source])
    assert ingested.documents == ()
    assert [failure.error[: len(error)] for failure in ingested.failures] == [error]


def test_an_address_without_its_scheme_is_told() -> None:
    """What looks like a web address is told how to be written; a file's name is not."""
    assert "write https://www.example.org/news" in read_sources(["www.example.org/news"]).failures[0].error
    assert "https" not in read_sources(["nowhere.txt"]).failures[0].error


def test_a_loop_of_links_ends(folder: Path) -> None:
    """A folder that links to itself is read once."""
    (folder / "in" / "loop").symlink_to(folder / "in")
    assert names(read_sources(["in"])) == ["in/a.md", "in/b.txt", "in/deep/c.html"]


def test_another_name_of_a_file_is_the_same_file(folder: Path) -> None:
    """A file that is also reached by a link is read once."""
    (folder / "link.txt").symlink_to(folder / "in" / "b.txt")
    assert names(read_sources(["in/b.txt", "link.txt"])) == ["in/b.txt"]


def test_heavy_libraries_wait() -> None:
    """Importing ingest loads no parser: a run on plain text never pays for PDF or HTML."""
    heavy = {
        "trafilatura",
        "htmldate",
        "pypdf",
        "docx",
        "dateparser",
        "lxml",
        "urllib3",
        "charset_normalizer",
        "nupunkt",
    }
    code = "import sys, llmtool.ingest, llmtool.segment, llmtool.grounding; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(done.stdout.split())


def test_a_pdf_without_a_title_of_its_own_takes_its_headline(folder: Path) -> None:
    """What the program filled in is no title, the headline runs over two lines, and the sender's name is above it."""
    prose = (
        "The berth of Port Lines JSC was closed on Monday for at least eleven months, and nobody will be paid for it."
    )
    head = ["Port Lines JSC", "Statement on the closing of the northern berth by the", "Harbour Board", prose]
    for name, title in (("a.pdf", "untitled"), ("b.pdf", "Microsoft Word - note.docx"), ("c.pdf", "(anonymous)")):
        (folder / name).write_bytes(pdf(head, title=title))
        document = read_sources([name]).documents[0]
        expected = ("Statement on the closing of the northern berth by the Harbour Board", "Port Lines JSC")
        assert (document.title, document.outlet) == expected
