"""Audit log labels for actions on invoices."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.invoicing import queries
from amity.invoicing.models import Invoice

words.thing("invoicing.invoice", _("invoice"), words.InColumn(Invoice, "number", "invoicing:invoice"), queries.may_see)
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
