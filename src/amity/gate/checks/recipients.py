"""Check: everyone who gets an item is a contact of its account who is still there and has an address."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Contact
from amity.gate.checks import registry
from amity.gate.checks.contact_pages import opened
from amity.gate.checks.registry import Check, Finding, Letter
from amity.gate.checks.rules import BLOCK
from amity.gate.rules import TO

KEY = "recipients"


def register() -> None:
    """Register the check."""
    registry.register(Check(KEY, 10, lazy("Recipients"), registry.of_words(_run)))


def _run(letter: Letter) -> Iterator[Finding]:
    if not any(way == TO for _contact, way in letter.people):
        yield _block(f"{KEY}:none", _("No recipient"), _("Choose at least one recipient."))
    for contact, _way in letter.people:
        yield from opened(letter.account, _one(letter, contact))


def _one(letter: Letter, contact: Contact) -> Iterator[Finding]:
    names, page = {"name": contact.name, "account": letter.account.name}, reverse("accounts:contact", args=[contact.pk])
    if contact.account_id != letter.account.pk:
        text = _("%(name)s isn’t a contact of %(account)s.") % names
        yield _block(f"{KEY}:other-{contact.pk}", _("Wrong account"), text)
    elif not contact.is_active:
        text = _("%(name)s no longer works for %(account)s.") % names
        yield _block(f"{KEY}:left-{contact.pk}", _("Archived contact"), text, page)
    elif not contact.mail:
        text = _("%(name)s has no email address.") % names
        yield _block(f"{KEY}:mail-{contact.pk}", _("No email address"), text, page)


def _block(key: str, title: str, text: str, address: str = "") -> Finding:
    return Finding(
        key=key, level=BLOCK, title=title, text=text, address=address,
        address_label=_("Open contact") if address else "", can_be_overruled=False,
    )  # fmt: skip
