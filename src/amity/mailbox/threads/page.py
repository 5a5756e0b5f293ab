"""Values of the page of a thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amity.accounts.queries import sees_whole
from amity.mailbox.models import Message, MessageAddress, MessageFile, Thread
from amity.mailbox.rules import CC, FROM, IN, TO
from amity.mailbox.threads import queries
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as the page draws it: who wrote to whom, and what it holds."""

    message: Message
    sender: MessageAddress | None
    to: Sequence[MessageAddress]
    copied: Sequence[MessageAddress]
    files: Sequence[MessageFile]
    is_open: bool

    @property
    def is_from_client(self) -> bool:
        """Return whether the client sent it."""
        return self.message.direction == IN

    @property
    def has_more(self) -> bool:
        """Return whether the whole email says more than the reply."""
        return bool(self.message.html) or self.message.text.strip() != self.message.reply.strip()


def context(by: Actor, thread: Thread) -> dict[str, Any]:
    """Return the values of a thread's page."""
    messages = list(queries.messages_of(by, thread))
    return {
        "thread": thread,
        "account": thread.account,
        "letters": [_letter(message, is_open=message is messages[-1]) for message in messages],
        "opens_contacts": sees_whole(by, thread.account),
    }


def _letter(message: Message, *, is_open: bool) -> Letter:
    named = list(message.addresses.all())
    return Letter(
        message=message,
        sender=next((one for one in named if one.place == FROM), None),
        to=[one for one in named if one.place == TO],
        copied=[one for one in named if one.place == CC],
        files=list(message.files.all()),
        is_open=is_open,
    )
