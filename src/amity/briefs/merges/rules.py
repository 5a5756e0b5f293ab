"""Merge the edits of two people to one brief, so that no text is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What both wrote, and the names on which they differ."""

    values: Mapping[str, Any]
    conflicts: tuple[Any, ...]

    def decided(self, typed: Mapping[Any, Any]) -> dict[Any, Any]:
        """The values, with what was typed wherever both differ: for who saw both and presses again."""
        return {**self.values, **{name: typed.get(name) for name in self.conflicts}}


def merged(seen: Mapping[Any, Any], typed: Mapping[Any, Any], current: Mapping[Any, Any]) -> Merged:
    """Put what someone typed, over what they had seen, on what stands now. A name that is missing stands for None.

    A name they left as it was keeps what stands; one that only they changed takes theirs. Where both changed it, to
    different things, it is a conflict and keeps what stands until someone decides.
    """
    values: dict[Any, Any] = dict(current)
    conflicts = []
    for name in {**current, **typed}:
        mine, before, now = typed.get(name), seen.get(name), current.get(name)
        if mine in (before, now):
            continue
        if now == before:
            values[name] = mine
        else:
            conflicts.append(name)
    return Merged(values, tuple(conflicts))
