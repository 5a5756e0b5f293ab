"""Connections of clients to a server of a test."""

from pathlib import Path

ESTABLISHED, NO_FILE = "01", "0"


def accepted(port: int) -> int:
    """Return how many open connections a server has accepted."""
    return sum(file != NO_FILE for file in _files(port))


def not_accepted(port: int) -> int:
    """Return how many open connections still wait for a server to accept them. The system has made no file of them."""
    return sum(file == NO_FILE for file in _files(port))


def _files(port: int) -> list[str]:
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [row[9] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == ESTABLISHED]
