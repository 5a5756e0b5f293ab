"""What upper parts learn of emails, and what they and connections to mailboxes tell about them."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Final

from amity.shared.actor import Actor

held_by: Final[list[Callable[[Sequence[int]], Collection[int]]]] = []
"""Hook: which of these messages, by id, must stay when the upload they came with is undone, because a mailbox has them
too or something was made from them.
"""

undone: Final[list[Callable[[Collection[int], Actor, datetime], None]]] = []
"""Hook: messages by id that are about to be deleted, because the upload they came with is undone."""

taken: Final[list[Callable[[Sequence[int], datetime], None]]] = []
"""Hook: messages by id that a mailbox or an uploaded file has, new or known. It may be called again for them."""
