"""Audit log labels for actions on the services map."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Named
from amity.services.models import Cell


def cells_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return cells by service and account, with the page of the account's services."""
    found = Cell.objects.filter(pk__in=ids).values_list("pk", "service__name", "account__name", "account_id")
    return {
        pk: Named(
            _now("%(service)s at %(account)s") % {"service": service, "account": account},
            reverse("services:account", args=[account_id]),
        )
        for pk, service, account, account_id in found
    }


words.thing("services.cell", _("service of an account"), cells_named, goes_there)
words.acts(
    "services",
    _("services map"),
    {
        "cell.recorded": _("%(who)s recorded who does %(what)s"),
        "cell.confirmed": _("%(who)s confirmed who does %(what)s"),
        "cell.removed": _("%(who)s removed an entry from the services of %(what)s"),
    },
)
