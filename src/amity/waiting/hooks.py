"""Hooks for the part above that ranks what waits and counts which cards lead to an action."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from amity.shared.actor import Actor
from amity.waiting.kinds import Item, Kind

on_acted: Final[list[Callable[[Actor, str, int, datetime], object]]] = []
"""Listeners, called once an action was done in the row of an item: kind and id."""

first_on: Final[list[Callable[[Actor, datetime, date], Sequence[tuple[Kind, Item]]]]] = []
"""Returns what waits for the actor, ranked for a day, without what they have set aside until later."""

let_pass: Final[list[Callable[[Actor, Any, Sequence[tuple[Kind, Item]], datetime], Collection[tuple[str, int]]]]] = []
"""Returns kind and id of those items of an account which the actor let pass, and which haven't come back."""


def let_pass_of(
    by: Actor, account: Any, items: Sequence[tuple[Kind, Item]], now: datetime
) -> Collection[tuple[str, int]]:
    """Return kind and id of the items of an account that the actor let pass."""
    return {key for find in let_pass for key in find(by, account, items, now)}
