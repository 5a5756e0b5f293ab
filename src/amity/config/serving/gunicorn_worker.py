"""A gunicorn worker whose threads only get whole requests: a half-sent one waits in the main loop, without a thread.

gunicorn's own worker reads a request inside a thread, for as long as the client takes to send it.
"""

import re
import tempfile
import time
from typing import Any, Final

from gunicorn import http  # type: ignore[import-untyped] # gunicorn has no types
from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker  # type: ignore[import-untyped]

from amity.config.serving.collector import (
    NEW_OBJECTS_WITHIN_ANSWER,
    collect_between_answers,
    spare_what_is_loaded,
)

HEAD_SECONDS: Final = 15.0
BODY_SECONDS: Final = 30.0
SLOWEST_BYTES_A_SECOND: Final = 20_000
SEND_SECONDS: Final = 60.0
"""Seconds that a client may take to read one chunk of the response."""
MOST_HEAD_BYTES: Final = 65_536
MOST_BODY_BYTES: Final = 400_000_000
IN_MEMORY_BYTES: Final = 1_000_000
CHUNK: Final = 65_536
LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
EXPECTS: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)
CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
TOO_LARGE: Final = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Closed(Exception):
    """The client disconnected, was too slow, or sent too much."""


class Received:
    """The received bytes of a request. The parser reads it like a socket, once it is whole."""

    def __init__(self, sock: Any, first: bytes = b"") -> None:
        self.sock = sock
        self.file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - lives as long as the request
        self.head = bytearray()
        self.size = 0
        self.needed = 0
        self.began = time.monotonic()
        self.whole = False
        if first:
            self._add(first)

    def pull(self) -> bool:
        """Receive what has arrived without waiting. Return whether the request is whole. Raises `Closed`."""
        while not self.whole:
            try:
                data = self.sock.recv(CHUNK)
            except BlockingIOError:
                self._hurry()
                return False
            if not data:
                raise Closed
            self._add(data)
        self.file.seek(0)
        return True

    def recv(self, size: int) -> bytes:
        """Give the parser the received bytes. Only a body without a stated length is read from the socket."""
        data: bytes = self.file.read(size)
        if data:
            return data
        try:
            return bytes(self.sock.recv(size))
        except TimeoutError:
            return b""

    def rest(self) -> bytes:
        """Return the received bytes beyond this request."""
        rest: bytes = self.file.read()
        self.file.close()
        return rest

    def _add(self, data: bytes) -> None:
        self.file.write(data)
        self.size += len(data)
        if not self.needed:
            self.head += data
            self._read_head()
        self.whole = 0 < self.needed <= self.size

    def _read_head(self) -> None:
        end = self.head.find(b"\r\n\r\n")
        if end < 0:
            if len(self.head) > MOST_HEAD_BYTES:
                self._refuse(b"431 Request Header Fields Too Large")
            return
        stated = LENGTH.search(self.head, 0, end + 2)
        body = int(stated[1]) if stated else 0
        if body > MOST_BODY_BYTES:
            self._refuse(b"413 Content Too Large")
        self.needed = end + 4 + body
        if body and EXPECTS.search(self.head, 0, end + 2):
            self.sock.send(CONTINUE)

    def _hurry(self) -> None:
        taken = time.monotonic() - self.began
        allowed = BODY_SECONDS + self.needed / SLOWEST_BYTES_A_SECOND if self.needed else HEAD_SECONDS
        if self.size and taken > allowed:
            raise Closed

    def _refuse(self, status: bytes) -> None:
        self.sock.send(TOO_LARGE % status)
        raise Closed


class WholeRequests(ThreadWorker):
    """gunicorn's threads, which start only when a request has arrived."""

    def load_wsgi(self) -> None:
        """Load Amity. What it consists of stays until the end, so the collector of cycles leaves it alone."""
        super().load_wsgi()
        spare_what_is_loaded(NEW_OBJECTS_WITHIN_ANSWER)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Accept connections or not. When this worker stops, take those that wait and refuse later ones at once.

        gunicorn keeps its sockets open until the last request is answered. Until then, new connections would hang.
        """
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            before = -1
            while before < self.nr_conns < self.worker_connections:
                before = self.nr_conns
                self.accept(listener)
            listener.close()

    def handle(self, conn: TConn) -> Any:
        """Answer the requests that are whole. Leave the connection to the main loop while a request is incomplete."""
        received = getattr(conn, "received", None) or Received(conn.sock)
        while True:
            conn.received = received
            try:
                conn.sock.setblocking(False)
                if not received.pull():
                    return _DEFER
            except (Closed, OSError):
                return False
            self._give(conn, received)
            keeps = super().handle(conn)
            left = conn.parser.unreader.take_buffered() + received.rest()
            conn.received = received = Received(conn.sock, left)
            if not keeps or not left:
                return keeps

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request. Close the connection of a client that doesn't read the response."""
        conn.sock.settimeout(SEND_SECONDS)
        keeps = super().handle_request(req, conn)
        collect_between_answers()
        return keeps

    def _give(self, conn: TConn, received: Received) -> None:
        if conn.parser is None:
            conn.parser = http.get_parser(self.cfg, received, conn.client)
        conn.parser.unreader.sock = received
        conn.initialized = conn.data_ready = True
