"""What acts on agreements are called on the trail."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.agreements.models import Agreement
from amity.audit import words
from amity.audit.words import Field, Named


def agreements_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Agreements by number and title, with their pages."""
    found = Agreement.objects.filter(pk__in=ids)
    return {one.pk: Named(str(one), reverse("agreements:agreement", args=[one.pk])) for one in found}


words.thing("agreements.agreement", _("agreement"), agreements_named, goes_there)
words.acts(
    "agreements",
    _("agreements"),
    {
        "agreement.opened": _("%(who)s opened the agreement %(what)s"),
        "agreement.terms_agreed": _("%(who)s agreed on the terms of %(what)s"),
    },
)
words.call(
    {
        "agreement_id": Field(_("agreement"), "agreements.agreement"),
        "number": Field(_("number")),
        "fee_model": Field(_("fee model")),
        "fee": Field(_("fee")),
        "discount": Field(_("discount")),
        "cap": Field(_("cap")),
        "hourly_rate": Field(_("price of an hour")),
        "overage_rate": Field(_("price of an hour over")),
        "included_seconds": Field(_("included time"), unit="seconds"),
        "included_pieces": Field(_("included pieces")),
        "piece_price": Field(_("price of a piece")),
        "bought_seconds": Field(_("time bought"), unit="seconds"),
        "counted": Field(_("time that counts")),
        "completion_basis": Field(_("progress measured by")),
        "signed_on": Field(_("signed")),
    }
)
