"""A real web server for what Amity fetches: each path answers as a test says, and every request is written down."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Respond = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class WebHost:
    """The running server. `says` sets the answer of a path; `asked` are the paths that were requested, in order."""

    port: int
    answers: dict[str, Respond] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer a path with a body. Headers are named with underscores, as in `content_type`."""
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}

        def respond(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **named}.items():
                handler.send_header(name, value)
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(body)

        self.answers[path] = respond

    def sends_on(self, path: str, there: str, status: int = 302) -> None:
        """Redirect a path."""
        self.says(path, status=status, location=there)

    def does(self, path: str, respond: Respond) -> None:
        """Answer a path as a function does."""
        self.answers[path] = respond

    @property
    def asked(self) -> list[str]:
        """Return the paths that were requested."""
        return [path for _method, path, _headers in self.requests]


@contextmanager
def web_host(*, address: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[WebHost]:
    """Run a server on an address of this machine, over TLS with a `certificate` and its key in one file."""
    host = WebHost(port=0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            path = self.path.partition("?")[0]
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            host.requests.append(
                (self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
            )
            self.close_connection = True
            if path in host.answers:
                host.answers[path](self)
            else:
                self.send_error(404)

        def log_message(self, *args: object) -> None:
            """Write nothing."""

    for method in ("GET", "POST", "HEAD", "PROPFIND", "REPORT"):
        setattr(Handler, f"do_{method}", Handler.answer)
    with ThreadingHTTPServer((address, 0), Handler) as server:
        server.handle_error = lambda *args: None  # type: ignore[method-assign]  # a client that leaves early is meant
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        host.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join(timeout=10)
