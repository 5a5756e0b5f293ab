"""Audit log labels for actions on connected mailboxes and app registrations. No secret is ever among their values."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.mailbox.connections.models import Connection
from amity.mailbox.connections.queries import may_set_up
from amity.mailbox.registrations.models import ReadingRule, Registration
from amity.mailbox.registrations.queries import provider_names
from amity.shared.actor import Actor


def mailboxes_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return mailboxes' addresses, with their pages."""
    found = Connection.objects.filter(pk__in=ids).values_list("pk", "address")
    return {pk: Named(address, reverse("mailbox:connection", args=[pk])) for pk, address in found}


def registrations_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the providers of registrations, with their pages."""
    names, found = provider_names(), Registration.objects.filter(pk__in=ids).values_list("pk", "provider")
    return {pk: Named(names[code], reverse("mailbox:set_registration", args=[code])) for pk, code in found}


def rules_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the agency's rule, with the page of settings."""
    return {pk: Named(str(_("what is read")), reverse("mailbox:settings")) for pk in ids}


def by_owner_only(actor: Actor) -> bool:
    """Lead no reader of the audit log to a mailbox: its page is for its own person."""
    return False


def register() -> None:
    """Register the labels."""
    words.thing("mailbox.connection", _("mailbox"), mailboxes_named, by_owner_only)
    words.thing("mailbox.registration", _("app at a provider"), registrations_named, may_set_up)
    words.thing("mailbox.readingrule", _("rule for reading emails"), rules_named, may_set_up)
    words.acts(
        "mailboxes",
        _("mailboxes"),
        {
            "mailbox.connected": _("%(who)s connected the mailbox %(what)s"),
            "mailbox.edited": _("%(who)s changed the mailbox %(what)s"),
            "mailbox.consented": _("%(who)s renewed the consent for the mailbox %(what)s"),
            "mailbox.paused": _("%(who)s paused the mailbox %(what)s"),
            "mailbox.resumed": _("%(who)s resumed the mailbox %(what)s"),
            "mailbox.gate_begun": _("%(who)s made %(what)s the Going out mailbox"),
            "mailbox.gate_ended": _("%(who)s ended the use of %(what)s as the Going out mailbox"),
            "mailbox.disconnected": _("%(who)s disconnected the mailbox %(what)s"),
            "mailbox.registration_set": _("%(who)s set the agency’s app at %(what)s"),
            "mailbox.registration_removed": _("%(who)s removed the agency’s app at %(what)s"),
            "email.text_asked": _("%(who)s asked for the text of an email in %(what)s"),
            "mailbox.rule_set": _("%(who)s changed %(what)s of emails"),
        },
    )
    words.call(
        words.of(Connection, *CONNECTION)
        | words.of(Registration, "client_id", "client_secret", "tenant", "authorize_url", "token_url", "scope")
        | words.of(ReadingRule, "bodies")
        | {"secret": Field(_("password"))}
    )


CONNECTION = (
    "address", "provider", "method", "user", "imap_host", "imap_port", "imap_security", "smtp_host", "smtp_port",
    "smtp_security", "days_back", "more_folders",
)  # fmt: skip
