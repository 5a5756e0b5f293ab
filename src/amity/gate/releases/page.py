"""Values of the page of emails that weren't delivered."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from amity.gate import policy, queries
from amity.gate.models import Item, Recipient
from amity.outbox import rules as outgoing
from amity.outbox.models import Message
from amity.people.queries import person_of
from amity.shared.actor import Actor

TROUBLE: Final = (outgoing.UNKNOWN, outgoing.FAILED)
STATES: Final = {outgoing.UNKNOWN: ("watch", lazy("unknown")), outgoing.FAILED: ("unwell", lazy("refused"))}
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An email to one recipient that wasn't delivered, or may not have been."""

    item: Item
    recipient: Recipient
    message: Message
    state: str
    label: Any
    is_unknown: bool
    may_settle: bool


def undelivered_rows(by: Actor) -> list[Undelivered]:
    """Return the emails that wait for someone's decision, unknown ones first."""
    person = person_of(by)
    found = []
    for item in queries.undelivered(by)[:MOST]:
        may_settle = bool(policy.may_settle(person, item))
        for one in item.recipients.all():
            message = one.message
            if message is None or message.state not in TROUBLE:
                continue
            state, label = STATES[message.state]
            unknown = message.state == outgoing.UNKNOWN
            found.append(Undelivered(item, one, message, state, label, unknown, may_settle))
    return sorted(found, key=lambda row: not row.is_unknown)
