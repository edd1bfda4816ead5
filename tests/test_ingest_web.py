from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from llmtool.errors import InputError
from llmtool.ingest import fetch as web
from llmtool.ingest import read_sources
from llmtool.ingest.fetch import fetch, is_public

ONE = "The harbour board voted on Tuesday to close the northern berth for at least eleven months, its chair said."
TWO = (
    "“Nobody asked the dockers,” José Brandt, who chairs their union, told reporters outside the town hall afterwards."
)
PAGE = (
    f"<html><head><title>Berth</title></head><body><article><p>{ONE}</p><p>{TWO}</p></article></body></html>".encode()
)


class Site(BaseHTTPRequestHandler):
    hosts: ClassVar[list[str | None]] = []

    def do_GET(self) -> None:
        """Answer by the path alone."""
        self.hosts.append(self.headers["Host"])
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            return self.answer(302, b"", Location=f"/to/{int(path[4:]) - 1}" if path != "/to/1" else "/page")
        if path == "/inside":
            return self.answer(302, b"", Location="http://127.0.0.1:1/secret")
        if path == "/inner":
            return self.answer(302, b"", Location="http://inner.example/secret")
        answers: dict[str, tuple[int, bytes, dict[str, str]]] = {
            "/page": (200, PAGE, {"Content_Type": "text/html; charset=utf-8"}),
            "/zipped": (
                200,
                gzip.compress(PAGE),
                {"Content_Type": "text/html; charset=utf-8", "Content_Encoding": "gzip"},
            ),
            "/bomb": (
                200,
                gzip.compress(b"x " * 2_000_000),
                {"Content_Type": "text/plain", "Content_Encoding": "gzip"},
            ),
            "/plain.html": (200, f"{ONE}\n<b>".encode(), {"Content_Type": "text/plain"}),
            "/notes.md": (200, f"# Berth\n\n**{ONE}**".encode(), {"Content_Type": "application/octet-stream"}),
            "/picture": (200, b"\x89PNG", {"Content_Type": "image/png"}),
            "/gone": (410, b"", {}),
            "/odd": (599, b"", {}),
            "/file": (302, b"", {"Location": "file:///etc/passwd"}),
            "/keyed": (302, b"", {"Location": "http://me:secret@127.0.0.1/"}),
        }
        status, body, headers = answers.get(path, (404, b"", {}))
        return self.answer(status, body, **headers)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send status, headers and body."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/zipped", "/to/5", "/page?q=ä b#part"])
def test_pages(site: str, path: str) -> None:
    """A page is read through compression and a few redirects, with its address as the source."""
    ingested = read_sources([site + path], allow_private=True)
    assert ingested.failures == ()
    (document,) = ingested.documents
    assert (document.source, document.title, document.text) == (site + path, "Berth", f"{ONE}\n\n{TWO}")


@pytest.mark.parametrize(("path", "text"), [("/plain.html", f"{ONE}\n<b>"), ("/notes.md", ONE)])
def test_the_server_says_what_it_is(site: str, path: str, text: str) -> None:
    """The type that the server declares decides, and the suffix only where the server declares none."""
    assert read_sources([site + path], allow_private=True).documents[0].text == text


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/none", "answers 404 Not Found: check the address"),
        ("/gone", "answers 410 Gone: check the address"),
        ("/odd", "answers 599: check the address"),
        ("/picture", "is no article but image/png"),
        ("/to/9", "redirects more than 5 times"),
        ("/file", "has the scheme 'file'"),
        ("/keyed", "carries a user name or password"),
        ("/inside", "can't be reached"),
    ],
)
def test_addresses_that_fail(site: str, path: str, error: str) -> None:
    """Each address that fails is one line, and the other sources are still read."""
    ingested = read_sources([site + path, f"{site}/page"], allow_private=True)
    assert len(ingested.documents) == 1
    assert [(failure.subject, failure.error[: len(error)]) for failure in ingested.failures] == [(site + path, error)]


def test_private_addresses_are_refused(site: str) -> None:
    """Nothing of the local network is asked unless that is allowed."""
    Site.hosts.clear()
    (failure,) = read_sources([f"{site}/page"]).failures
    assert failure.error.startswith("leads to the private address 127.0.0.1: refused")
    assert Site.hosts == []


def resolves(monkeypatch: pytest.MonkeyPatch, **answers: list[list[str]]) -> list[str]:
    """Let ``name`` under ``.example`` resolve to one list of addresses after the other; returns the names asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        name = host.removesuffix(".example")
        if name not in answers:
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers[name].pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_one_private_address_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and a private address is refused."""
    resolves(monkeypatch, harbour=[["93.184.215.14", "10.0.0.1"]])
    with pytest.raises(InputError, match=r"private address 10\.0\.0\.1"):
        fetch("http://harbour.example/")


def test_a_redirect_is_checked_anew(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page that redirects into the local network leads nowhere."""
    port = int(site.rpartition(":")[2])
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    asked = resolves(monkeypatch, harbour=[["127.0.0.1"]], inner=[["169.254.169.254"]])
    with pytest.raises(InputError, match=r"private address 169\.254\.169\.254"):
        fetch(f"http://harbour.example:{port}/inner")
    assert asked == ["harbour.example", "inner.example"]


def test_the_checked_address_is_the_one_that_is_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once: what it says a moment later does not matter, and the server still hears the name."""
    port = int(site.rpartition(":")[2])
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    asked = resolves(monkeypatch, harbour=[["127.0.0.1"], ["10.0.0.1"]])
    Site.hosts.clear()
    assert fetch(f"http://harbour.example:{port}/page").data == PAGE
    assert (asked, Site.hosts) == (["harbour.example"], [f"harbour.example:{port}"])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    """Loopback, private, link-local, shared, multicast and reserved ranges are private, wrapped in IPv6 too."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://", "is no valid address"),
        ("http://host:99999/", "is no valid address"),
        ("http://host:0/", "is no valid address"),
        ("http://[::1", "is no valid address"),
        ("gopher://host/", "has the scheme 'gopher'"),
        ("http://me:secret@host/", "carries a user name or password"),
        ("http://me@host/", "carries a user name or password"),
    ],
)
def test_wrong_addresses(url: str, error: str) -> None:
    """An address that is wrong is refused before anything is resolved, and a password is not repeated."""
    with pytest.raises(InputError) as caught:
        fetch(url)
    assert str(caught.value).startswith(error)
    assert "secret" not in str(caught.value)


def test_unknown_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that does not exist is named."""

    def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(InputError, match=r"there is no host 'gone\.example'"):
        fetch("https://gone.example/")


def test_size_is_limited(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size counts after unpacking, so that a small answer can't become an enormous one."""
    monkeypatch.setattr(web, "MAX_BYTES", 1_000_000)
    with pytest.raises(InputError, match="sends more than 1 MB"):
        fetch(f"{site}/bomb", allow_private=True)


def test_time_is_limited(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends for ever is cut off."""
    monkeypatch.setattr(web, "DEADLINE", -1.0)
    with pytest.raises(InputError, match="took more than"):
        fetch(f"{site}/page", allow_private=True)


def test_silent_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that accepts and says nothing is given up, and so is one that breaks off."""
    monkeypatch.setattr(web, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(InputError, match="did not answer within"):
            fetch(url, allow_private=True)

        def break_off() -> None:
            for _ in range(2):
                connection, _peer = server.accept()
                connection.close()

        monkeypatch.setattr(web, "TIMEOUT", 5.0)
        threading.Thread(target=break_off, daemon=True).start()
        with pytest.raises(InputError, match="can't be read"):
            fetch(url, allow_private=True)
