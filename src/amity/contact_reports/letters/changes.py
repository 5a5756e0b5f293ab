"""What a version of a report changes against the one the client has. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A point as it was and as it is. A new one has no `before`, a removed one no `after`."""

    before: str
    after: str

    @property
    def is_new(self) -> bool:
        """Return whether the point is new."""
        return not self.before


def changes_between(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]) -> list[Change]:
    """Return the changes from one version's points to the next, by the id of each point, in the order of the newer."""
    old = {one["id"]: one["line"] for one in before}
    new = {one["id"]: one["line"] for one in after}
    found = [Change(old.get(key, ""), line) for key, line in new.items() if old.get(key) != line]
    return found + [Change(line, "") for key, line in old.items() if key not in new]
