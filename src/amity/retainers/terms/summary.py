"""The terms of a retainer as sentences, for its page and for the statement the client reads."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, ngettext_lazy

from amity.agreements.models import Agreement
from amity.retainers.ledger.rules import DEFICIT, SURPLUS
from amity.retainers.terms.rules import PeriodTerms
from amity.retainers.wording import Text, Unit, priced, unit_of
from amity.shared.money import Money
from amity.ui import formats

COUNTED: dict[str, Text] = {
    "all": lazy("All time counts."), "billable": lazy("Only billable time counts."),
    "approved": lazy("Only approved time counts."),
}  # fmt: skip
EXPIRES: dict[str, Text] = {
    "hours": lazy("Unused hours do not roll over."), "value": lazy("Unused value does not roll over."),
    "units": lazy("Unused units do not roll over."),
}  # fmt: skip
Pair = tuple[Text, Text]
"""A sentence without a cap, and one with a cap."""
ROLLS: dict[str, Pair] = {
    "hours": (
        lazy("Unused hours roll over with no expiry."), lazy("Unused hours roll over with no expiry, up to %(most)s."),
    ),
    "value": (
        lazy("Unused value rolls over with no expiry."),
        lazy("Unused value rolls over with no expiry, up to %(most)s."),
    ),
    "units": (
        lazy("Unused units roll over with no expiry."), lazy("Unused units roll over with no expiry, up to %(most)s."),
    ),
}  # fmt: skip
ROLLS_FOR: dict[str, Pair] = {
    "hours": (
        ngettext_lazy("Unused hours roll over for %(n)s period.", "Unused hours roll over for %(n)s periods.", "n"),
        ngettext_lazy(
            "Unused hours roll over for %(n)s period, up to %(most)s.",
            "Unused hours roll over for %(n)s periods, up to %(most)s.",
            "n",
        ),
    ),
    "value": (
        ngettext_lazy("Unused value rolls over for %(n)s period.", "Unused value rolls over for %(n)s periods.", "n"),
        ngettext_lazy(
            "Unused value rolls over for %(n)s period, up to %(most)s.",
            "Unused value rolls over for %(n)s periods, up to %(most)s.",
            "n",
        ),
    ),
    "units": (
        ngettext_lazy("Unused units roll over for %(n)s period.", "Unused units roll over for %(n)s periods.", "n"),
        ngettext_lazy(
            "Unused units roll over for %(n)s period, up to %(most)s.",
            "Unused units roll over for %(n)s periods, up to %(most)s.",
            "n",
        ),
    ),
}
DEDUCTED: Pair = (
    lazy("Overage is deducted from later periods."),
    lazy("Overage of up to %(most)s is deducted from later periods."),
)
DEDUCTED_FOR: Pair = (
    ngettext_lazy("Overage is deducted from the next period.", "Overage is deducted from the next %(n)s periods.", "n"),
    ngettext_lazy(
        "Overage of up to %(most)s is deducted from the next period.",
        "Overage of up to %(most)s is deducted from the next %(n)s periods.",
        "n",
    ),
)
OVERAGE: dict[str, Text] = {
    "billed": lazy("Overage is billed unless written off."),
    "given": lazy("Overage is written off unless the client agrees to pay."),
}
OVERAGE_AT: dict[str, Text] = {
    "billed": lazy("Overage: %(price)s, billed unless written off."),
    "given": lazy("Overage: %(price)s, written off unless the client agrees to pay."),
}
OVERAGE_IN_STEPS: dict[str, Text] = {
    "billed": lazy("Overage: the first %(first)s at %(price)s, then %(then)s, billed unless written off."),
    "given": lazy(
        "Overage: the first %(first)s at %(price)s, then %(then)s, written off unless the client agrees to pay."
    ),
}


def terms_summary(agreement: Agreement, terms: PeriodTerms, *, fee: bool, internal: bool = True) -> str:
    """Return what is included and paid, what rolls over and, for readers in the agency, what happens to overage."""
    first = f"{included(agreement, terms, fee=fee)}."
    if agreement.fee_model == "prepaid":
        return " ".join([first, _("Extra hours are deducted from the next purchase."), *_counted(terms)])
    if terms.kind == "access":
        return first
    sentences = [first, *_rollover(terms, unit_of(agreement, terms, fee=fee)), *_counted(terms)]
    return " ".join([*sentences, _overage(terms)] if fee and internal else sentences)


def included(agreement: Agreement, terms: PeriodTerms, *, fee: bool) -> str:
    """Return what is included and paid: 60 hours a month for €7,200."""
    if agreement.fee_model == "prepaid":
        return _("Prepaid hours")
    paid = terms.fee if terms.fee is not None else agreement.fee
    price = formats.money(Money(paid, agreement.currency)) if fee and paid is not None else ""
    if terms.kind == "access":
        return _("Access for %(price)s a month") % {"price": price} if price else _("Access")
    figures = {"included": _amount(unit_of(agreement, terms, fee=fee), terms.included or 0), "price": price}
    if terms.period_months == 1:
        return (_("%(included)s a month for %(price)s") if price else _("%(included)s a month")) % figures
    if price:
        return _("%(included)s every three months for %(price)s a month") % figures
    return _("%(included)s every three months") % figures


def _amount(unit: Unit, quantity: int) -> str:
    if unit.kind == "value":
        if not unit.fee:
            return _("Work of an agreed value")
        return _("Work worth %(amount)s") % {"amount": unit.plain(quantity)}
    return _quantity(unit, quantity)


def _quantity(unit: Unit, quantity: int) -> str:
    """Return an exact quantity, with its unit spelled out: 12.5 hours."""
    if unit.kind == "hours":
        n = formats.number(Decimal(quantity) / 3600)
        return ngettext("%(n)s hour", "%(n)s hours", 1 if quantity == 3600 else 2) % {"n": n}
    if unit.kind == "units":
        return ngettext("%(n)s unit", "%(n)s units", quantity) % {"n": formats.number(quantity)}
    return unit.plain(quantity)


def _rollover(terms: PeriodTerms, unit: Unit) -> list[str]:
    capped = terms.cap is not None and (unit.kind != "value" or unit.fee)
    most = _quantity(unit, (terms.included or 0) * (terms.cap or 0) // 10_000)
    figures = {"n": terms.expiry, "most": most}
    rolls, deducted = (ROLLS, DEDUCTED) if terms.expiry is None else (ROLLS_FOR, DEDUCTED_FOR)
    unused = rolls[unit.kind][capped] if terms.rollover in SURPLUS else EXPIRES[unit.kind]
    return [str(unused % figures), *([str(deducted[capped] % figures)] if terms.rollover in DEFICIT else [])]


def _counted(terms: PeriodTerms) -> list[str]:
    return [str(COUNTED[terms.counted])] if terms.kind == "hours" and terms.counted != "all" else []


def _overage(terms: PeriodTerms) -> str:
    if terms.kind == "value" or terms.rate is None:
        return str(OVERAGE[terms.usual_over])
    prices = {"price": priced(terms.rate, terms.kind)}
    if terms.tier_above is None or terms.rate_above is None:
        return str(OVERAGE_AT[terms.over]) % prices
    first = _quantity(Unit(terms.kind, terms.rate.currency, True), terms.tier_above)
    return str(OVERAGE_IN_STEPS[terms.over]) % {
        **prices, "first": first, "then": priced(terms.rate_above, terms.kind),
    }  # fmt: skip
