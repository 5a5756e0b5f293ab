"""Merge the fields of a thing that two people changed."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from amity.briefs.merges.rules import merged
from amity.shared.errors import Stale

Fields = Mapping[str, Any]


class Counted(Protocol):
    """Something that counts its changes."""

    @property
    def version(self) -> int: ...


def taken(thing: Counted, version: int, fields: Fields, current: Fields, seen: Fields | None) -> Fields:
    """Merge typed values with those someone saved first; with `seen`, only what differs from it counts.

    Raises `Stale` where both changed the same; who has seen that, and sends the new version, decides it.
    """
    both = merged(fields if seen is None else seen, fields, current)
    if version != thing.version and (seen is None or both.conflicts):
        sentence = _(
            "Someone else changed the same text first. Your text is still here. Compare the two and save again."
        )
        raise Stale(sentence, current=thing)
    return fields if seen is None else both.decided(fields)
