"""The words below an email with a link to what it shows, and the personal address that replaces their placeholder."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.gate import rules as gate
from amity.gate.answering import registry
from amity.gate.answering.rules import LINK
from amity.gate.models import Item, Recipient
from amity.monitoring.inputs.queries import INPUT
from amity.portal.links import rules
from amity.portal.links.models import AnswerLink


def closing(item: Item) -> str:
    """Return the text below an item: a personal link where it asks for an answer, otherwise its client page."""
    return _asking(item) if registry.carries_link(item) else _on_pages(item)


def _asking(item: Item) -> str:
    """Return the text that asks for an answer. Where a reply counts, it says so."""
    is_report = item.kind == gate.CONTACT_REPORT
    if is_report:
        ask = _("To confirm these notes, correct something or ask a question, open:")
    elif registry.is_offer(item):
        ask = _("Please accept or decline this, or ask a question here:")
    elif registry.asks_signature(item):
        ask = _("Please sign this, ask for changes or ask a question here:")
    else:
        ask = _("Please approve this, ask for changes or ask a question here:")
    parts = [
        ask,
        LINK,
        _("The link is personal and works for 30 days. You don’t need a password."),
    ]
    if registry.is_offer(item) and not registry.always_by_code(item):
        parts.append(_("To accept by email, reply with “Approved” as the first line."))
    elif not registry.always_by_code(item):
        parts.append(_("To approve by email, reply with “Approved” as the first line."))
    parts.append(_("Why you received this: %(link)s") % {"link": f"{LINK}why/"})
    return "\n".join(parts)


def _on_pages(item: Item) -> str:
    """Return where a client reads an item on their pages, or sends what it asks for."""
    if item.kind == gate.INPUT and item.subject_kind == INPUT and item.subject_id:
        path = reverse("portal:send_input", args=[item.subject_id])
        return "\n".join([_("Send it, or tell us when, on this page:"), *_signing_in(path)])
    path = reverse("portal:sent_item", args=[item.pk]) if item.pk else reverse("portal:home")
    if registry.asks_question(item):
        return "\n".join([_("Please answer by replying to this email, or here:"), *_signing_in(path)])
    return "\n".join([_("You can also find this on your client pages:"), *_signing_in(path)])


def _signing_in(path: str) -> tuple[str, str]:
    """Return the address of a client page, and how to sign in there."""
    return settings.ENVIRONMENT.url + path, _("We’ll email you a code to sign in. You don’t need a password.")


def address_for(item: Item, recipient: Recipient, now: datetime) -> str:
    """Return the personal address of a recipient, in the transaction that releases the item."""
    token = rules.new_token()
    AnswerLink.objects.create(
        item=item, digest=item.digest, contact=recipient.contact, address=recipient.address,
        token_hash=rules.hashed(token), made_at=now, expires_at=now + rules.LASTS,
    )  # fmt: skip
    return settings.ENVIRONMENT.url + reverse("portal:answer", args=[token])
