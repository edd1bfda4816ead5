"""Pages from the web, never from the inside of a network unless that is allowed.

The host is resolved once, every address is checked, and the connection goes to a checked address, so that a name that
changes its address in between gains nothing. Each redirect is a new address and is checked anew.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from llmtool import __version__
from llmtool.errors import InputError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
TIMEOUT = 20.0
"""Seconds for a connection, and for each wait for data."""
DEADLINE = 60.0
"""Seconds for one page in all."""


@dataclass(frozen=True)
class Fetched:
    """What a server sent: ``url`` is the address after the redirects."""

    url: str
    content_type: str
    data: bytes


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """The page at an http or https address.

    Raises:
        InputError: the address is private or wrong, or the server does not send a page of at most 20 MB in time.

    """
    deadline = time.monotonic() + DEADLINE
    for _ in range(MAX_REDIRECTS + 1):
        parts = _checked(url)
        answer = _ask(parts, _addresses(parts, allow_private=allow_private), deadline)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise InputError(f"redirects more than {MAX_REDIRECTS} times: give the final address")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError("is no valid address: check it") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise InputError(f"has the scheme '{parts.scheme}': only http and https are read")
    if parts.username is not None or parts.password is not None:
        raise InputError("carries a user name or password: leave it out, or save the page and give the file")
    if not parts.hostname or port == 0:
        raise InputError("is no valid address: check it")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme.lower() == "https" else 80)


def _addresses(parts: SplitResult, *, allow_private: bool) -> list[str]:
    """The addresses of the host; one private address among them is enough to refuse all."""
    host = str(parts.hostname)
    try:
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"can't be reached: there is no host '{host}'; check the address and the network") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise InputError(
                f"leads to the private address {address}: refused; use --allow-private-addresses if you trust it"
            )
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address, or any that is wrapped in it, belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(inner is not None and not is_public(str(inner)) for inner in wrapped):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _ask(parts: SplitResult, addresses: list[str], deadline: float) -> Fetched | str:
    """The page, or where the server redirects to. Tries the addresses in turn until one accepts a connection."""
    from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError
    from urllib3.exceptions import TimeoutError as Timeout

    for address in addresses:
        pool = _pool(parts, address)
        try:
            return _read(parts, pool, deadline)
        except (NewConnectionError, ConnectTimeoutError):
            continue
        except SSLError:
            raise InputError("has no valid certificate: save the page and give the file") from None
        except Timeout:
            raise InputError(f"did not answer within {TIMEOUT:.0f} seconds: try again later") from None
        except (HTTPError, OSError) as error:
            raise InputError(f"can't be read ({type(error).__name__}): try again, or save the page") from None
        finally:
            pool.close()
    raise InputError("can't be reached: no connection; check the address and the network")


def _pool(parts: SplitResult, address: str) -> HTTPConnectionPool:
    import urllib3

    timeout = urllib3.Timeout(connect=TIMEOUT / 2, read=TIMEOUT)
    if parts.scheme.lower() == "https":
        host = _ascii_host(parts)
        return urllib3.HTTPSConnectionPool(
            address,
            _port(parts),
            timeout=timeout,
            cert_reqs="CERT_REQUIRED",
            assert_hostname=host,
            server_hostname=host,
        )
    return urllib3.HTTPConnectionPool(address, _port(parts), timeout=timeout)


def _ascii_host(parts: SplitResult) -> str:
    host = str(parts.hostname)
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _read(parts: SplitResult, pool: HTTPConnectionPool, deadline: float) -> Fetched | str:
    host = _ascii_host(parts)
    host = f"[{host}]" if ":" in host else host
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='=&%+/:?@!$,;~*()-._[]')}" if parts.query else ""
    )
    headers = {
        "Host": host if parts.port is None else f"{host}:{parts.port}",
        "User-Agent": f"llmtool/{__version__}",
        "Accept": "text/html,application/xhtml+xml,text/plain,text/markdown,application/pdf,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    response = pool.request("GET", target, headers=headers, redirect=False, retries=False, preload_content=False)
    try:
        if response.status in {301, 302, 303, 307, 308} and (location := response.headers.get("Location")):
            return location
        if response.status != HTTPStatus.OK:
            raise InputError(f"answers {response.status} {_phrase(response.status)}".rstrip() + ": check the address")
        content_type = response.headers.get("Content-Type", "")
        _refuse_other_kinds(content_type)
        return Fetched(parts.geturl(), content_type, _body(response, deadline))
    finally:
        response.close()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _refuse_other_kinds(content_type: str) -> None:
    kind = content_type.partition(";")[0].strip().casefold()
    if kind.startswith(("image/", "video/", "audio/", "font/")) or kind in {
        "application/json",
        "text/css",
        "text/javascript",
    }:
        raise InputError(f"is no article but {kind}: give the address of a page")


def _body(response: BaseHTTPResponse, deadline: float) -> bytes:
    chunks = []
    size = 0
    for chunk in response.stream(65536, decode_content=True):
        size += len(chunk)
        if size > MAX_BYTES:
            raise InputError(f"sends more than {MAX_BYTES // 1_000_000} MB: save the part you need and give the file")
        if time.monotonic() > deadline:
            raise InputError(f"took more than {DEADLINE:.0f} seconds: try again, or save the page and give the file")
        chunks.append(chunk)
    return b"".join(chunks)
