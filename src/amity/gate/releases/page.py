"""Values of the page of emails that weren't delivered."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from amity.gate import policy, queries, rules
from amity.gate.models import Item, Recipient
from amity.outbox import rules as outgoing
from amity.outbox.models import Message
from amity.people.queries import person_of
from amity.shared.actor import Actor

TROUBLE: Final = (outgoing.UNKNOWN, outgoing.FAILED)
BOUNCED: Final = "bounced"
STATES: Final = {
    outgoing.UNKNOWN: ("watch", lazy("unknown")), outgoing.FAILED: ("unwell", lazy("refused")),
    BOUNCED: ("unwell", lazy("came back")),
}  # fmt: skip
WHY: Final = {
    outgoing.UNKNOWN: lazy("The server had the text, but its answer was lost. The recipient may have it, or not."),
    outgoing.FAILED: lazy("The server didn’t accept it. The recipient has nothing."),
    BOUNCED: lazy("The server accepted it, and it came back later. The recipient has nothing."),
}
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An email to one recipient that wasn't delivered, or may not have been. `why` is a sentence."""

    item: Item
    recipient: Recipient
    message: Message
    state: str
    label: Any
    why: Any
    is_unknown: bool
    is_bounced: bool
    may_settle: bool


def undelivered_rows(by: Actor) -> list[Undelivered]:
    """Return the emails that wait for someone's decision, unknown ones first."""
    found = [row for item in queries.undelivered(by)[:MOST] for row in lost_of(item, by)]
    return sorted(found, key=lambda row: not row.is_unknown)


def lost_of(item: Item, by: Actor) -> list[Undelivered]:
    """Return the emails of one item that weren't delivered, or may not have been."""
    if item.state != rules.UNDELIVERED:
        return []
    may_settle = bool(policy.may_settle(person_of(by), item))
    found = []
    for one in item.recipients.all():
        message = one.message
        if message is None or message.state not in TROUBLE:
            continue
        fate = BOUNCED if message.has_bounced else message.state
        state, label = STATES[fate]
        found.append(
            Undelivered(
                item, one, message, state, label, WHY[fate], fate == outgoing.UNKNOWN, fate == BOUNCED, may_settle
            )
        )
    return found
