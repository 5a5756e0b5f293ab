"""What of a retainer's terms cannot stand."""

from dataclasses import dataclass

from amity.retainers.rules.terms import COUNTED, KINDS, LENGTHS, OVERS, ROLLOVERS, PeriodTerms


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that cannot stand, and why as a code."""

    field: str
    code: str


def faults(terms: PeriodTerms) -> list[Fault]:
    """What is wrong with terms: choices that do not exist, amounts below zero, a second step without a first."""
    choices = (
        ("kind", KINDS), ("rollover", ROLLOVERS), ("counted", COUNTED), ("over", OVERS), ("period_months", LENGTHS),
    )  # fmt: skip
    found = [Fault(name, "choice") for name, offered in choices if getattr(terms, name) not in offered]
    for name in ("included", "cap", "expiry", "fee", "tier_above"):
        value = getattr(terms, name)
        if value is not None and value < 0:
            found.append(Fault(name, "negative"))
    for name in ("rate", "rate_above"):
        rate = getattr(terms, name)
        if rate is not None and rate.per_hour < 0:
            found.append(Fault(name, "negative"))
    if terms.kind != "access" and terms.included is None:
        found.append(Fault("included", "needed"))
    if terms.rate_above is not None and (terms.rate is None or terms.tier_above is None):
        found.append(Fault("rate_above", "needs_rate"))
    return found
