"""Read the size of a brief by the agency's limits."""

from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, QuerySet

from amity.accounts import rules as accounts
from amity.agency import queries as agency
from amity.agency import rules as agency_rules
from amity.agency.rates import queries as rate_queries
from amity.agreements.models import Agreement
from amity.briefs import hooks
from amity.briefs.estimate.queries import Estimate
from amity.briefs.models import Brief
from amity.briefs.sizes.rules import Job, Limits, Sized, size_of
from amity.shared.money import round_half_even


def limits() -> Limits:
    """Return the agency's limits of sizes."""
    currency = agency.agency().currency
    own = {one.name: one.value for one in agency.limits()}

    def minor(name: str) -> int:
        return round_half_even(Decimal(own[name]), currency) if currency else own[name] * 100

    return Limits(
        own["brief.note_hours"], minor("brief.note_value"), own["brief.full_hours"], minor("brief.full_value")
    )


def sized(brief: Brief, estimate: Estimate, today: date) -> Sized:
    """Return the size of a brief by its current values."""
    return size_of(job_of(brief, estimate, today), limits())


def job_of(brief: Brief, estimate: Estimate, today: date) -> Job:
    """Return the values that decide the size. The larger of budget and lines counts as the value."""
    value = max(brief.budget_high or 0, estimate.purchase.total.price)
    return Job(
        seconds=estimate.purchase.total.seconds,
        value=_in_agency_currency(value, brief.currency, today) if value else None,
        new_client=brief.retainer_id is None and is_new_client(brief),
        new_kind=brief.new_kind,
        within_retainer=brief.retainer_id is not None,
    )


def signed_by(account: int | OuterRef) -> QuerySet[Agreement]:
    """Return the agreements that an account has signed. A page reads along with its brief whether it `has_signed`."""
    return Agreement.objects.filter(account=account, signed_on__isnull=False)


def is_new_client(brief: Brief) -> bool:
    """Return whether the agency has neither a signed agreement nor any work with the account yet."""
    if brief.account.status == accounts.PROSPECT:
        return True
    if brief.has_signed if hasattr(brief, "has_signed") else signed_by(brief.account_id).exists():
        return False
    return not any(knows(brief.account_id) for knows in hooks.knows_client)


def _in_agency_currency(minor: int, currency: str, today: date) -> int | None:
    own = agency.agency().currency
    if currency == own:
        return minor
    rate = agency_rules.in_force(rate_queries.exchange_rates().get(currency, []), today)
    return None if rate is None or not own else agency_rules.in_currency(minor, currency, own, rate)
