"""Audit log labels for actions on invoices."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field, Named
from amity.invoicing import queries
from amity.invoicing.models import Invoice


def invoices_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the numbers of invoices, with their pages."""
    found = Invoice.objects.filter(pk__in=ids).values_list("pk", "number")
    return {pk: Named(number, reverse("invoicing:invoice", args=[pk])) for pk, number in found}


words.thing("invoicing.invoice", _("invoice"), invoices_named, queries.may_see)
words.acts(
    "invoicing",
    _("invoices"),
    {
        "invoice.imported": _("%(who)s imported the invoice %(what)s"),
        "invoice.changed": _("%(who)s imported changes to the invoice %(what)s"),
        "invoice.removed": _("%(who)s removed the invoice %(what)s with its import"),
        "invoice.line_placed": _("%(who)s chose the quoted line of a line of %(what)s"),
    },
)
words.call(
    words.of(Invoice, "number", "status", "issued_on", "due_on", "net", "tax", "total", "paid", "currency", "kind")
    | {"text": Field(_("text")), "line_id": Field(_("quoted line"), "lines.line")}
)
