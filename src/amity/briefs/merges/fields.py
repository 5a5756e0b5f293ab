"""Merge the fields of an object that two people changed."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext as _

from amity.briefs.merges.rules import merged
from amity.shared.errors import Stale

Fields = Mapping[str, Any]


class Counted(Protocol):
    """An object with a version number."""

    @property
    def version(self) -> int: ...


def taken(thing: Counted, version: int, fields: Fields, current: Fields, seen: Fields | None) -> Fields:
    """Merge typed values with those someone saved first. With `seen`, only values that differ from it count.

    Raises `Stale` where both changed the same field. A person who has seen that sends the new version and decides.
    """
    both = merged(fields if seen is None else seen, fields, current)
    if version != thing.version and (seen is None or both.conflicts):
        sentence = _(
            "Someone else changed the same text first. Your text is still here. Compare the two and save again."
        )
        raise Stale(sentence, current=thing)
    return fields if seen is None else both.decided(fields)
