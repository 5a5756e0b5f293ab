"""Labels of fee models and of fee terms."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amity.agreements import guards
from amity.agreements.fees import rules as fees
from amity.lines import queries as lines
from amity.shared.money import Money
from amity.ui import formats


def fee_model_labels() -> dict[str, str]:
    """Return the labels of the fee models."""
    return {
        fees.UNKNOWN: _("not set yet"),
        fees.FIXED: _("fixed fee"),
        fees.TIME: _("time and materials"),
        fees.RETAINER: _("retainer"),
        fees.PREPAID: _("prepaid block"),
        fees.NON_BILLABLE: _("not billable"),
    }


def completion_labels() -> dict[str, str]:
    """Return the labels of the ways to measure completion of a fixed fee."""
    return {
        "cost": _("percentage of completion, by cost"),
        "percent": _("percent complete, as estimated by the project manager"),
        "milestones": _("milestones delivered"),
    }


def counted_labels() -> dict[str, str]:
    """Return the labels of the choices for which time counts against the included time."""
    return {"all": _("all time"), "billable": _("billable time only"), "approved": _("approved time only")}


def counted_choices(now: str) -> list[tuple[str, str]]:
    """Return those choices.

    Approved time is offered only where someone approves time, or where it is already agreed.
    """
    offered = counted_labels()
    if not guards.time_is_approved() and now != fees.APPROVED:
        del offered[fees.APPROVED]
    return list(offered.items())


@dataclass(frozen=True, slots=True)
class Fact:
    """A term as text. `amount` marks one that needs the right to see fees."""

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
    if terms.fee_model == fees.RETAINER and terms.included_seconds is not None and terms.overage_rate is None:
        found.append(Fact(rates["overage_rate"], _("none, overage is written off")))
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
    """Return the labels of the units of lines."""
    return list(lines.unit_labels().items())


def prices_kept_sentence() -> str:
    """Return the notice shown when the hourly rate or the currency changes."""
    return _(
        "Time logged from now on is priced by the new terms. Time already logged keeps its price, so past "
        "months don’t change."
    )


def missing_sentences(terms: fees.AgreedTerms) -> list[str]:
    """Return sentences on what is missing before the agreement generates revenue."""
    labels = {"fee": _("the fee"), "bought_seconds": _("the hours bought")}
    return [labels[name] for name in fees.missing(terms)]
