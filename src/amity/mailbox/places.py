"""Places on the pages of emails that upper parts fill in `AppConfig.ready`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amity.mailbox.models import Message
from amity.shared.actor import Actor
from amity.ui.slots import Entry, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSection(Entry):
    """What an upper part draws with an email, with `letter` and `loaded`. `of` loads it for all emails of a page."""

    of: Callable[[Actor, Sequence[Message]], Mapping[int, Any]]


beside_message = Slot("mailbox.message")
"""`MessageSection`s below the text of an email: what was made from it 10."""
