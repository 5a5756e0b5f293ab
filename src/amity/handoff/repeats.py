"""Items that several blocks of a hand-off repeat: shown once, with where else they are recorded. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from amity.accounts.preferences.rules import NEGATIONS, bare
from amity.handoff import rules
from amity.handoff.versions.rules import KNOWN, Block, Item

COMPARED: Final = (rules.MUST_NOT, rules.EXCLUSION, rules.DONE, rules.PREFERENCE, rules.SCOPE)
"""The blocks whose lines are compared. A line stays in the first of these, among lines that are as well known."""


@dataclass(frozen=True, slots=True)
class Once:
    """Blocks without repeated lines, and by the key of an item those that repeat it, each with its block."""

    blocks: Sequence[Block]
    also: Mapping[str, Sequence[tuple[str, Item]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Line:
    block: str
    item: Item
    place: int

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """Return what decides which of equal lines stays: a note, a known one, one with a name, its block."""
        item = self.item
        return (not _is_note(item), item.mark != KNOWN, not item.who, COMPARED.index(self.block))


def once_each(blocks: Sequence[Block]) -> Once:
    """Return the blocks with each line once: the best known of equal ones stays. A note of the giver always stays."""
    never = {
        bare(line) for block in blocks if block.key == rules.MUST_NOT for item in block.items
        for line in item.text.splitlines()
    }  # fmt: skip
    lines: defaultdict[str, list[_Line]] = defaultdict(list)
    for block in blocks:
        if block.key in COMPARED:
            for item in block.items:
                for place, text in enumerate(item.text.splitlines()):
                    if compared := _meaning(text, block.key, never):
                        lines[compared].append(_Line(block.key, item, place))
    gone: defaultdict[str, set[int]] = defaultdict(set)
    also: defaultdict[str, list[tuple[str, Item]]] = defaultdict(list)
    for same in lines.values():
        kept, *rest = sorted(same, key=lambda line: line.rank)
        for line in rest:
            if not _is_note(line.item):
                gone[line.item.key].add(line.place)
                if line.block != kept.block:
                    also[kept.item.key].append((line.block, line.item))
    return Once([replace(block, items=_without(block.items, gone)) for block in blocks], also)


def refused(line: str) -> str:
    """Return a line of what must not be as it is compared: "No health claims" is the same as "Health claims"."""
    plain = bare(line)
    return next((plain.removeprefix(word).strip() for word in NEGATIONS if plain.startswith(word)), plain)


def _meaning(line: str, block: str, never: Collection[str]) -> str:
    """Return what equal lines of blocks share. `never` are the lines of what must not be.

    "No health claims" is the same as the "Health claims" that must not be, but not as "Health claims" in the scope.
    """
    plain = bare(line)
    is_refused = block == rules.MUST_NOT or plain in never or plain.startswith(NEGATIONS)
    return f"not {refused(line)}" if plain and is_refused else plain


def _without(items: Sequence[Item], gone: Mapping[str, set[int]]) -> tuple[Item, ...]:
    found = []
    for item in items:
        if item.key not in gone:
            found.append(item)
            continue
        lines = [line for place, line in enumerate(item.text.splitlines()) if place not in gone[item.key]]
        if any(line.strip() for line in lines):
            found.append(replace(item, text="\n".join(lines)))
    return tuple(found)


def _is_note(item: Item) -> bool:
    return item.key.startswith("note.")
