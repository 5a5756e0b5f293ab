"""Actions of contacts among what is asked of them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from amity.accounts.asks import sources
from amity.accounts.models import Contact
from amity.accounts.timeline.sources import seen_rows
from amity.conversations.models import Action
from amity.shared.actor import Actor


def _rows(by: Actor, contact: Contact) -> "QuerySet[Action]":
    return seen_rows(Action.objects.filter(contact=contact.pk, done_at=None), by, contact.account)


def register() -> None:
    """Register the source of actions."""
    sources.register(
        sources.Source(
            key="action", label=pgettext_lazy("to do", "Action"), rows=_rows, title="what", due="due_on",
            address=lambda pk: reverse("conversations:action", args=[pk]),
        )
    )  # fmt: skip
