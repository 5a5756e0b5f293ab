"""The content of a hand-off as values: items in blocks, their digests, and differences between versions."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from amity.handoff.rules import COMMERCIAL, MONEY_AND_DATE

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
MARKS: Final = (KNOWN, ASSUMED, TO_FIND_OUT)
"""The marks of an item, as the page takes them. A missing item has none."""

ADDED: Final = "added"
CHANGED: Final = "changed"
GONE: Final = "gone"


LIKE: Final = "like"
DISLIKE: Final = "dislike"
MUST: Final = "must"
NEVER: Final = "never"
LINE: Final = "line."
"""How the key of a line of the agreement begins."""
PLANNED: Final = "term.planned"
APPROVER: Final = "brief.approver"
WANTED: Final = "brief.wanted"
ENDS: Final = "term.ends"
ATTITUDES: Final = (LIKE, DISLIKE, MUST, NEVER)
"""The units of preferences: what the client thinks of it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a hand-off. `key` never changes ("note.12"); `mark` is known, assumed or ask.

    Its content doesn't depend on the reader. An amount is in minor units with `unit` "money:EUR", an hourly rate has
    "hourly:EUR", a time is in seconds with "seconds", a date YYYY-MM-DD with "day", a term of an agreement has "term:"
    and its unit, a preference its attitude. `more` are name, text and unit of related values. `voice` marks the
    client's own words, `right` is the money right it needs, `url` is its page. A promise can be `late`.
    """

    key: str
    text: str
    unit: str = ""
    more: tuple[tuple[str, str, str], ...] = ()
    mark: str = KNOWN
    who: str = ""
    where: str = ""
    on: str = ""
    voice: bool = False
    right: int = 0
    url: str = ""
    late: bool = False

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its content as hex, regardless of its position."""
        return digest_of({name: value for name, value in asdict(self).items() if name not in {"url", "right", "late"}})


@dataclass(frozen=True, slots=True)
class Block:
    """Items under one heading."""

    key: str
    items: tuple[Item, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of the digests of its items, in order."""
        return digest_of([self.key, *(item.digest for item in self.items)])


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that differs: `added`, `changed` or `gone`."""

    block: str
    key: str
    verdict: str
    then: Item | None
    now: Item | None

    @property
    def digest(self) -> str:
        """Return the digest to acknowledge: that of the current item."""
        return self.now.digest if self.now else GONE

    @property
    def right(self) -> int:
        """The money right needed to see both sides."""
        return max(one.right for one in (self.then, self.now) if one)


def once(items: Sequence[Item], group: str) -> tuple[Item, ...]:
    """Return the items without those of a group ("clause") whose text another item has too.

    The one with evidence stays.
    """
    texts = {item.text for item in items if not item.key.startswith(f"{group}.")}
    return tuple(item for item in items if not item.key.startswith(f"{group}.") or item.text not in texts)


def with_one_end(items: Sequence[Item]) -> Sequence[Item]:
    """Return the items without the brief's due date where the project ends on it: both are one date."""
    ends = {item.text for item in items if item.key == ENDS}
    return [item for item in items if item.key != WANTED or item.text not in ends]


def sourced(item: Item) -> Item:
    """Return the item as it can be shown. Without a source it isn't known, and without a name it isn't a quotation."""
    nowhere = not (item.who or item.where or item.url)
    mark = ASSUMED if item.mark == KNOWN and nowhere else item.mark
    return replace(item, mark=mark, voice=item.voice and bool(item.who))


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a plain value, as hex."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def whole_digest(blocks: Sequence[Block]) -> str:
    """Return the SHA-256 of the digests of all blocks."""
    return digest_of([block.digest for block in blocks])


def filled(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the keys of the blocks with content."""
    return frozenset(block.key for block in blocks if block.items)


def stored(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks in stored form, each with its digest."""
    return [{"key": one.key, "sha256": one.digest, "items": [asdict(item) for item in one.items]} for one in blocks]


def read(stored_blocks: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Return blocks from their stored form."""
    return [Block(one["key"], tuple(_item(item) for item in one["items"])) for one in stored_blocks]


def _item(stored_item: Mapping[str, Any]) -> Item:
    return Item(**{**stored_item, "more": tuple(tuple(part) for part in stored_item["more"])})


def tampered(stored_blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the keys of stored blocks whose content no longer matches their digest."""
    return [
        one["key"]
        for one, block in zip(stored_blocks, read(stored_blocks), strict=True)
        if one["sha256"] != block.digest
    ]


def _is_same(old: Item, item: Item) -> bool:
    """Return whether two items are equal.

    Versions from before preferences had their attitude are without it, and those from before lines had their
    certainty have every line as known.
    """
    comparable = replace(item, unit="") if item.unit in ATTITUDES and not old.unit else item
    if item.key.startswith(LINE):
        comparable = replace(comparable, mark=old.mark)
    return comparable.digest in (old.digest, sourced(old).digest)


def _is_older_without(before: Iterable[tuple[str, Item]], block: str, key: str) -> bool:
    """Return whether an item is missing because hand-offs didn't have it yet, though it was known.

    Small ones have planned hours and approver since December 2026, and the others planned hours that are our guess. An
    approver to find out was among them before.
    """
    if block == COMMERCIAL:
        return key == PLANNED
    if block != MONEY_AND_DATE or key not in (PLANNED, APPROVER):
        return False
    return key == PLANNED or not any(item.unit == "field" and item.text == "approver" for _block, item in before)


def differences(then: Iterable[Block], now: Iterable[Block]) -> list[Difference]:
    """Return the added, changed and removed items by block, in current order, with removed blocks last."""
    before = {item.key: (block.key, item) for block in then for item in block.items}
    found, seen = [], set()
    for block in now:
        for item in block.items:
            seen.add(item.key)
            old = before.get(item.key)
            if old is None and not _is_older_without(before.values(), block.key, item.key):
                found.append(Difference(block.key, item.key, ADDED, None, item))
            elif old and not _is_same(old[1], item):
                found.append(Difference(block.key, item.key, CHANGED, old[1], item))
    ends = {item.text for block in now for item in block.items if item.key == ENDS}
    gone = [
        Difference(block, key, GONE, item, None)
        for key, (block, item) in before.items()
        if key not in seen and not (key == WANTED and item.text in ends)
    ]
    return [*found, *gone]


def cut(blocks: Iterable[Block], right: int) -> list[Block]:
    """Return the blocks without items that need a higher money right."""
    return [Block(one.key, tuple(item for item in one.items if item.right <= right)) for one in blocks]
