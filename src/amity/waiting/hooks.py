"""Hooks for the part above that counts which cards lead to an action."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from amity.shared.actor import Actor

on_acted: Final[list[Callable[[Actor, str, int, datetime], object]]] = []
"""Listeners, called once an action was done in the row of an item: kind and id."""
