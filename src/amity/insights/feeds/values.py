"""What reading a feed gives: plain values that a child process can send back."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_TITLE, LONGEST_TEXT, LONGEST_ADDRESS, MOST_ENTRIES = 300, 20_000, 2_000, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed as plain text. `key` is the same whenever it is read; `published_at` None if not known."""

    key: str
    address: str
    title: str
    text: str
    published_at: datetime | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeed:
    """A feed with its entries. `lacks` names what is missing, by how many entries lack it."""

    kind: str
    title: str
    site: str
    entries: tuple[Entry, ...]
    lacks: tuple[tuple[str, int], ...] = ()

    @property
    def is_degraded(self) -> bool:
        """Return whether something is missing that its readers will notice."""
        return bool(self.lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A feed that a page names."""

    address: str
    title: str
