"""Hooks for parts above: what begins with a new agency, and what limits do now."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from amity.shared.actor import Actor

on_set_up: Final[list[Callable[[Actor, datetime], object]]] = []
"""Listeners, called in the transaction that sets up the agency. It may be called again for what was left open."""


limit_effects: Final[list[Callable[[], Mapping[str, str]]]] = []
"""Sentences about what limits do at present, by the name of the limit."""


def effects_of_limits() -> Mapping[str, str]:
    """Return the sentences of all parts."""
    return {name: sentence for effects in limit_effects for name, sentence in effects().items()}


def set_up(by: Actor, now: datetime) -> None:
    """Call the listeners."""
    for listener in on_set_up:
        listener(by, now)
