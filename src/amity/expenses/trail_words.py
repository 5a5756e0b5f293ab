"""Audit log labels for actions on expenses."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.expenses.models import Expense
from amity.ui import formats


def expenses_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return expenses' suppliers and dates, with their pages."""
    found = Expense.objects.filter(pk__in=ids).values_list("pk", "supplier", "spent_on")
    return {
        pk: Named(
            _now("%(supplier)s, %(day)s") % {"supplier": supplier or _now("an expense"), "day": formats.full_day(day)},
            reverse("expenses:expense", args=[pk]),
        )
        for pk, supplier, day in found
    }


words.thing("expenses.expense", _("expense"), expenses_named, goes_there)
words.acts(
    "expenses",
    _("expenses"),
    {
        "expense.logged": _("%(who)s logged the expense %(what)s"),
        "expense.edited": _("%(who)s edited the expense %(what)s"),
        "expense.deleted": _("%(who)s deleted the expense %(what)s"),
        "expense.converted": _("%(who)s converted the expense %(what)s"),
        "expense.receipt_added": _("%(who)s added a receipt to %(what)s"),
        "expense.receipt_removed": _("%(who)s removed a receipt from %(what)s"),
        "expenses.moved": _("%(who)s moved %(what)s with its expenses"),
    },
)
words.call(
    words.of(Expense, "spent_on", "supplier", "kind", "amount", "billed_currency")
    | {
        "billed": Field(_("billed")),
        "expenses": Field(_("expenses")),
    }
)
