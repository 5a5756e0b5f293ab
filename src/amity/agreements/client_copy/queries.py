"""Where the emails with an agreement are."""

from collections.abc import Sequence

from amity.agreements.client_copy.sending import AGREEMENT, SENT_IN, may_send
from amity.agreements.models import Agreement
from amity.gate.subjects.queries import Sending, has_open, sendings_of
from amity.people.queries import person_of
from amity.shared.actor import Actor


def sendings_with(by: Actor, agreement: Agreement) -> Sequence[Sending]:
    """Return the emails with an agreement, the newest first, while it can be sent. Later its record tells of them."""
    if agreement.state not in SENT_IN:
        return ()
    return sendings_of(by, AGREEMENT, [agreement.pk]).get(agreement.pk, ())


def may_email(by: Actor, agreement: Agreement, sendings: Sequence[Sending]) -> bool:
    """Return whether the actor can send an agreement, and no email with it is on its way."""
    return not has_open(sendings) and bool(may_send(person_of(by), agreement))
