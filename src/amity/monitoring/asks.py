"""Client input among what is asked of a contact."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.asks import sources
from amity.accounts.models import Contact
from amity.accounts.timeline.sources import seen_rows
from amity.monitoring.models import ClientInput
from amity.monitoring.rules import WAITED_FOR
from amity.shared.actor import Actor


def _rows(by: Actor, contact: Contact) -> "QuerySet[ClientInput]":
    rows = ClientInput.objects.filter(contact=contact.pk, asked_on__isnull=False, state__in=WAITED_FOR)
    return seen_rows(rows, by, contact.account)


def register() -> None:
    """Register the source of client input."""
    sources.register(
        sources.Source(
            key="input", label=_("Client input"), rows=_rows, title="what", due="due_on",
            address=lambda pk: reverse("monitoring:client_input", args=[pk]),
        )
    )  # fmt: skip
