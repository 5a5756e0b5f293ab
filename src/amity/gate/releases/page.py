"""Values of the page of emails that weren't delivered."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as lazy

from amity.gate import policy, queries, rules
from amity.gate.models import Item, Recipient
from amity.outbox import rules as outgoing
from amity.outbox.models import Message
from amity.outbox.queries import mail_server_configured
from amity.people.queries import person_of
from amity.shared.actor import Actor

TROUBLE: Final = (outgoing.UNKNOWN, outgoing.FAILED)
BOUNCED: Final = "bounced"
STATES: Final = {
    outgoing.UNKNOWN: ("watch", lazy("unknown")), outgoing.FAILED: ("unwell", lazy("refused")),
    outgoing.KEPT: ("unwell", lazy("not sent")), BOUNCED: ("unwell", lazy("came back")),
}  # fmt: skip
WHY: Final = {
    outgoing.UNKNOWN: lazy("The server had the text, but its answer was lost. The recipient may have it, or not."),
    outgoing.FAILED: lazy("The server didn’t accept it. The recipient has nothing."),
    outgoing.KEPT: lazy("No email server is set up, so it couldn’t leave. The client has nothing."),
    BOUNCED: lazy("The server accepted it, and it came back later. The recipient has nothing."),
}
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An email to one recipient that wasn't delivered, or may not have been. `why` is a sentence.

    One that no server had `is_kept`: it is decided about for all its recipients, whose `names` it has, and can be sent
    again once there `has_server`.
    """

    item: Item
    recipient: Recipient
    names: str
    message: Message
    state: str
    label: Any
    why: Any
    is_unknown: bool
    is_bounced: bool
    is_kept: bool
    has_server: bool
    may_settle: bool


def undelivered_rows(by: Actor) -> list[Undelivered]:
    """Return the emails that wait for someone's decision, unknown ones first."""
    found = [row for item in queries.undelivered(by)[:MOST] for row in lost_of(item, by)]
    return sorted(found, key=lambda row: not row.is_unknown)


def lost_of(item: Item, by: Actor) -> list[Undelivered]:
    """Return the emails of one item that weren't delivered, or may not have been. One that no server had is one."""
    if item.state not in rules.NOT_DELIVERED:
        return []
    may_settle, has_server = bool(policy.may_settle(person_of(by), item)), mail_server_configured()
    wanted = TROUBLE if item.state == rules.UNDELIVERED else (outgoing.KEPT,)
    lost = [(one, one.message) for one in item.recipients.all() if one.message and one.message.state in wanted]
    is_kept = item.state == rules.STORED
    found = []
    for one, message in lost[:1] if is_kept else lost:
        fate = BOUNCED if message.has_bounced else message.state
        state, label = STATES[fate]
        names = ", ".join(person.name for person, _message in lost) if is_kept else one.name
        found.append(
            Undelivered(
                item=item, recipient=one, names=names, message=message, state=state, label=label, why=WHY[fate],
                is_unknown=fate == outgoing.UNKNOWN, is_bounced=fate == BOUNCED, is_kept=is_kept,
                has_server=has_server, may_settle=may_settle,
            )
        )  # fmt: skip
    return found
