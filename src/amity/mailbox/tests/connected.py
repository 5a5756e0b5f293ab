"""Connected mailboxes for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from amity.accounts.models import Account
from amity.mailbox.connections import rules
from amity.mailbox.connections.commands import Secret, connect_mailbox, pause_mailbox
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.models import Connection, Place, ReadFolder
from amity.mailbox.models import Message
from amity.mailbox.registrations.models import Registration
from amity.people.models import Person
from amity.shared.sealing import seal
from tests.builders import MONDAY, acting
from tests.matrix.rights import ADMIN, AM
from tests.rig.mail_server import PASSWORD, MailServer

if TYPE_CHECKING:
    from django.conf import LazySettings

    from tests.matrix.scene import Scene

_number = count(1)


@pytest.fixture
def internal_hosts(settings: "LazySettings") -> None:
    """Let Amity reach servers of this machine, as an operator allows a mail server of the agency's network."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, internal_hosts=frozenset({"127.0.0.1", "localhost"}))
    return


def register_app(provider: str = rules.GOOGLE, **values: Any) -> Registration:
    """Register the agency's app at a provider."""
    fields = {"client_id": f"amity-at-{provider}", "client_secret": seal("app secret")} | values
    return Registration.objects.create(provider=provider, **fields)


def on_server(server: MailServer, address: str, **values: Any) -> MailboxFields:
    """Return the fields of a mailbox on a test server, without encryption."""
    given: dict[str, Any] = {
        "imap_host": server.host, "imap_port": server.imap_port, "imap_security": rules.PLAIN,
        "smtp_host": server.host, "smtp_port": server.smtp_port, "smtp_security": rules.PLAIN,
    }  # fmt: skip
    return MailboxFields(address, **given | values)


def make_connection(
    person: Person, fields: MailboxFields | None = None, *, account: Account | None = None, password: str = PASSWORD,
    method: str = rules.PASSWORD, now: Any = MONDAY,
) -> Connection:  # fmt: skip
    """Connect a mailbox without a look at its server."""
    fields = fields or MailboxFields(f"mailbox{next(_number)}@halden.example")
    return connect_mailbox(
        by=acting(person), fields=fields, secret=Secret(method, password),
        account_id=account.pk if account else None, now=now,
    )  # fmt: skip


def connection_ids(
    viewers: Mapping[str, Person], known: Mapping[str, object], known_headers: Message
) -> dict[str, object]:
    """Add the agency's app at Google, and two shared mailboxes of the scene's account, one of them paused."""
    account, manager = Account.objects.get(pk=int(str(known["account_id"]))), viewers[AM]
    register_app()
    read, paused = (
        make_connection(
            manager, MailboxFields(f"{name}@osprey.example", rules.GOOGLE), account=account, method=rules.OAUTH
        )
        for name in ("press", "old-press")
    )
    pause_mailbox(by=acting(manager), connection_id=paused.pk, now=MONDAY)
    folder = ReadFolder.objects.create(connection=read, name="INBOX", role=rules.INBOX, uidvalidity=1, last_uid=1)
    Place.objects.create(folder=folder, uidvalidity=1, uid=1, message_id=known_headers.pk)
    return {
        "admin_connection_id": make_connection(viewers[ADMIN]).pk,
        "connection_id": read.pk, "paused_connection_id": paused.pk, "headers_email_id": known_headers.pk,
    }  # fmt: skip


def grow_connections(scene: "Scene", rows: int) -> None:
    """Add shared mailboxes of the scene's account, and own ones of its viewers."""
    account = Account.objects.get(pk=scene.known["account_id"])
    for _row in range(rows):
        make_connection(scene.viewers[AM], account=account)
        for person in scene.viewers.values():
            make_connection(person)
