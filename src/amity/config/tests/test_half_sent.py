"""The real server, as `amity serve` starts it: a half-sent request doesn't make others wait."""

import socket
import subprocess
import time
from argparse import Namespace
from contextlib import ExitStack, contextmanager

import pytest

from amity.config.serving import running
from tests.rig import children
from tests.rig.connections import accepted
from tests.rig.patience import PATIENCE, wait_for
from tests.rig.ports import free_port

THREADS = 2
HALVES = {
    "head": b"GET /api/x HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
    "body": b"POST /api/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\na=",
    "nothing": b"",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Return the port of a running server with few threads."""
    number = free_port()
    words = running._gunicorn(Namespace(host="127.0.0.1", port=number, processes=1, threads=THREADS))
    around = children.around(tmp_path_factory.mktemp("data"))
    with subprocess.Popen(words, env=around, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(lambda: answers(number), "the server answers")
            yield number
        finally:
            server.terminate()


@contextmanager
def sending(port, data):
    """Open a connection that has sent this much, and keep it open."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as one:
        one.sendall(data)
        yield one


def answer(port, data=b"GET /api/x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"):
    """Return everything the server sends until it closes."""
    with sending(port, data) as one:
        got = b""
        while piece := one.recv(65536):
            got += piece
    if not got:
        raise ConnectionError("closed without an answer")
    return got


def answers(port):
    try:
        return bool(answer(port))
    except OSError:
        return False


def is_open(one):
    """Return whether the server still waits for more on a connection."""
    one.setblocking(False)
    try:
        return bool(one.recv(1))
    except BlockingIOError:
        return True
    except OSError:
        return False


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_half_sent_requests_keep_no_one_waiting(port, half):
    with ExitStack() as held:
        before = accepted(port)
        waiting = [held.enter_context(sending(port, half)) for _socket in range(4 * THREADS)]
        wait_for(lambda: accepted(port) >= before + len(waiting), "the server has them")
        got = answer(port)
        still_open = [is_open(one) for one in waiting]

    assert got.startswith(b"HTTP/1.1 404")
    assert any(still_open), "the answer came only when the server had given up the others"


def test_a_request_that_comes_byte_by_byte_is_answered(port):
    with sending(port, b"") as one:
        for byte in b"GET /api/x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n":
            one.sendall(bytes([byte]))
            time.sleep(0.01)
        assert one.recv(100).startswith(b"HTTP/1.1 404")


def test_requests_sent_together_and_one_after_another_are_all_answered(port):
    one = b"POST /api/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\na=b"
    last = one.replace(b"Content-Length", b"Connection: close\r\nContent-Length")

    assert answer(port, one * 3 + last).count(b"HTTP/1.1 ") == 4


def test_a_large_body_arrives_whole(port):
    head = b"POST /api/v1/accounts HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    body = b"x" * 3_000_000

    assert b" 413 " in answer(port, head + b"Content-Type: application/json\r\nContent-Length: 3000000\r\n\r\n" + body)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000, b"431"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999999\r\n\r\n", b"413"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(port, data, status):
    assert answer(port, data).startswith(b"HTTP/1.1 " + status)
