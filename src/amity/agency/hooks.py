"""Hooks for parts above: what begins with a new agency."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.shared.actor import Actor

on_set_up: Final[list[Callable[[Actor, datetime], object]]] = []
"""Listeners, called in the transaction that sets up the agency. It may be called again for what was left open."""


def set_up(by: Actor, now: datetime) -> None:
    """Call the listeners."""
    for listener in on_set_up:
        listener(by, now)
