"""A scripted endpoint: a real HTTP server on loopback that answers what a test tells it to, faults included.

Nothing here is a model. Every answer says so: the served model is always called "scripted".
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "scripted"


@dataclass(frozen=True)
class Reply:
    """What goes back: a chat completion, an error status, or a broken connection.

    ``raw`` is sent as it is, as JSON where it is not bytes; ``broken`` closes the connection within the body.
    """

    content: str | None = None
    finish_reason: str = "stop"
    refusal: str | None = None
    status: int = 200
    message: str = ""
    code: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False
    broken: bool = False
    raw: object = None
    prompt_tokens: int = 100
    completion_tokens: int = 20


def ok(answer: object, **changes: Any) -> Reply:
    """A finished answer: a JSON value, or text as it is."""
    return Reply(content=answer if isinstance(answer, str) else json.dumps(answer), **changes)


def fail(status: int, message: str = "scripted failure", **changes: Any) -> Reply:
    """An HTTP error."""
    return Reply(status=status, message=message, **changes)


Script = Callable[[dict[str, Any]], Reply]


def in_turn(*replies: Reply) -> Script:
    """Each reply once, then the last one for ever."""
    rest = list(replies)
    lock = threading.Lock()

    def script(_body: dict[str, Any]) -> Reply:
        with lock:
            return rest.pop(0) if len(rest) > 1 else rest[0]

    return script


class Endpoint:
    """The running server. ``bodies`` and ``headers`` are what was asked, in the order it arrived; ``connections`` are
    open.
    """

    def __init__(self, script: Script) -> None:
        self.script = script
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()
        self.connections = 0
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def url(self) -> str:
        """What goes into ``--base-url``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def calls(self) -> int:
        """How many requests arrived."""
        return len(self.bodies)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def endpoint(script: Script) -> Iterator[Endpoint]:
    """A scripted endpoint for as long as the block lasts."""
    running = Endpoint(script)
    running.start()
    try:
        yield running
    finally:
        running.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is what some tests are about."""


def _handler(owner: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            with owner.lock:
                owner.connections += 1

        def finish(self) -> None:
            super().finish()
            with owner.lock:
                owner.connections -= 1

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with owner.lock:
                owner.bodies.append(body)
                owner.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = owner.script(body)
            if reply.delay:
                time.sleep(reply.delay)
            if reply.drop:
                self.close_connection = True
                self.connection.shutdown(2)
                return
            answer = reply.raw or (completion(body, reply) if reply.status == 200 else error(reply))
            payload = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", "text/html" if payload.startswith(b"<") else "application/json")
            self.send_header("Content-Length", str(len(payload) + reply.broken))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)
            if reply.broken:
                self.close_connection = True
                self.connection.shutdown(2)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def completion(body: dict[str, Any], reply: Reply) -> dict[str, Any]:
    """A chat completion in the shape of the mode that was asked for."""
    message: dict[str, Any] = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    if "tools" in body and reply.content is not None:
        call = {"id": "call_1", "type": "function", "function": {"name": "answer", "arguments": reply.content}}
        message |= {"content": None, "tool_calls": [call]}
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 1,
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason}],
        "usage": {
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
            "total_tokens": reply.prompt_tokens + reply.completion_tokens,
        },
    }


def error(reply: Reply) -> dict[str, Any]:
    """An error body as OpenAI sends it."""
    return {"error": {"message": reply.message, "type": "scripted", "code": reply.code, "param": None}}
