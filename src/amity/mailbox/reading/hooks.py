"""What upper parts learn of emails that a mailbox has."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

read: Final[list[Callable[[Sequence[int], datetime], None]]] = []
"""Hook: messages by id that were found in a mailbox, new or known. It may be called again for the same ones.

For what needs the mailbox, such as a provider that vouches for senders. Other readers use `messages.hooks.taken`.
"""
