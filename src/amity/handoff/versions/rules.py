"""The content of a hand-off as values: items in blocks, their digests, and differences between versions."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
MARKS: Final = (KNOWN, ASSUMED, TO_FIND_OUT)
"""The marks of an item, as the mark on the page takes them; what is missing has no item."""

ADDED: Final = "added"
CHANGED: Final = "changed"
GONE: Final = "gone"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is handed over. `key` names it for good ("note.12"); `mark` is known, assumed or ask.

    Nothing in it depends on who reads: an amount is its minor units with `unit` "money:EUR", a price of an hour has
    "hourly:EUR", a time is its seconds with "seconds", a day YYYY-MM-DD with "day", a term of an agreement "term:" and
    what it is counted in; `more` are name, text and unit of what belongs to it. `voice` says that the text is the
    client's own words, `right` the money right it takes to see it, `url` where it stands.
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

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its content as hex, regardless of its position."""
        return digest_of({name: value for name, value in asdict(self).items() if name not in {"url", "right"}})


@dataclass(frozen=True, slots=True)
class Block:
    """Items under one heading."""

    key: str
    items: tuple[Item, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of its items, in their order."""
        return digest_of([self.key, *(item.digest for item in self.items)])


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that is not what it was: `added`, `changed` or `gone`."""

    block: str
    key: str
    verdict: str
    then: Item | None
    now: Item | None

    @property
    def digest(self) -> str:
        """Return the digest to acknowledge: that of the item as it is now."""
        return self.now.digest if self.now else GONE

    @property
    def right(self) -> int:
        """The money right it takes to see either side."""
        return max(one.right for one in (self.then, self.now) if one)


def once(items: Sequence[Item], group: str) -> tuple[Item, ...]:
    """The items, without those of a group ("clause") whose words another one says too: the one with evidence stays."""
    texts = {item.text for item in items if not item.key.startswith(f"{group}.")}
    return tuple(item for item in items if not item.key.startswith(f"{group}.") or item.text not in texts)


def sourced(item: Item) -> Item:
    """The item as it may be shown: without a source it is never known, and without a name no one's words."""
    nowhere = not (item.who or item.where or item.url)
    mark = ASSUMED if item.mark == KNOWN and nowhere else item.mark
    return replace(item, mark=mark, voice=item.voice and bool(item.who))


def digest_of(value: Any) -> str:
    """SHA-256 of a plain value, as hex."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def whole_digest(blocks: Sequence[Block]) -> str:
    """SHA-256 over the digests of all blocks."""
    return digest_of([block.digest for block in blocks])


def filled(blocks: Iterable[Block]) -> frozenset[str]:
    """The keys of the blocks that say something."""
    return frozenset(block.key for block in blocks if block.items)


def stored(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as they are kept, each with its digest."""
    return [{"key": one.key, "sha256": one.digest, "items": [asdict(item) for item in one.items]} for one in blocks]


def read(stored_blocks: Iterable[Mapping[str, Any]]) -> list[Block]:
    """Blocks as they were kept."""
    return [Block(one["key"], tuple(_item(item) for item in one["items"])) for one in stored_blocks]


def _item(stored_item: Mapping[str, Any]) -> Item:
    return Item(**{**stored_item, "more": tuple(tuple(part) for part in stored_item["more"])})


def tampered(stored_blocks: Iterable[Mapping[str, Any]]) -> list[str]:
    """The keys of kept blocks whose words no longer match their digest."""
    return [
        one["key"]
        for one, block in zip(stored_blocks, read(stored_blocks), strict=True)
        if one["sha256"] != block.digest
    ]


def differences(then: Iterable[Block], now: Iterable[Block]) -> list[Difference]:
    """Return what was added, changed or is gone, block by block in the order of now, then what only then had."""
    before = {item.key: (block.key, item) for block in then for item in block.items}
    found, seen = [], set()
    for block in now:
        for item in block.items:
            seen.add(item.key)
            old = before.get(item.key)
            if old is None:
                found.append(Difference(block.key, item.key, ADDED, None, item))
            elif item.digest not in (old[1].digest, sourced(old[1]).digest):
                found.append(Difference(block.key, item.key, CHANGED, old[1], item))
    gone = [Difference(block, key, GONE, item, None) for key, (block, item) in before.items() if key not in seen]
    return [*found, *gone]


def cut(blocks: Iterable[Block], right: int) -> list[Block]:
    """The blocks without the items that take a higher money right."""
    return [Block(one.key, tuple(item for item in one.items if item.right <= right)) for one in blocks]
