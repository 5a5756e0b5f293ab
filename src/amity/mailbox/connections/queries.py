"""Connected mailboxes, as far as the actor can see them."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.audit import actor_rights
from amity.mailbox.connections import policy
from amity.mailbox.connections.models import Connection, ConnectionQuerySet, Place
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.lookup import only_row, seen_or_missing


def connections_seen_by(by: Actor) -> ConnectionQuerySet:
    """Return the mailboxes the actor can see, with how reading them goes."""
    return Connection.objects.visible_to(person_of(by)).select_related("reading", "account", "person")


def connection_seen_by(by: Actor, connection_id: int, *, lock: bool = False) -> Connection:
    """Return one mailbox, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    rows = Connection.objects.visible_to(person_of(by)).select_related("account__manager", "reading")
    gone = _("Mailbox not found. It may have been disconnected, or you don’t have access.")
    return seen_or_missing(rows.prefetch_related(covers_along("account")), connection_id, gone, lock=lock)


def own_connections(by: Actor) -> "QuerySet[Connection]":
    """Return the actor's own mailboxes."""
    return connections_seen_by(by).filter(account=None, person=by.person_id).order_by("address")


def connections_of(by: Actor, account: Account) -> "QuerySet[Connection]":
    """Return the shared mailboxes of an account that the actor can see."""
    return connections_seen_by(by).filter(account=account).order_by("address")


def may_connect(by: Actor, account: Account) -> bool:
    """Return whether the actor can connect an account's shared mailbox."""
    return bool(policy.may_connect(person_of(by), account))


def may_set_up(by: Actor) -> bool:
    """Return whether the actor can set app registrations and the rule for reading."""
    return actor_rights.of(by).administrator


def gate_mailbox() -> Connection | None:
    """Return the mailbox of *Going out*, or None."""
    return only_row(Connection.objects.filter(gate_since__isnull=False).select_related("reading", "person"))


def gate_address() -> str:
    """Return the address of *Going out*, or "" if no mailbox that is read has it."""
    row = gate_mailbox()
    return row.address if row is not None and row.paused_at is None else ""


def is_connected(address: str) -> bool:
    """Return whether a mailbox is connected already, by anyone."""
    return Connection.objects.filter(address=address.casefold()).exists()


def own_mailbox(person_id: int, address: str = "") -> Connection | None:
    """Return a person's own mailbox with an address, paused or not.

    Without one, return the mailbox that their emails leave by and are filed in: it isn't paused, and has the address of
    the person if they have several. A page reads it once.
    """
    return once_a_page(("own mailbox", person_id, address), lambda: _own_mailbox(person_id, address))


def _own_mailbox(person_id: int, address: str) -> Connection | None:
    rows = Connection.objects.filter(account=None, person=person_id).select_related("reading", "person").order_by("pk")
    if address:
        return rows.filter(address=address).first()
    found = list(rows.filter(paused_at=None))
    return next((row for row in found if row.address == row.person.mail), found[0] if found else None)


def any_to_read() -> bool:
    """Return whether a mailbox is connected that isn't paused."""
    return Connection.objects.filter(paused_at=None).exists()


def held_in_mailboxes(message_ids: Sequence[int]) -> Collection[int]:
    """Return which of these messages are in a connected mailbox."""
    return set(Place.objects.filter(message__in=message_ids).values_list("message_id", flat=True))


def has_readable_place(message_id: int) -> bool:
    """Return whether a mailbox that is being read has this message, so that its text can be fetched."""
    return Place.objects.filter(message=message_id, folder__connection__paused_at=None).exists()
