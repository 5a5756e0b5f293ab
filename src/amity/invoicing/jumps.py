"""Invoices and credit notes that search finds by number or client, the newest first."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.invoicing import queries, wording
from amity.invoicing.models import Invoice
from amity.shared.actor import Actor
from amity.ui.search import jumps
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Invoice]:
    rows = queries.invoices_seen_by(by).select_related(None).select_related("account")
    return rows.only("number", "kind", "account__name")


def _invoices(_by: Actor, rows: Sequence[Invoice]) -> Iterable[Found]:
    for invoice in rows:
        url = reverse("invoicing:invoice", args=[invoice.pk])
        yield Found(kind=wording.KINDS[invoice.kind], name=invoice.number, url=url, note=invoice.account.name)


def register() -> None:
    """Register the kind."""
    jumps.register(
        Kind(
            key="invoice", names=(lazy("Invoice"), lazy("Credit note")),
            order=37, model=Invoice, columns=("number", "account__name"), sort=("-issued_on", "-pk"),
            rows=_rows, entry=_invoices, pages=("invoicing:invoice",),
        )
    )  # fmt: skip
