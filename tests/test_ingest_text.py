from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtool.ingest.article import article
from llmtool.ingest.boilerplate import is_caption, is_interface, is_menu, without_tail
from llmtool.ingest.dates import as_date
from llmtool.ingest.formats import read_bytes
from llmtool.ingest.page import Page
from llmtool.ingest.plain import read_text, unwrapped

PROSE = "The harbour board voted on Tuesday to close the northern berth for at least eleven months, its chair said."
MORE = (
    "“Nobody asked the dockers,” José Brandt, who chairs their union, told reporters outside the town hall afterwards."
)
WIRED = "VARMOUTH, Nov 24 (Halden Wire) — " + PROSE


def read(*lines: str) -> Page:
    return article(read_text("\n".join(lines)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("December 25,2025", dt.date(2025, 12, 25)),
        ("2025-12-25T10:00:00Z", dt.date(2025, 12, 25)),
        ("3 March 2026", dt.date(2026, 3, 3)),
        ("Sept. 3rd, 2026", dt.date(2026, 9, 3)),
        ("the 3rd of March 2026", dt.date(2026, 3, 3)),
        ("25/12/2025", dt.date(2025, 12, 25)),
        ("12/25/2025", dt.date(2025, 12, 25)),
        ("04.04.2026", dt.date(2026, 4, 4)),
        ("3. März 2026", dt.date(2026, 3, 3)),
        ("3 de marzo de 2026", dt.date(2026, 3, 3)),
        ("03/04/2026", None),  # March or April
        ("31 February 2026", None),
        ("March 2026", None),
        ("marzo de 2026", None),
        ("12 March", None),
        ("yesterday", None),
        ("two days ago", None),
        ("1 day ago", None),
    ],
)
def test_dates(value: str, expected: dt.date | None) -> None:
    """A date counts when day, month and year are in it, and never depends on today's."""
    assert as_date(value) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe",
        "SHARE THIS ARTICLE",
        "Tags: ports, strikes",
        "Read more: What the berth is worth",
        "READ ALSO | Ferry fares to rise",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "Your email will not be shown. Fields marked * must be filled in.",
        "Sign up for Harbour Morning, our free briefing.",
        "You are reading the round-up. Not a subscriber yet? Join us",
        "We use cookies to improve your experience.",
        "© 2026 The Harbour Times. All rights reserved.",
        "(Reporting by Ines Brandt in Varmouth; editing by Ken Ode)",
        "3 min read",
        "12 Comments",
        "-",
        "* * *",
    ],
)
def test_interface_lines(line: str) -> None:
    """Buttons, invitations and notices are no part of an article."""
    assert is_interface(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Adaeze Okafor at the northern berth, June 23, 2025 (AP)",
        "Pickets at gate four (REUTERS File Photo)",
        "Pickets at gate four. Photograph: Lena Ode/Harbour Pictures",
        "The town hall in Varmouth. Picture: Times archive",
        "[Photo: Lena Ode]",
        "Photo by Lena Ode",
        "Union chair José Brandt (Image: Harbour Times)",
        "The berth on Monday. Lena Ode/Getty Images",
    ],
)
def test_captions(line: str) -> None:
    """A line that ends in a picture's credit is a caption."""
    assert is_caption(line) or is_interface(line)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        MORE,
        "“Follow us or get out of the way,” Brandt said.",
        "Share the burden, or lose the port, Okafor said.",
        "Subscribe to the fund or pay the fine, the mayor told dockers.",
        "Copyright on the plans lies with the port.",
        "By using force, the two sides lose.",
        "Mayor: the port is safe",
        "MAYOR OKAFOR: No.",
        "• Berths 1 to 4: closed",
        "10:42",
        "Talks resume on Friday. (Reuters)",
        "He was shown the picture (a photo of the berth), and said nothing.",
        "The video is graphic. (WARNING: Video contains graphic images.)",
        "“The image of the port is ruined,” she said of the photo.",
        "“That is not my photo,” Okafor told the paper (AP)",
        "Comments by the mayor",
        "Related costs rose too",
        "👍",
        "42",
        "No comment.",
        "Tag the cargo first.",
        "The union’s view on the offer",
    ],
)
def test_what_stays(line: str) -> None:
    """No rule takes a line of the article, however much it looks like the page."""
    assert not is_interface(line)
    assert not is_caption(line)
    assert not is_menu(line)
    assert without_tail([PROSE, line, MORE]) == [PROSE, line, MORE]


def test_messy_article() -> None:
    """The headline, its date and its outlet are taken from the top, and only the article stays."""
    page = read(
        "HARBOUR TIMES", "Home | News | Sport | Weather", "News", "Town", "Northern berth to close for a year",
        "Northern berth to close for a year", "By Ines Brandt | 3 March 2026", "Share",
        "Pickets at gate four (REUTERS File Photo)", PROSE, "What the union says", MORE,
        "Read more: What the berth is worth", "• The union wants nine per cent", "• The port offers two",
        PROSE.replace("Tuesday", "Monday"),
        "Related stories", "Ferry timetable changes", "Fish prices climb", "Leave a Reply",
        "Your email address will not be published.", "oldsalt: This was a long time coming, I have to say, all in all.",
    )  # fmt: skip
    assert page.title == "Northern berth to close for a year"
    assert (page.outlet, page.byline, page.published, page.language) == (
        "Harbour Times", "Ines Brandt", dt.date(2026, 3, 3), "en",
    )  # fmt: skip
    assert page.text.split("\n") == [
        PROSE, "What the union says", MORE, "• The union wants nine per cent", "• The port offers two",
        PROSE.replace("Tuesday", "Monday"),
    ]  # fmt: skip


NOTE = "Authority for Coast and Harbours, Varmouth | Note no. 4/2032 | Updated: 2 May 2032 | Published: 1 March 2032"


@pytest.mark.parametrize(
    ("lines", "outlet", "published"),
    [
        (("VARMOUTH, Nov 24, 2025 (Halden Wire) - " + PROSE,), "Halden Wire", dt.date(2025, 11, 24)),
        ((WIRED,), "Halden Wire", None),
        ((WIRED, "On November 22, 2025 it was open."), "Halden Wire", dt.date(2025, 11, 24)),
        ((WIRED.replace("Nov 24", "Jan 2"), "On 30 December 2025 it was open."), "Halden Wire", dt.date(2026, 1, 2)),
        ((WIRED, "It opened on 3 May 1998."), "Halden Wire", None),
        (("VARMOUTH (Reuters) - " + PROSE,), "Reuters", None),
        (("VARMOUTH/QUITO, 24 November 2025: " + PROSE,), None, dt.date(2025, 11, 24)),
        (("Published December 25,2025", PROSE), None, dt.date(2025, 12, 25)),
        (("Updated: Wed 25 Dec 2025, 10:42 GMT", PROSE), None, dt.date(2025, 12, 25)),
        (("The Late Hour, Friday 6 March 2026", PROSE), None, dt.date(2026, 3, 6)),
        (("Lowland Gazette | Thursday, 22 January 2026", PROSE), "Lowland Gazette", dt.date(2026, 1, 22)),
        (("Port Courier | Monday, June 21, 2032 | By Ines Falk", PROSE), "Port Courier", dt.date(2032, 6, 21)),
        (("By Ines Falk · Port Courier · June 21, 2032", PROSE), "Port Courier", dt.date(2032, 6, 21)),
        (("Port to close", "Port Courier, Tuesday 21 January 2025", PROSE), "Port Courier", dt.date(2025, 1, 21)),
        (("*Port Courier, 5 November 2025. By Ines Falk.*", PROSE), "Port Courier", dt.date(2025, 11, 5)),
        (("**Port Courier | 21 June 2032 | Explainer**", PROSE), "Port Courier", dt.date(2032, 6, 21)),
        (("Port to close", "Your letters · Port Courier · 21 Jun. 2032", PROSE), "Port Courier", dt.date(2032, 6, 21)),
        (("Opinion / Port Courier / Jun 21, 2032", PROSE), "Port Courier", dt.date(2032, 6, 21)),
        (("Port to close", "Port Courier – Harbour – Sept. 5, 2032", PROSE), "Port Courier", dt.date(2032, 9, 5)),
        (("Port to close", "Port Courier • Updated 10:20 • 5 Sept 2032", PROSE), "Port Courier", dt.date(2032, 9, 5)),
        (("Port to close", NOTE, PROSE), None, dt.date(2032, 3, 1)),
        (("Home | Harbour | Letters", PROSE, "Port | 21 June 2032 | Ships"), None, None),
        (("RADIO SUNDGATE", "Press conference", PROSE), "Radio Sundgate", None),
        (("THE CHAIR (MS. AUBREY): We are in session.", PROSE), None, None),
        (("Reuters", PROSE), "Reuters", None),
        (("A headline of words", PROSE, "© 2026 The Harbour Times. All rights reserved."), "The Harbour Times", None),
        (("Okafor at the berth, June 23, 2025 (AP)", PROSE), None, None),
        ((PROSE, "The berth had opened on June 23, 2025."), None, None),
    ],
)  # fmt: skip
def test_outlet_and_date_of_plain_text(lines: tuple[str, ...], outlet: str | None, published: dt.date | None) -> None:
    """Datelines and credits tell outlet and date; a year that is not in the text is not guessed."""
    page = read(*lines)
    assert (page.outlet, page.published) == (outlet, published)
    assert PROSE in page.text


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Bridge closed", "", PROSE), "Bridge closed"),
        ((PROSE, MORE), None),
        (("OKAFOR: We agreed.", "BRANDT: You did not."), None),
        (("• One thing here", "• Another thing there"), None),
        (("News", "Minister: ‘the port is safe’", PROSE), "Minister: ‘the port is safe’"),
        (("Is the port safe?", PROSE), "Is the port safe?"),
        (("Only one line here",), None),
    ],
)
def test_headlines(lines: tuple[str, ...], title: str | None) -> None:
    """A headline is a line of its own before the prose; without one the title is unknown."""
    assert read(*lines).title == title


@pytest.mark.parametrize(
    ("filled_in", "kept"),
    [
        *(
            (title, False)
            for title in ("(anonymous)", "untitled", "Untitled 3", "Document1", "PowerPoint Presentation")
        ),
        *((title, False) for title in ("Microsoft Word - port.docx", "port final v2.pdf", "port_note", "2032-05-01")),
        *((title, True) for title in ("Document shows the port is safe", "Presentation of the port", "Port 2.50")),
    ],
)
def test_a_title_that_a_program_filled_in_is_none(filled_in: str, kept: bool) -> None:
    """Placeholders and names of files give way to the line that heads the text."""
    page = article(Page(f"Berth to close for good\n{PROSE}", title=filled_in, byline="(anonymous)"))
    assert (page.title, page.byline) == (filled_in if kept else "Berth to close for good", None)


def test_transcripts_survive() -> None:
    """Turns, stage directions and time stamps stay as they are, each on its line."""
    turns = [
        "OKAFOR: We agreed on nine.",
        "BRANDT: No.",
        "OKAFOR: Share the minutes, then.",
        "[LAUGHTER]",
        "10:42 It ends.",
    ]
    assert read(*turns).text.split("\n") == turns


def test_quotation_at_the_end_of_a_title_keeps_its_mark() -> None:
    """Only marks around a whole value of the front matter are left out."""
    text = '---\ntitle: Union calls it "a campaign"\noutlet: "Corvane Monitor"\n---\n\nThe port has no money.\n'
    page = read_bytes(text.encode(), name="a.md")
    assert (page.title, page.outlet) == ('Union calls it "a campaign"', "Corvane Monitor")


def test_front_matter_of_markdown() -> None:
    """Front matter is metadata, and the marks of Markdown are no words of the article."""
    text = (
        '---\ntitle: "Berth: the facts"\noutlet: Corvane Monitor\nauthors: [Ines Brandt, "Ken Ode"]\ndate: 2026-03-03\n'
        "lang: en-GB\ntags: [ports]\n---\n\n# Berth: the facts\n\n## The union\n\n"
        "- **José Brandt:** we want [nine](https://x.example/a_(b)) *per cent*\n"
        "- snake_case and 2 * 3 * 4 stay\n\n> “Never,” he said.\n\n![Pickets](p.jpg)\n\n***\n\n"
        "The `port` has ~~no~~ money.\n"
    )
    page = read_bytes(text.encode(), name="a.md")
    assert (page.title, page.outlet, page.byline) == ("Berth: the facts", "Corvane Monitor", "Ines Brandt, Ken Ode")
    assert (page.published, page.language) == (dt.date(2026, 3, 3), "en")
    assert page.text == (
        "The union\n\n- José Brandt: we want nine per cent\n- snake_case and 2 * 3 * 4 stay\n\n“Never,” he said.\n\n"
        "The port has no money."
    )


def test_bare_fields_at_the_top() -> None:
    """Fields without a fence are metadata when nothing else stands beside them, and text otherwise."""
    page = read("Title: Berth to close", "Outlet: Harbour Times", "Date: 3 March 2026", "", PROSE)
    assert (page.title, page.outlet, page.published, page.text) == (
        "Berth to close", "Harbour Times", dt.date(2026, 3, 3), PROSE,
    )  # fmt: skip
    assert "Date: to be agreed" in read(PROSE, "Date: to be agreed", "", MORE).text


def test_hand_wrapped_lines_are_joined() -> None:
    """A sentence that runs over wrapped lines becomes one line; items and paragraphs stay apart."""
    wrapped = (
        "The harbour board voted on Tuesday to close\nthe northern berth for at least eleven\n"
        "months, its chair said. The union\n"
        "disagreed.\n\n• The union wants nine per cent,\nas it has since May\n• The port offers two\n\n"
        "OKAFOR: We never said what you\nsay we said.\n"
        "BRANDT: You did."
    )
    assert unwrapped(wrapped).split("\n") == [
        f"{PROSE} The union disagreed.", "", "• The union wants nine per cent, as it has since May",
        "• The port offers two", "",
        "OKAFOR: We never said what you say we said.", "BRANDT: You did.",
    ]  # fmt: skip
    assert unwrapped(f"{PROSE}\n{MORE}\nand so on") == f"{PROSE}\n{MORE}\nand so on"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE + MORE, "en"),
        ("Le conseil du port a voté mardi la fermeture du quai nord pour onze mois, selon sa présidente. " * 2, "fr"),
        (
            "Der Hafenrat hat am Dienstag die Schließung des Kais für elf Monate beschlossen, sagte die Chefin. " * 2,
            "de",
        ),
        (
            "Портовый совет проголосовал во вторник за закрытие причала, сообщил его председатель журналистам. " * 3,
            "ru",
        ),
        (
            (
                "Hamnstyrelsen beslöt på tisdagen att kajen ska vara stängd och att det inte är klart när den öppnas, "
                "säger ordföranden som har varit med om saken till och från i elva år. "
            ),
            "sv",
        ),
        (
            "Liman kurulu salı günü rıhtımı on bir ay için kapatma kararı aldı ve bu karar daha sonra bir gün de. " * 2,
            "tr",
        ),
        (
            "港口委员会星期二决定关闭码头十一个月，主席说这是不得已的，但是没有说谁来付钱，也没有说在什么时候开放。"
            * 12,
            "zh",
        ),
        ("zxq qwv " * 30, None),
        ("Yes. No.", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    """The language is told from frequent words, and unknown where they don't tell."""
    assert article(Page(text)).language == language


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("\ufeffBerth 4 “closed”\r\nfor now".encode(), "Berth 4 “closed”\nfor now"),
        ("Berth 4 “closed” – for now".encode("cp1252"), "Berth 4 “closed” – for now"),
        ("Berth 4 “closed”".encode("utf-16"), "Berth 4 “closed”"),
        ("Berth 4 “closed”".encode("utf-16-le"), "Berth 4 “closed”"),
        ("Berth 4 “closed”".encode("utf-16-be"), "Berth 4 “closed”"),
        ("Причал закрыт на год, сообщили в порту города во вторник днём.".encode("cp1251") * 3, None),
        ("“Ça va” ".encode() * 40 + b"\xff", "“Ça va” " * 40 + "\ufffd"),
        ("Cafe\u0301 \u200bopen\u00ad".encode(), "Café open"),
        ("👩‍👩‍👧 فارسی‌ها עִבְרִית".encode(), "👩‍👩‍👧 فارسی‌ها עִבְרִית"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, expected: str | None) -> None:
    """Bytes are decoded by mark, as UTF-8 or by what they look like; joiners that scripts need are kept."""
    text = read_bytes(data).text
    assert text == expected if expected else "Причал закрыт на год" in text


@pytest.mark.parametrize(
    ("data", "doubt"),
    [
        ("Der Kai bleibt länger zu, sagte die Behörde am Dienstag.".encode("cp1252"), "windows-1252 by guess"),
        ("Причал закрыт на год, сообщили в порту города во вторник.".encode("cp1251"), "windows-1251 by guess"),
        ("“Ça va” ".encode() * 40 + b"\xff", "stands for 1 broken character;"),
        ("He said: “Never – not now.”".encode("cp1252"), None),
        (f"<meta charset=windows-1252><body><p>{PROSE}</p><p>{MORE}</p></body>".encode("cp1252"), None),
        ("Der Kai bleibt länger zu.".encode("utf-16"), None),
        ("Der Kai bleibt länger zu.".encode(), None),
    ],
)
def test_a_guessed_encoding_is_doubted(data: bytes, doubt: str | None) -> None:
    """A guess is named, unless all code pages that it could be agree on the letters."""
    found = read_bytes(data).doubt
    assert doubt in found if doubt and found else found is doubt


@given(
    st.lists(st.sampled_from([PROSE, MORE, "Tags", "", "News", "A heading here", "• An item: “yes” 😀", "X: no", "-"]))
)
def test_prose_is_never_lost(lines: list[str]) -> None:
    """However prose and page are mixed, sentences and items stay, in their order."""
    kept = [
        line
        for line in article(Page("\n".join(lines))).text.split("\n")
        if line in {PROSE, MORE, "• An item: “yes” 😀", "X: no"}
    ]
    assert kept == [line for line in lines if line in {PROSE, MORE, "• An item: “yes” 😀", "X: no"}]


@given(st.text(max_size=300))
def test_cleaning_settles(text: str) -> None:
    """The text of a document has no line ends but newlines, no blank edges, and no runs of blank lines."""
    cleaned = article(Page(text)).text
    assert cleaned == cleaned.strip("\n")
    assert "\n\n\n" not in cleaned
    assert not any(mark in cleaned for mark in "\r\x00\u200b\ufeff\u2028")


RELEASE = """The Tarn Canal Trust said on Tuesday that it would repair the lock before winter comes to the valley.

The work takes eleven weeks, the trust said, and boats will have to wait at the upper gate until it is done."""
REPAIR = "Trust to repair the old lock"


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (
            f"PRESS RELEASE\nTarn Canal Trust\nFor immediate release: 12 May 2031\n\n{REPAIR}",
            REPAIR,
            "Tarn Canal Trust",
        ),
        (f"Press release – Tarn Canal Trust – 12 May 2031\n\n{REPAIR}", REPAIR, "Tarn Canal Trust"),
        (f"TARN CANAL TRUST\nNEWS RELEASE\nEmbargoed until 12 May 2031, 10 am\n\n{REPAIR}", REPAIR, "Tarn Canal Trust"),
        (f"{REPAIR}\n\nMedia release from the Tarn Canal Trust, 12 May 2031", REPAIR, "Tarn Canal Trust"),
        (f"LOW HARBOUR COUNCIL - PRESS RELEASE\n12 May 2031\n\n{REPAIR}", REPAIR, "Low Harbour Council"),
        (f"FOR IMMEDIATE RELEASE\n12 May 2031\n\n{REPAIR}", REPAIR, None),
        (f"For Immediate Release\n12 May 2031\n\n{REPAIR.title()}", REPAIR.title(), None),
        (f"{REPAIR}\n\nBy Ann Ray, Tarn Gazette\n12 May 2031", REPAIR, "Tarn Gazette"),
        (
            "Press release row splits the council of Tarn\n\nBy Ann Ray, Tarn Gazette\n12 May 2031",
            "Press release row splits the council of Tarn",
            "Tarn Gazette",
        ),
    ],
)
def test_a_release_is_headed_by_its_headline_and_is_its_sender_s(head: str, title: str, outlet: str | None) -> None:
    """The line that says it is a release is no headline; the outlet is whoever it says it is from."""
    page = read_bytes(f"{head}\n\n{RELEASE}".encode(), name="release.txt")
    assert (page.title, page.outlet, page.published) == (title, outlet, dt.date(2031, 5, 12))
    assert page.text.endswith(RELEASE)


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        (f"TARN CANAL TRUST\nCorporate Communications\n\n{REPAIR}", REPAIR, "Tarn Canal Trust"),
        (f"TARN CANAL TRUST\nPress office\nUpper Tarn, 12 May 2031\n\n{REPAIR}", REPAIR, "Tarn Canal Trust"),
        ("TARN CANAL TRUST\nStatement on the lock at Tarn", "Statement on the lock at Tarn", "Tarn Canal Trust"),
        (f"UNION OF BOAT OWNERS\nCommuniqué\n\n{REPAIR}", REPAIR, "Union of Boat Owners"),
        ("LOCKS SHUT\nStatements clash on the lock at Tarn", "Statements clash on the lock at Tarn", None),
        (f"Tarn Canal Trust\nPress office\n\n{REPAIR}", REPAIR, "Tarn Canal Trust"),
        (f"Tarn Trust Mends Lock\nPress office\n\n{REPAIR}", "Tarn Trust Mends Lock", None),
        (
            "DEPARTMENT OF CANALS\nRepublic of Tarn\n12 May 2031\n\nSTATEMENT ON THE OLD LOCK",
            "STATEMENT ON THE OLD LOCK",
            "Department of Canals",
        ),
        (
            f"REPUBLIC OF TARN\nMINISTRY OF CANALS\nPress release No. 4/2031\n12 May 2031\n\n{REPAIR}",
            REPAIR,
            "Ministry of Canals",
        ),
        (f"Tarn Canal Foundation\nPress release\n12 May 2031\n\n{REPAIR}", REPAIR, "Tarn Canal Foundation"),
        ("Tarn Boat Owners' Union\nSTATEMENT\n12 May 2031", None, "Tarn Boat Owners' Union"),
        ("Tarn Canals plc\nNews release, 12 May 2031", None, "Tarn Canals plc"),
        (
            "Save Upper Tarn: open letter to the council\n12 May 2031",
            "Save Upper Tarn: open letter to the council",
            "Save Upper Tarn",
        ),
        (
            "What we think of the open letter to the council\n12 May 2031",
            "What we think of the open letter to the council",
            None,
        ),
        (
            "Ministry of Inland Waters of the Republic of Tarn\nStatement on the lock at Upper Tarn\n12 May 2031",
            "Statement on the lock at Upper Tarn",
            "Ministry of Inland Waters of the Republic of Tarn",
        ),
    ],
)
def test_a_letterhead_over_a_statement_is_its_sender(head: str, title: str | None, outlet: str | None) -> None:
    """A body's name over what is called a statement, a release or a press office's sends it."""
    page = read_bytes(f"{head}\n\n{RELEASE}".encode(), name="release.txt")
    assert (page.title, page.outlet) == (title, outlet)


def test_a_release_may_name_its_sender_at_the_end() -> None:
    """Where only the contact at the end tells whose release it is, that is its outlet."""
    for line in ("Contact: press office, Tarn Canal Trust", "About the Tarn Canal Trust", "Issued by Tarn Canal Trust"):
        page = read_bytes(f"FOR IMMEDIATE RELEASE\n\n{REPAIR}\n\n{RELEASE}\n\n{line}\n".encode(), name="release.txt")
        assert (page.title, page.outlet) == (REPAIR, "Tarn Canal Trust")
        story = read_bytes(f"{REPAIR}\n\nBy Ann Ray\n\n{RELEASE}\n\n{line}\n".encode(), name="story.txt")
        assert story.outlet is None


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0)])
def test_outlet_and_date_under_the_headline(order: tuple[int, ...]) -> None:
    """Headline, outlet and date are read in any usual order."""
    head = ("Ferry fares to rise by a third from May", "The Harbour Post", "19 October 2026")
    page = read(*(head[place] for place in order), "", PROSE, MORE)
    assert (page.title, page.outlet, page.published) == (head[0], head[1], dt.date(2026, 10, 19))


@pytest.mark.parametrize(
    "lines",
    [
        ("Ferry fares to rise by a third from May", "Ada Lund", "19 October 2026", "", PROSE),
        ("Ferry fares to rise by a third from May", "The Harbour Post", "", PROSE),  # a crosshead, or the tavern
        ("Ferry fares to rise by a third from May", "", PROSE, "The Harbour Post", MORE),
    ],
)
def test_a_name_is_no_outlet_without_its_date(lines: tuple[str, ...]) -> None:
    """A name below the headline is taken for an outlet only beside a date, and with a word that outlets have."""
    assert read(*lines).outlet is None


@pytest.mark.parametrize(
    "line",
    [
        "Leeds, 4 March 2025 – Orrin Foods said on the day that it would keep all of its bakeries open for now.",
        "4 March 2025, Leeds – Orrin Foods said on the day that it would keep all of its bakeries open for now.",
        "LEEDS, March 4, 2025. Orrin Foods said on the day that it would keep all of its bakeries open for now.",
    ],
)
def test_datelines_with_a_year(line: str) -> None:
    """With its year a date before the first words is that of the story, in capitals or not."""
    assert read(line, "", MORE).published == dt.date(2025, 3, 4)


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Nora Tillman-Roe", "Nora Tillman-Roe"),
        ("By Gavin St John-Ellis, transport editor", "Gavin St John-Ellis"),
        ("Posted by Keith Obuya on 3 September 2025", "Keith Obuya"),
        ("By Tasha Orr | Staff writer | March 6, 2025", "Tasha Orr"),
    ],
)
def test_bylines_with_hyphens_days_and_duties(line: str, byline: str) -> None:
    """A hyphen ends no name; the day and what somebody does for the paper are no part of it."""
    assert read("Ferry fares to rise by a third from May", line, "", PROSE, MORE).byline == byline


def test_who_signs_a_letter() -> None:
    """The name under the closing words of a letter is its byline; several letters have none together."""
    letter = ("To the editor,", "", PROSE, "", MORE, "", "Yours sincerely,", "", "Nora Tillman-Roe", "Elm Road")
    assert read(*letter).byline == "Nora Tillman-Roe"
    assert read(*letter, "", *letter).byline is None


def test_a_release_tells_its_sender_at_its_foot() -> None:
    """What ends in ``About X`` and begins with X is sent by X, by the fullest form of its name."""
    page = read(
        "Orrin Foods answers a review",
        "",
        "Orrin Foods plc today rejected the review of its pies as wrong.",
        "",
        PROSE,
        "",
        "About Orrin Foods",
        "",
        MORE,
    )
    assert page.outlet == "Orrin Foods plc"
