"""Words of opportunities: stages, sources, reasons, and why growth is closed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.growth import rules

if TYPE_CHECKING:
    from amity.growth.models import Opportunity

STAGES: Final[Mapping[str, Promise]] = {
    rules.SPOTTED: lazy("Spotted"),
    rules.QUALIFIED: lazy("Qualified"),
    rules.PROPOSED: lazy("Proposed"),
    rules.AGREEING: lazy("Agreeing terms"),
    rules.WON: lazy("Won"),
    rules.LOST: lazy("Lost"),
}
WHOSE: Final = (lazy("My accounts, and mine"), lazy("Everyone’s"))
"""The choice between the opportunities of one's accounts with one's own, and all."""
SOURCES: Final[Mapping[str, Promise]] = {
    rules.INSIGHT: lazy("Insight"),
    rules.RECOMMENDATION: lazy("Recommendation"),
    rules.REQUEST: lazy("Client request"),
    rules.DECISION: lazy("Decision"),
    rules.MAP: lazy("Services map"),
    rules.RENEWAL: lazy("Renewal"),
    rules.REFERRAL: lazy("Referral"),
    rules.OTHER: lazy("Other"),
}
REASONS: Final[Mapping[str, Promise]] = {
    rules.PRICE: lazy("Price"),
    rules.COMPETITOR: lazy("Went to a competitor"),
    rules.TIMING: lazy("Wrong time"),
    rules.BUDGET: lazy("No budget"),
    rules.SILENCE: lazy("No answer"),
    rules.OURSELVES: lazy("We withdrew"),
    rules.OTHER: lazy("Other"),
}


def address_of(one: "Opportunity") -> str:
    """Return the URL of an opportunity."""
    return reverse("growth:opportunity", args=[one.pk])


def who(one: "Opportunity") -> str:
    """Return the account or the prospect, or that the company isn't known."""
    return one.who or _("Company not known")


def closed(account_name: str) -> str:
    """Return why nothing new is offered for an account."""
    return _(
        "%(account)s isn’t well, or has an open issue while its health is unknown. "
        "Growth is closed until that is resolved."
    ) % {"account": account_name}  # fmt: skip
