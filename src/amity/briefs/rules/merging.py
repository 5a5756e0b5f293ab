"""Two people edited one brief: whose words stand where, so that nobody's are lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What both wrote, and the names on which they differ."""

    values: Mapping[str, Any]
    conflicts: tuple[str, ...]


def merged(seen: Mapping[str, Any], typed: Mapping[str, Any], stands: Mapping[str, Any]) -> Merged:
    """Put what somebody typed, over what they had seen, on what stands now.

    A name they left as it was keeps what stands; one that only they changed takes theirs. Where both changed it, to
    different things, it is a conflict and keeps what stands until somebody decides.
    """
    values, conflicts = dict(stands), []
    for name, now in stands.items():
        mine, before = typed.get(name, now), seen.get(name, now)
        if mine in (before, now):
            continue
        if now == before:
            values[name] = mine
        else:
            conflicts.append(name)
    return Merged(values, tuple(conflicts))
