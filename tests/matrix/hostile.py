"""Values that no page of ours would send, and the names to try each with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Protocol

KINDS: Final[Mapping[str, str]] = {
    "superscript": "²",
    "below zero": "-1",
    "huge": str(10**30),
    "null byte": "1\x00",
    "half a character": "1\ud800",
    "long": "x" * 100_000,
    "half an address": "//[",
    "empty": "",
    "twice": "²",
}
"""Values by their name in a report. Half a character is sent as the three bytes that encode it alone; "twice"
is the good value and this one under the same name.
"""
VALUES: Final = ("field", "query")
ALONE: Final = ("part", "body")
"""Sources that can't share a request with others, which would not be read."""


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """The place for a value: a `field` or `query` of this name, a `header`, a `part` of the path, a stray field's own
    `name`, or the whole `body`.
    """

    source: str
    text: str


Tries = Sequence[tuple[Name, str]]
"""The values that one request tries: names, each with the kind of its value."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The status of a response, and the exception behind it if there was one."""

    status: int
    fault: str = ""


class Target(Protocol):
    """A URL with a method: the names it reads, and a way to send it other values."""

    @property
    def place(self) -> str:
        """The method and the URL, for messages."""

    @property
    def names(self) -> frozenset[Name]:
        """The names the target reads."""

    @property
    def width(self) -> int:
        """Return how many values share a request of a sample. Too many hide each other's faults."""

    def send(self, tries: Tries) -> Reply:
        """Send a good request with the values of `tries` in it."""


def product(names: frozenset[Name]) -> Iterator[Tries]:
    """Yield each name with each kind by itself, and all fields with each kind."""
    fields = sorted(name for name in names if name.source in VALUES)
    for kind in KINDS:
        yield from ([(name, kind)] for name in sorted(names))
        if len(fields) > 1:
            yield [(name, kind) for name in fields]


KINDS_AT_EACH: Final = 3
"""Kinds of a sample at a URL with few names. Each run tries all kinds at about every third URL."""


def sample(target: Target, draw: Random) -> Iterator[Tries]:
    """Yield few requests that try each name once and several kinds, on values if there are any."""
    kinds = draw.sample(sorted(KINDS), len(KINDS))
    values, others = _shuffled(target.names, draw, *VALUES), _shuffled(target.names, draw, "name", "header")
    main, width = (values, min(target.width, len(values))) if values else (others, len(others))
    pairs = [(main[place % len(main)], kinds[place % len(kinds)]) for place in range(max(len(main), KINDS_AT_EACH))]
    rounds = [pairs[first : first + width] for first in range(0, len(pairs), width)]
    for place, name in enumerate(others if values else ()):
        rounds[place % len(rounds)].append((name, draw.choice(kinds)))
    yield from rounds
    yield from ([(name, draw.choice(kinds))] for name in _shuffled(target.names, draw, *ALONE))


def _shuffled(names: frozenset[Name], draw: Random, *sources: str) -> list[Name]:
    found = sorted(name for name in names if name.source in sources)
    return draw.sample(found, len(found))


class Walk:
    """Sends requests to targets, and records failures and what was tried."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.sent = 0
        self._tried: set[tuple[str, Name]] = set()
        self._kinds: set[str] = set()

    def send(self, target: Target, tries: Tries) -> None:
        """Send one request."""
        reply = target.send(tries)
        self.sent += 1
        self._tried |= {(target.place, name) for name, _kind in tries}
        self._kinds |= {kind for _name, kind in tries}
        if reply.status >= 500:
            what = ", ".join(f"{name.source} {name.text}: {kind}" for name, kind in tries)
            self.faults.append(f"{target.place} [{what}]: {reply.status} {reply.fault}")

    def holes(self, targets: Sequence[Target]) -> list[str]:
        """Return the names that no request to their target tried, and the kinds that none tried anywhere."""
        wanted = {(one.place, name) for one in targets for name in one.names}
        missed = [f"{place} {name.source} {name.text}" for place, name in sorted(wanted - self._tried)]
        return missed + sorted(KINDS.keys() - self._kinds)
