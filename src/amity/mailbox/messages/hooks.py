"""What upper parts, and connections to mailboxes, tell about emails."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

held_by: Final[list[Callable[[Sequence[int]], Collection[int]]]] = []
"""Hook: which of these messages, by id, must stay when the upload they came with is undone, because a mailbox has them
too or something was made from them.
"""
