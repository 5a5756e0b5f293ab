"""The text of the email with an agreement: what it is, its price and its dates, and that it is for signature."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements import rules
from amity.agreements.client_copy.figures import fee_before, price_of
from amity.agreements.contract import ends_on
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.agreements.orders.monthly import changes_months, monthly_before
from amity.agreements.wording import now_and_before
from amity.ui import formats

PRICES: Final[Mapping[str, Promise]] = {
    "price": lazy("Price: %(price)s"),
    "fee": lazy("Monthly fee: %(price)s"),
    "more": lazy("Added to the price: %(price)s"),
    "change": lazy("Change in price: %(price)s"),
    "new_fee": lazy("New monthly fee: %(price)s"),
    "fee_before": lazy("Previous monthly fee: %(price)s"),
}
INCLUDED: Final[Mapping[str, Promise]] = {
    "hours": lazy("New included hours a month: %(included)s"),
    "units": lazy("New included units a month: %(included)s"),
}
STARTS: Final = lazy("Starts: %(day)s")
ENDS: Final = lazy("Ends: %(day)s")


def paragraphs(agreement: Agreement) -> Iterator[str]:
    """Return the paragraphs between greeting and closing line, in the reader's language."""
    names = {"what": agreement, "parent": agreement.parent}
    if agreement.kind == rules.CHANGE_ORDER:
        yield _("Attached is “%(what)s” for your signature. It changes “%(parent)s”.") % names
    else:
        yield _("Attached is “%(what)s” for your signature.") % names
    yield "\n".join((*_price(agreement), *_included(agreement), *_dates(agreement)))
    yield _(
        "If everything is right, please sign it. To sign, enter your full name and confirm it with a code that we "
        "will email to you."
    )


def _price(agreement: Agreement) -> Iterator[str]:
    price = price_of(agreement)
    if price is None:
        return
    for name, one in ((names_of_price(agreement), price), ("fee_before", fee_before(agreement))):
        if one is not None:
            yield PRICES[name] % {"price": formats.money(one, cents=bool(one.minor % 100))}


def _included(agreement: Agreement) -> Iterator[str]:
    """Yield what a month includes from then on, by a change order of a retainer."""
    if not changes_months(agreement):
        return
    before = monthly_before(agreement)
    if agreement.included_seconds is not None:
        now = formats.hours(agreement.included_seconds)
        yield INCLUDED["hours"] % {"included": now_and_before(now, formats.hours(before.included_seconds))}
    if agreement.included_units is not None:
        units, was = (formats.number(one) for one in (agreement.included_units, before.included_units or 0))
        yield INCLUDED["units"] % {"included": now_and_before(units, was)}


def names_of_price(agreement: Agreement) -> str:
    """Return the key of the sentence that names the price."""
    if agreement.kind == rules.CHANGE_ORDER:
        if agreement.fee is not None:
            return "new_fee"
        price = price_of(agreement)
        return "more" if price and price.minor > 0 else "change"
    return "fee" if agreement.fee_model == RETAINER else "price"


def _dates(agreement: Agreement) -> Iterator[str]:
    if agreement.starts_on:
        yield STARTS % {"day": formats.dated(agreement.starts_on)}
    end = ends_on(agreement)
    if end:
        yield ENDS % {"day": formats.dated(end)}
