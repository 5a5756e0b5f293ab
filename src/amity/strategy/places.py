"""What parts above show beside an account's goals."""

from collections.abc import Callable
from typing import Final

from django.utils.functional import Promise

from amity.shared.actor import Actor

pages: Final[list[Callable[[Actor, int], tuple[str | Promise, str] | None]]] = []
"""Links beside the goals of an account, by its id: label and address, None for who can't open the page."""


def pages_for(by: Actor, account_id: int) -> list[tuple[str | Promise, str]]:
    """Return the links beside the goals that an actor can open."""
    return [link for page in pages if (link := page(by, account_id)) is not None]
