"""Hooks for the part above that ranks what waits and counts which cards lead to an action."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from amity.shared.actor import Actor
from amity.waiting.kinds import Item, Kind

on_acted: Final[list[Callable[[Actor, str, int, datetime], object]]] = []
"""Listeners, called once an action was done in the row of an item: kind and id."""

first_on: Final[list[Callable[[Actor, datetime, date], Sequence[tuple[Kind, Item]]]]] = []
"""Returns what waits for the actor, ranked for a day, without what they have set aside until later."""
