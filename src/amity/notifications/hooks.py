"""Hooks for parts above this one."""

from collections.abc import Callable, Collection
from typing import Final

from amity.shared.actor import Actor

still_waiting: Final[list[Callable[[Actor, str, Collection[int]], Collection[int]]]] = []
"""Called with a kind of things that wait and ids of it. Returns those that still wait for the actor."""
