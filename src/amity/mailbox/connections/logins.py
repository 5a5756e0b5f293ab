"""The login of a connected mailbox: its password, or a fresh access token of its consent. Both stay in memory only."""

from collections.abc import Callable

from amity.mailbox.connections import rules
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.session import Login, Session, check_sending, opened
from amity.mailbox.registrations.tokens import renewed
from amity.shared.errors import Invalid
from amity.shared.sealing import Unsealable, seal, unseal


def login_of(connection: Connection, keep: Callable[[str], object]) -> Login:
    """Return how to log in now. `keep` gets a refresh token that replaces the stored one. Raise `Fault`."""
    try:
        secret = unseal(connection.secret)
    except Unsealable:
        raise Fault(rules.NO_KEY) from None
    if connection.method == rules.OAUTH:
        tokens = renewed(connection.provider, secret)
        if tokens.refresh != secret:
            keep(tokens.refresh)
        secret = tokens.access
    return Login(connection.user, secret, connection.method)


def stored_login(connection: Connection) -> Login:
    """Return how to log in now, and store the refresh token that replaces the one just used. Raise `Fault`."""
    used = Connection.objects.filter(pk=connection.pk, method=rules.OAUTH, secret=connection.secret)
    return login_of(connection, lambda refresh: used.update(secret=seal(refresh)))


def check(fields: MailboxFields, login: Login) -> None:
    """Log in at both servers. Raise `Invalid` at the field that is likely wrong."""
    try:
        with opened(fields.imap_host, fields.imap_port or 0, fields.imap_security, login) as session:
            _expect_inbox(session)
    except Fault as fault:
        raise _at(fault, "imap_host") from None
    try:
        check_sending(fields.smtp_host, fields.smtp_port or 0, fields.smtp_security, login)
    except Fault as fault:
        raise _at(fault, "smtp_host") from None


def _expect_inbox(session: Session) -> None:
    if not rules.folders_to_read(session.folders()):
        raise Fault(rules.BROKEN)


def _at(fault: Fault, server: str) -> Invalid:
    return Invalid(fault.sentence, "password" if fault.is_refusal else server)
