"""Connect a mailbox, change it, pause and resume it, read it now, and disconnect it.

The login was checked before, outside of the transaction: a mail server may take seconds to answer.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.mailbox.connections import policy, queries, rules
from amity.mailbox.connections.fields import MailboxFields, completed
from amity.mailbox.connections.models import Connection, Reading
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.sealing import seal
from amity.shared.values import flat, value_of, write

SERVERS: Final = ("user", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security")

_NEVER_SENT: Final[dict[str, Any]] = {"sending_fault": "", "sending_tried_at": None}
"""Columns of a mailbox that wasn't asked to send yet."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What logs in to a mailbox: a password or a refresh token, in the clear only until it is sealed."""

    method: str
    text: str

    def __repr__(self) -> str:
        return f"Secret({self.method})"


@command
def connect_mailbox(
    *, by: Actor, fields: MailboxFields, secret: Secret, account_id: int | None = None, now: datetime
) -> Connection:
    """Connect the actor's own mailbox, or the shared one of an account they answer for."""
    account = account_for(by, account_id)
    clean = completed(fields)
    expect_unconnected(clean.address)
    row = Connection(
        person=person_of(by), account=account, method=secret.method, secret=seal(secret.text), connected_at=now
    )
    write(clean, row)
    row.save(force_insert=True)
    Reading.objects.create(connection=row)
    trail.record("mailbox.connected", subject=row, by=by, at=now, changes=_image(row))
    return row


@command
def edit_mailbox(
    *, by: Actor, connection_id: int, version: int, fields: MailboxFields, secret: Secret | None, now: datetime
) -> Connection:
    """Change the servers or the login of a mailbox. Its address stays. Without a secret the stored one stays."""
    row = _to_change(by, connection_id)
    row.expect(version)
    before, clean = _image(row), completed(fields)
    if clean.address != row.address:
        raise Invalid(_("Connect another mailbox for another address."), "address")
    if secret is None:
        _expect_same_servers(row, clean)
    write(clean, row)
    if secret is not None:
        row.method, row.secret = secret.method, seal(secret.text)
    row.save()
    changes: dict[str, Any] = {"before": before, "after": _image(row)}
    if secret is not None:
        changes["secret"] = _("changed")
    trail.record("mailbox.edited", subject=row, by=by, at=now, changes=changes)
    _start_again(row)
    return row


@command
def renew_consent(*, by: Actor, connection_id: int, refresh: str, now: datetime) -> Connection:
    """Store the refresh token of a consent that was given again."""
    row = _to_change(by, connection_id)
    row.method, row.secret = rules.OAUTH, seal(refresh)
    row.version += 1
    row.save()
    trail.record("mailbox.consented", subject=row, by=by, at=now)
    _start_again(row)
    return row


@command
def pause_mailbox(*, by: Actor, connection_id: int, now: datetime) -> Connection:
    """Stop reading a mailbox, within seconds where it is being read. What was read stays."""
    row = _to_change(by, connection_id)
    if row.paused_at is not None:
        raise Refused(_("This mailbox is already paused."))
    row.paused_at = now
    row.version += 1
    row.save()
    trail.record("mailbox.paused", subject=row, by=by, at=now)
    return row


@command
def resume_mailbox(*, by: Actor, connection_id: int, now: datetime) -> Connection:
    """Read a paused mailbox again, from where reading stopped."""
    row = _to_change(by, connection_id)
    if row.paused_at is None:
        raise Refused(_("This mailbox isn’t paused."))
    row.paused_at = None
    row.version += 1
    row.save()
    trail.record("mailbox.resumed", subject=row, by=by, at=now)
    _start_again(row)
    return row


@command
def read_now(*, by: Actor, connection_id: int, now: datetime) -> Connection:
    """Have a mailbox read at once, also one that waits after an error."""
    row = _to_change(by, connection_id)
    if row.paused_at is not None:
        raise Refused(_("This mailbox is paused. Resume it first."))
    Reading.objects.filter(connection=row).update(asked_at=now, next_try_at=None, **_NEVER_SENT)
    return row


@command
def disconnect_mailbox(*, by: Actor, connection_id: int, version: int, now: datetime) -> None:
    """Forget a mailbox, its login and how far it was read. Emails that were taken stay with their accounts."""
    row = _to_change(by, connection_id)
    row.expect(version)
    trail.record("mailbox.disconnected", subject=row, by=by, at=now, changes={"address": row.address})
    row.delete()


@command
def set_gate_mailbox(*, by: Actor, connection_id: int | None, now: datetime) -> Connection | None:
    """Have *Going out* use one of the actor's own mailboxes from now on, or none."""
    policy.may_set_up(person_of(by)).or_refuse()
    row = _to_change(by, connection_id) if connection_id is not None else None
    if row is not None and row.account_id is not None:
        raise Refused(_("Choose a mailbox that isn’t shared for an account."))
    before = queries.gate_mailbox()
    if before is not None and before != row:
        before.gate_since = None
        before.version += 1
        before.save()
        trail.record("mailbox.gate_ended", subject=before, by=by, at=now)
    if row is not None and row.gate_since is None:
        row.gate_since = now
        row.version += 1
        row.save()
        trail.record("mailbox.gate_begun", subject=row, by=by, at=now)
    return row


def account_for(by: Actor, account_id: int | None) -> Account | None:
    """Return the account a mailbox is connected for, or None for one's own. Refuse those who can't connect it."""
    account = account_seen_by(by, account_id) if account_id is not None else None
    policy.may_connect(person_of(by), account).or_refuse()
    return account


def expect_unconnected(address: str) -> None:
    """Raise `Invalid` if a mailbox is connected already."""
    if queries.is_connected(address):
        raise Invalid(_("This mailbox is already connected."), "address")


def _to_change(by: Actor, connection_id: int) -> Connection:
    row = queries.connection_seen_by(by, connection_id, lock=True)
    policy.may_change(person_of(by), row).or_refuse()
    return row


def _expect_same_servers(row: Connection, fields: MailboxFields) -> None:
    """Refuse to send a stored login to another server than the one it was entered for."""
    if any(getattr(fields, name) != getattr(row, name) for name in SERVERS):
        if row.method == rules.OAUTH:
            raise Invalid(_("Disconnect this mailbox and connect it again to change its servers."), "imap_host")
        raise Invalid(_("Enter the password again, because the user name or a server has changed."), "password")


def _start_again(row: Connection) -> None:
    """Let the next try come at once: what went wrong before may be right now."""
    Reading.objects.filter(connection=row).update(tries=0, next_try_at=None, **_NEVER_SENT)


def _image(row: Connection) -> dict[str, Any]:
    """Return a mailbox as stored in the audit log: never its secret."""
    return {**flat(value_of(row, MailboxFields)), "method": row.method}
