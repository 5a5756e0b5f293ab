"""Values the demo passes to a part's `demo.py`, so that each part builds its own data without importing the demo."""

from typing import Protocol

from amity.shared.actor import Actor


class Crew(Protocol):
    """The people of the demo agency by name."""

    def acting(self, name: str) -> Actor:
        """Return someone as the actor of a command."""

    def id(self, name: str) -> int:
        """Return someone's id."""
