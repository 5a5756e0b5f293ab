"""Hooks for the part that releases email to clients, and for the part that knows Sent folders."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from amity.outbox.models import Message


class NotFiled(Exception):
    """An email can't be filed now. `reason` is a code of the part that knows Sent folders."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotOpened(Exception):
    """The server of an email's own sender can't be used now. `lasting` means that trying again is of no use."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


is_released: Final[list[Callable[[int, str], bool]]] = []
"""Hook: whether a release exists and may write to an address. Without it no client gets an email."""

may_leave: Final[list[Callable[[Message], bool]]] = []
"""Hook: whether a claimed email to a client is still exactly what was released."""

own_server: Final[list[Callable[[Message], Any | None]]] = []
"""Hook: the connection, not opened yet, to the server of an email's own sender, or None if it isn't known any more.

Its `open` raises `NotOpened`. An email without a `sender` of its own leaves by the agency's server.
"""

ended: Final[list[Callable[[Message, datetime], object]]] = []
"""Listeners, called in the transaction in which a try ended or a person decided. They only write rows."""

filing: Final[list[Callable[[Message], bool]]] = []
"""Hook: files an accepted email in its sender's Sent folder. False if there is no folder, `NotFiled` to try again."""


def tell(message: Message, now: datetime) -> None:
    """Call the listeners about a message whose state has changed."""
    for listener in ended:
        listener(message, now)
