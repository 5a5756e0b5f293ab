"""Places on the pages of emails that upper parts fill in `AppConfig.ready`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from amity.accounts.models import Account
from amity.mailbox.models import Message
from amity.shared.actor import Actor
from amity.ui.slots import Entry, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSection(Entry):
    """What an upper part draws with an email, with `letter` and `loaded`. `of` loads it for all emails of a page."""

    of: Callable[[Actor, Sequence[Message]], Mapping[int, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsMenu(Entry):
    """The menu over words selected in an email, drawn once an email with `letter`, `account` and `menu`, which `of`
    loads for the account. Its form has the id `words-` and that of the email.
    """

    of: Callable[[Actor, Account], Any]


over_words = Slot("mailbox.words")
"""One `WordsMenu`, for those who can make records of what an email says."""
beside_message = Slot("mailbox.message")
"""`MessageSection`s below the text of an email: what was made from it 10."""
