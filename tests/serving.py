"""A server of the tests' own on loopback, each path answered by a function."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the routes of its server, and notes what it was asked."""

    protocol_version = "HTTP/1.1"
    server: _Listening

    def do_GET(self) -> None:
        with self.server.lock:
            names = {name.lower(): value for name, value in self.headers.items()}
            self.server.requests.append((self.path, names))
        answer = self.server.routes.get(self.path, self.server.routes.get("*", missing))
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """Send a whole answer; ``Content_Type`` gives ``Content-Type``."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def missing(handler: Handler) -> None:
    handler.send(b"not here", 404, Content_Type="text/plain")


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    routes: dict[str, Answer]
    requests: list[tuple[str, dict[str, str]]]
    lock: threading.Lock


class Server:
    """Serves ``routes`` (path to answer) while it is open."""

    def __init__(self) -> None:
        self._server = _Listening(("127.0.0.1", 0), Handler)
        self._server.routes = self.routes = {}
        self._server.requests = self.requests = []
        self._server.lock = threading.Lock()
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def give(self, path: str, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        """Serve a body at a path."""
        data = body.encode() if isinstance(body, str) else body
        self.routes[path] = lambda handler: handler.send(data, status, Content_Type=kind, **headers)

    def asked(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(asked == path for asked, _ in self.requests)


def lookup(host: str, port: int) -> list[str]:
    """Every name ends here."""
    return ["127.0.0.1"]
