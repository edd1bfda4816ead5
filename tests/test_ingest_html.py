from __future__ import annotations

import datetime as dt

import pytest

from llmtool.errors import InputError
from llmtool.ingest.formats import read_bytes

ONE = "The harbour board voted on Tuesday to close the northern berth for at least eleven months, its chair said."
TWO = (
    "“Nobody asked the dockers,” José Brandt, who chairs their union, told reporters outside the town hall afterwards."
)
BODY = f"<body><article><p>{ONE}</p><p>{TWO}</p></article></body>"

LIVE = f"""<!doctype html><html lang="en-GB"><head><title>Dock strike: as it happened | The Harbour Times</title>
<meta property="og:site_name" content="The Harbour Times">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Dock strike: as it happened", "datePublished": "2026-03-03T09:10:00Z",
 "author": {{"@type": "Person", "name": "Ines Brandt"}},
 "publisher": {{"@type": "Organization", "name": "The Harbour Times"}}}}</script></head>
<body class="has-sidebar"><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div class="cookie-banner">We use cookies. <button>Accept all</button></div>
<main><article><h1>Dock strike: as it happened</h1><p class="byline">By Ines Brandt</p>
<figure><img src="x.jpg"><figcaption>Pickets at gate four. Photograph: Lena Ode</figcaption></figure>
<ul class="key-events"><li><a href="#b1">Union says talks collapsed at noon.</a></li>
<li><a href="#b2">Port denies it.</a></li></ul>
<section><time>10:42</time><h2>Union walks out</h2><p>{TWO}</p>
<blockquote><p>They offered two per cent. We asked for nine.</p><footer>José Brandt</footer></blockquote></section>
<section><time>11:15</time><p>{ONE}</p>
<ul><li>Berths 1 to 4: closed</li><li>Berths 5 to 9: <b>open</b></li></ul></section>
<section><time>12:01</time><p>Mayor Okafor:<br>“I will meet both sides.” ⚓</p>
<table><tr><th>Side</th><th>Offer</th></tr><tr><td>Union</td><td>9%</td></tr></table></section>
<aside><h3>Related stories</h3>
<ul><li><a href="/a">Ferry timetable changes</a></li><li><a href="/b">Fish prices climb</a></li></ul></aside>
<aside><p>The berth was built in 1911 and has been closed twice, in 1947 and in 1986.</p></aside>
<p>Read more: <a href="/c">How the strike began</a></p><div class="share-bar"><a href="#">Share on Facebook</a></div>
<p style="display:none">Hidden words for machines, and machines alone.</p>
</article></main>
<section id="comments"><h3>Leave a Reply</h3>
<p>oldsalt: Great article, and a long time coming, I would say.</p></section>
<footer><p>© 2026 The Harbour Times. All rights reserved.</p></footer></body></html>"""


def test_live_page() -> None:
    """Lists, times, quotations and tables of a live page stay in order; menus, captions, links and comments go."""
    page = read_bytes(LIVE.encode(), name="live.html")
    assert (page.title, page.outlet, page.byline) == ("Dock strike: as it happened", "The Harbour Times", "Ines Brandt")
    assert (page.published, page.language) == (dt.date(2026, 3, 3), "en")
    assert [line for line in page.text.split("\n") if line] == [
        "• Union says talks collapsed at noon.", "• Port denies it.", "10:42", "Union walks out", TWO,
        "They offered two per cent. We asked for nine.", "José Brandt", "11:15", ONE, "• Berths 1 to 4: closed",
        "• Berths 5 to 9: open", "12:01", "Mayor Okafor:", "“I will meet both sides.” ⚓", "Side | Offer", "Union | 9%",
        "The berth was built in 1911 and has been closed twice, in 1947 and in 1986.",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["page.html", "page.txt", ""])
def test_html_is_known_by_its_look(name: str) -> None:
    """HTML under another name, or from standard input, is read as HTML."""
    assert ONE in read_bytes(LIVE.encode(), name=name).text
    assert "<p>" not in read_bytes(LIVE.encode(), name=name).text


def test_a_page_of_divs() -> None:
    """An article without a single semantic element is found among its menus."""
    menu = "".join(f'<div><a href="/{n}">Section {n} of the paper</a></div>' for n in range(30))
    markup = (
        f"<html><head><title>Berth to close - Harbour Times</title></head><body><div>{menu}</div>"
        f"<div><div>Berth to close</div><div>{ONE}</div><div>{TWO}</div>"
        f"<div>{ONE.replace('Tuesday', 'Monday')}</div></div>"
        "<div>Contact us</div></body></html>"
    )
    text = read_bytes(markup.encode(), name="a.html").text
    assert "Section 3" not in text
    assert [line for line in text.split("\n") if line][-3:] == [ONE, TWO, ONE.replace("Tuesday", "Monday")]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2026-03-03T23:30:00-05:00">', dt.date(2026, 3, 3)),
        ('<meta property="article:published_time" content="2090-01-02">', dt.date(2090, 1, 2)),
        ('<meta name="date" content="1962-10-22">', dt.date(1962, 10, 22)),
        ("", None),
    ],
)
def test_dates_of_pages(head: str, published: dt.date | None) -> None:
    """The date of a page is what the page says, past or future, and unknown where it says nothing."""
    markup = f"<html><head><title>Berth to close</title>{head}</head>{BODY}</html>"
    assert read_bytes(markup.encode(), name="a.html").published == published


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Berth to close | Harbour Times</title>", "<h1>Berth to close</h1>", "Berth to close"),
        ("<title>Why the berth closes - Harbour Times</title>", "<h1>Berth to close</h1>", "Berth to close"),
        (
            "<title>Berth to close - Harbour Times</title>",
            "<div hidden><h2>Keyboard shortcuts</h2></div>",
            "Berth to close",
        ),
        ('<meta property="og:title" content="Berth to close"><title>Times</title>', "<h2>Tips</h2>", "Berth to close"),
    ],
)
def test_titles_of_pages(head: str, heading: str, title: str) -> None:
    """The title is the article's, neither the outlet's nor that of a box on the page."""
    markup = f"<html><head>{head}</head>{BODY}</html>".replace("<article>", f"<article>{heading}")
    assert read_bytes(markup.encode(), name="a.html").title == title


def test_outlet_from_the_address() -> None:
    """A page from the web that does not name its site has the host as its outlet."""
    markup = f"<html>{BODY}</html>"
    page = read_bytes(markup.encode(), content_type="text/html; charset=utf-8", url="https://www.harbour.example/a")
    assert page.outlet is not None
    assert "harbour.example" in page.outlet


def test_declared_encodings() -> None:
    """The encoding that the server or the page declares is the one that is used."""
    markup = f"<html><head><meta charset='windows-1252'></head>{BODY}</html>"
    assert TWO in read_bytes(markup.encode("cp1252"), name="a.html").text
    words = "Порт закрыт на целый год, сообщил председатель совета. " * 5
    russian = f"<html><body><article><p>{words}</p></article></body></html>"
    assert "Порт закрыт" in read_bytes(russian.encode("koi8-r"), content_type="text/html; charset=koi8-r").text


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href='/'>Home</a></nav><form>Log in <input></form></body></html>",
        "<html><body><p>Please log in.</p></body></html>",
        "<!doctype html><html><head><title>404</title></head><body><h1>Not found</h1></body></html>",
        "<html><body>" + "<div>" * 5000 + "</body>",
    ],
)
def test_pages_without_an_article(markup: str) -> None:
    """A page that holds no article is refused with a line that says so."""
    with pytest.raises(InputError, match="holds no article"):
        read_bytes(markup.encode(), name="a.html")


def test_scripts_are_not_text() -> None:
    """Scripts and styles never reach the text, wherever they stand."""
    markup = f"<html>{BODY}</html>".replace("</p>", "<script>steal('x')</script></p><style>p{}</style>")
    assert read_bytes(markup.encode(), name="a.html").text.split("\n\n") == [ONE, TWO]


def test_the_text_tells_its_language_before_the_template_does() -> None:
    """A page says in what language its template is; where the article's own words clearly say another, they count."""
    german = (
        "Der Hafen sagte, dass die Fähre nicht mehr fährt und dass die Stadt das Geld für den Kran nicht zahlt. Die "
        "Werft und der Rat werden sich mit dem Land treffen, das einen Teil der Kosten auf sich nimmt."
    )
    swedish = (
        "Hamnen meddelade på måndagen att färjan ställs in och att kommunen inte betalar kranen. Varvet och "
        "kommunfullmäktige träffar länsstyrelsen i nästa vecka för att tala om vem som betalar resten av notan."
    )
    for declared, text, told in (("en", german, "de"), ("de", german, "de"), ("sv", swedish, "sv")):
        page = f'<html lang="{declared}"><body><article><h1>Kran</h1><p>{text}</p></article></body></html>'
        assert read_bytes(page.encode(), name="a.html").language == told


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Dock strike ends - The Merrow Sentinel", "The Merrow Sentinel"),
        ("Dock strike ends | News | The Merrow Sentinel", "The Merrow Sentinel"),
        ("Dock strike ends", None),
        ("Dock strike ends - 12 photos", None),
    ],
)
def test_the_outlet_stands_behind_the_title(title: str, outlet: str | None) -> None:
    """What follows the headline in the window's title names the outlet, where the page does not."""
    html = f"<html><head><title>{title}</title></head>{BODY.replace('<p>', '<h1>Dock strike ends</h1><p>', 1)}</html>"
    assert read_bytes(html.encode(), name="page.html").outlet == outlet
