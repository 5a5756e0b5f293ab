"""Hooks of meetings that parts above fill."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from django.db.models import Q

from amity.meetings.models import Meeting
from amity.shared.actor import Actor

has_note: Final[list[Callable[[], Q]]] = []
"""Hook: filters for the meetings that have a note."""

is_referred_to: Final[list[Callable[[], Q]]] = []
"""Hook: further filters for meetings that are kept when they are gone from every calendar."""


pages_before: Final[list[Callable[[Actor, Collection[Meeting]], Mapping[int, str]]]] = []
"""Hook: the address of the page to read before each meeting, by its id, for those the actor can open."""


def with_note() -> Q:
    """Return a filter for the meetings that have a note. Without a part that knows notes, none has."""
    found = Q(pk__in=())
    for hook in has_note:
        found |= hook()
    return found


def kept() -> Q:
    """Return a filter for the meetings that something refers to."""
    found = with_note()
    for hook in is_referred_to:
        found |= hook()
    return found
