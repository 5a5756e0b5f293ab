"""Fee models and the terms of payment in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.agreements import guards
from amity.agreements.fees import rules as fees
from amity.lines import queries as lines
from amity.shared.money import Money
from amity.ui import formats


def fee_model_labels() -> dict[str, str]:
    """The fee models in words."""
    return {
        fees.UNKNOWN: _("not set yet"),
        fees.FIXED: _("fixed fee"),
        fees.TIME: _("time and materials"),
        fees.RETAINER: _("retainer"),
        fees.PREPAID: _("prepaid block"),
        fees.NON_BILLABLE: _("not billable"),
    }


def completion_labels() -> dict[str, str]:
    """Return how the completion of a fixed fee is measured, in words."""
    return {
        "cost": _("cost so far against expected cost"),
        "percent": _("percent complete, as estimated by the project manager"),
        "milestones": _("milestones delivered"),
    }


def counted_labels() -> dict[str, str]:
    """Return which time counts against what is included, in words."""
    return {"all": _("all time"), "billable": _("billable time only"), "approved": _("approved time only")}


def counted_choices(now: str) -> list[tuple[str, str]]:
    """Return what is on offer: approved time only where someone approves it, or where it is agreed already."""
    offered = counted_labels()
    if not guards.time_is_approved() and now != fees.APPROVED:
        del offered[fees.APPROVED]
    return list(offered.items())


@dataclass(frozen=True, slots=True)
class Fact:
    """A term in words; `amount` where it needs the right to see fees."""

    label: str
    shown: str
    amount: bool = True


def facts_of(terms: fees.AgreedTerms) -> list[Fact]:
    """Return the agreed terms that apply to the fee model as text, and required ones that are missing."""
    used = fees.USES[terms.fee_model]
    money = {"fee": _("Fee"), "discount": _("Discount"), "cap": _("Cap"), "unit_price": _("Unit price")}
    rates = {"hourly_rate": _("Hourly rate"), "overage_rate": _("Hourly rate for overage")}
    times = {
        "included_seconds": _("Planned") if terms.fee_model == fees.FIXED else _("Included per month"),
        "bought_seconds": _("Bought"),
    }
    found = [
        Fact(label, formats.money(None if amount is None else Money(amount, terms.currency)))
        for name, label in money.items()
        if name in used and ((amount := getattr(terms, name)) or name in fees.NEEDS[terms.fee_model])
    ]
    found += [
        Fact(word, formats.per_hour(rate, terms.currency))
        for name, word in rates.items()
        if name in used and (rate := getattr(terms, name)) is not None
    ]
    found += [
        Fact(word, formats.hours(seconds), False)
        for name, word in times.items()
        if name in used and (seconds := getattr(terms, name)) is not None
    ]
    if "included_units" in used and terms.included_units is not None:
        found.append(Fact(_("Units per month"), formats.number(terms.included_units), False))
    if "counted" in used:
        found.append(Fact(_("Counts as used"), counted_labels()[terms.counted], False))
    if "completion_basis" in used:
        found.append(Fact(_("Earned by"), completion_labels()[terms.completion_basis], False))
    return found


def units() -> list[tuple[str, str]]:
    """The units of lines in words."""
    return list(lines.unit_labels().items())


def prices_kept_sentence() -> str:
    """Return the notice shown when the hourly rate or the currency changes."""
    return _(
        "Time logged from now on is priced by the new terms. Time already logged keeps its price, so past "
        "months don’t change."
    )


def missing_sentences(terms: fees.AgreedTerms) -> list[str]:
    """Return what is still needed before the agreement gives revenue."""
    labels = {"fee": _("the fee"), "bought_seconds": _("the hours bought")}
    return [labels[name] for name in fees.missing(terms)]
