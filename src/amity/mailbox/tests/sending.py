"""An author's own SMTP server in a test, beside the agency's."""

import pytest
from django.utils import timezone

from amity.mailbox.connections import rules
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.models import Reading
from amity.mailbox.tests.connected import make_connection
from tests.rig.mail_server import PASSWORD
from tests.rig.smtp_server import HOST, GuardedInbox, Inbox, serving

MARA = "mara@halden.example"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
NONE = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def own(internal_hosts):
    """Run the SMTP server of Mara's mailbox, which asks for a login."""
    handler = GuardedInbox(PASSWORD)
    with serving(handler):
        yield handler


@pytest.fixture
def agency(settings):
    """Run the SMTP server of the agency."""
    handler = Inbox()
    with serving(handler) as port:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = HOST, port, 20
        yield handler


@pytest.fixture
def mailbox(mara, own):
    """Connect Mara's own mailbox."""
    return connected(mara, MARA, own)


def connected(person, address, server, **values):
    """Connect a mailbox whose SMTP server is one of the test."""
    fields = MailboxFields(
        address, imap_host=HOST, imap_port=9, imap_security=rules.PLAIN, smtp_host=HOST, smtp_port=server.port,
        smtp_security=rules.PLAIN,
    )  # fmt: skip
    return make_connection(person, fields, now=timezone.now(), **values)


def refuse_login(row, code=rules.REFUSED_LOGIN):
    """Record that the reader of a mailbox was refused."""
    Reading.objects.filter(connection=row).update(state=rules.REFUSED, fault=code, sending_tried_at=None)
