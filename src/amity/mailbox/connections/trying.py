"""Try the login that a form has, outside of any transaction, and show at its fields what is wrong."""

from dataclasses import replace

from django.utils.translation import gettext as _

from amity.mailbox.connections import logins, rules
from amity.mailbox.connections.commands import Secret, expect_unconnected
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.forms import MailboxForm
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.session import Login
from amity.shared.errors import Invalid


def secret_of(form: MailboxForm) -> Secret | None:
    """Return the password that was entered, or None."""
    typed = form.cleaned_data.get("password") or ""
    return Secret(rules.PASSWORD, typed) if typed else None


def entered_secret(form: MailboxForm) -> Secret:
    """Return the password that was entered. Raise `Invalid` without one."""
    if (secret := secret_of(form)) is None:
        raise Invalid(_("Enter the password."), "password")
    return secret


def expect_login(form: MailboxForm, row: Connection | None) -> None:
    """Log in at both servers with what the form has. What is wrong is shown at the form."""
    try:
        fields = form.completed_value()
        if row is None:
            expect_unconnected(fields.address)
        secret = secret_of(form)
        if secret is not None:
            logins.check(fields, Login(fields.user, secret.text, secret.method))
        elif row is not None and row.method == rules.PASSWORD and _is_same(row, fields):
            logins.check(fields, logins.login_of(row, lambda _refresh: None))
    except Invalid as fault:
        form.show(fault)
    except Fault as fault:
        form.show(Invalid(fault.sentence, "password"))


def _is_same(row: Connection, fields: MailboxFields) -> bool:
    """Return whether the stored login may be sent: only to the servers it was entered for."""
    own = replace(fields, **{name: getattr(row, name) for name in SENT_TO})
    return own == fields


SENT_TO = ("user", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port", "smtp_security")
