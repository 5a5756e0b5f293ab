"""Pure rules of erasing: which words name a person, and a text without them."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

GONE: Final = "…"
"""Written for an address or a number inside a text, and for a name if the column is too short for its replacement."""
SHORTEST_NUMBER: Final = 6
"""Shorter numbers are extensions, and mean other things too."""


@dataclass(frozen=True, slots=True)
class Words:
    """The names, addresses and numbers of a person, and what their name is replaced by."""

    names: frozenset[str]
    contacts: frozenset[str]
    instead: str

    @property
    def every(self) -> list[str]:
        """Return all of them, the longest first."""
        return sorted(self.names | self.contacts, key=lambda one: (-len(one), one))


def words(names: Iterable[str], ways: Iterable[str], instead: str) -> Words:
    """Return the words of a person from what was ever recorded as their name, address or number."""
    reached = {way.strip() for way in ways if "@" in way or len(re.sub(r"\D", "", way)) >= SHORTEST_NUMBER}
    return Words(frozenset(name.strip() for name in names if name.strip()), frozenset(reached), instead)


def without(value: Any, who: Words, most: int | None = None) -> Any:
    """Return a text, or the texts in a JSON value, without the words of a person.

    A name of one word may be any word: it is replaced only where it is the whole text.
    """
    if isinstance(value, dict):
        return {without(key, who): without(one, who) for key, one in value.items()}
    if isinstance(value, list):
        return [without(one, who) for one in value]
    if not isinstance(value, str):
        return value
    return _whole(value, who, most) if _is_one_of(value, who.every) else _inside(value, who, most)


def _is_one_of(value: str, known: Iterable[str]) -> bool:
    return value.strip().casefold() in {one.casefold() for one in known}


def _whole(value: str, who: Words, most: int | None) -> str:
    return "" if _is_one_of(value, who.contacts) else _fitting(who.instead, most)


def _inside(value: str, who: Words, most: int | None) -> str:
    text = value
    for word in who.every:
        if word in who.contacts:
            text = _pattern(word).sub(GONE, text)
        elif " " in word:
            text = _pattern(word).sub(lambda _found: who.instead, text)
    if most is not None and len(text) > most:
        return without(value, Words(who.names, who.contacts, GONE), most) if who.instead != GONE else text[:most]
    return text


def _fitting(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else GONE


def _pattern(word: str) -> re.Pattern[str]:
    """Match a word whole, with any space inside it, and with a genitive s behind it."""
    inner = r"\s+".join(re.escape(piece) for piece in word.split())
    return re.compile(rf"(?<!\w){inner}(?=s?(?!\w))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ErasedAddresses:
    """The addresses of everyone who was erased, as digests with a key, and what their name is replaced by."""

    key: bytes = b""
    digests: frozenset[str] = frozenset()
    instead: str = ""

    def __contains__(self, address: str) -> bool:
        return bool(self.digests and address) and address_digest(self.key, address) in self.digests

    def words_of(self, people: Iterable[tuple[str, str]]) -> Words:
        """Return the words of some erased people, by the name and the address that an email or an event has."""
        known = list(people)
        names = [spelling for name, _way in known for spelling in _in_order(name)]
        return words(names, [way for _name, way in known], self.instead)


NO_ADDRESSES: Final = ErasedAddresses()


def address_digest(key: bytes, address: str) -> str:
    """Return what an address is recognised by. Without the key, no one can try which address it is."""
    return hmac.new(key, f"erased address {address.strip().lower()}".encode(), hashlib.sha256).hexdigest()


def _in_order(name: str) -> list[str]:
    """Return a name, and of one such as "Client, Cleo" also the usual order."""
    last, comma, first = name.partition(",")
    return [name, f"{first.strip()} {last.strip()}"] if comma else [name]
