"""Merge the edits of two people to one brief, so that no text is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged values, and the names of the fields on which both differ."""

    values: Mapping[str, Any]
    conflicts: tuple[Any, ...]

    def decided(self, typed: Mapping[Any, Any]) -> dict[Any, Any]:
        """Return the values, with the typed ones wherever both differ, for someone who saw both and saves again."""
        return {**self.values, **{name: typed.get(name) for name in self.conflicts}}


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal. Browsers send other line endings than Amity's own texts have."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    return "\n".join(value.splitlines()).strip() if isinstance(value, str) else value


def merged(seen: Mapping[Any, Any], typed: Mapping[Any, Any], current: Mapping[Any, Any]) -> Merged:
    """Merge the typed values into the saved ones. A missing name means None.

    A field the person left unchanged keeps the saved value, and one that only they changed takes theirs. A field both
    changed to different values is a conflict and keeps the saved value until someone decides.
    """
    values: dict[Any, Any] = dict(current)
    conflicts = []
    for name in {**current, **typed}:
        mine, before, now = typed.get(name), seen.get(name), current.get(name)
        if same(mine, before) or same(mine, now):
            continue
        if same(now, before):
            values[name] = mine
        else:
            conflicts.append(name)
    return Merged(values, tuple(conflicts))
