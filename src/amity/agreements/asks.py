"""Agreements to sign among what is asked of a contact. An agreement names its signatory in words."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.asks import sources
from amity.accounts.models import Contact
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.agreements.rules import WITH_CLIENT
from amity.shared.actor import Actor


def _rows(by: Actor, contact: Contact) -> "QuerySet[Agreement]":
    rows = agreements_seen_by(by).select_related(None)
    return rows.filter(account=contact.account_id, state=WITH_CLIENT, client_signer__iexact=contact.name)


def register() -> None:
    """Register the source of agreements."""
    sources.register(
        sources.Source(
            key="agreement", label=_("To sign"), rows=_rows, title="title",
            address=lambda pk: reverse("agreements:agreement", args=[pk]),
        )
    )  # fmt: skip
