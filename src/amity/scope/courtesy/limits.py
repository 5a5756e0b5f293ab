"""Whether the director decides on work at no charge: what is left of its agreement's budget, and the limits."""

from collections.abc import Iterable, Mapping
from datetime import date

from amity.agency.queries import agency, limit
from amity.agreements.models import Agreement
from amity.scope.courtesy.queries import courtesy_left, courtesy_of
from amity.scope.courtesy.rules import needs_director
from amity.scope.decisions.orders import agreements_to_change
from amity.scope.models import Assessment, Request
from amity.shared.money import Money, decimals

MOST_VALUE = "courtesy.manager_value"
MOST_HOURS = "courtesy.manager_hours"


def above_limit(request: Request, assessment: Assessment, today: date) -> bool:
    """Return whether the director decides on it: above what is left, or above the account manager's limits."""
    return director_agrees(_paid_by(request), assessment.price, assessment.seconds, today)


def all_above_limit(requests: Iterable[Request], assessments: Mapping[int, Assessment], today: date) -> set[int]:
    """Return the ids of the requests on which the director decides, from the budgets of their agreements at once."""
    paid = {one.pk: _paid_by(one) for one in requests if one.pk in assessments}
    budgets = courtesy_of(list({found.pk: found for found in paid.values() if found}.values()), today)
    left = {key: budgets[one.pk].left if one else None for key, one in paid.items()}
    known = {key: assessments[key] for key in paid}
    return {key for key, one in paid.items() if is_above(one, known[key].price, known[key].seconds, left[key])}


def left_for(request: Request, today: date) -> Money | None:
    """Return what is left at no charge for a request, None without a budget."""
    agreement = _paid_by(request)
    left = courtesy_left(agreement, today).left if agreement else None
    return None if left is None or agreement is None else Money(left, agreement.currency)


def director_agrees(agreement: Agreement | None, value: int | None, seconds: int, today: date) -> bool:
    """Return whether so much more at no charge needs the director: above what is left or the manager's limits.

    The manager's limit in money is in the agency's currency, so it applies to agreements in that one. Without an
    agreement there is no budget, only the limits.
    """
    left = courtesy_left(agreement, today).left if agreement else None
    return is_above(agreement, value, seconds, left)


def is_above(agreement: Agreement | None, value: int | None, seconds: int, left: int | None) -> bool:
    """Return whether so much more at no charge is above what is `left`, or above the manager's limits."""
    currency = agreement.currency if agreement else agency().currency
    most = limit(MOST_VALUE) * 10 ** decimals(currency)
    return needs_director(
        value, seconds, left=left, most_value=most if currency == agency().currency else None,
        most_seconds=limit(MOST_HOURS),
    )  # fmt: skip


def _paid_by(request: Request) -> Agreement | None:
    """Return the agreement whose budget is used: its own, that of its project, or the client's only one."""
    if request.agreement is not None:
        return request.agreement
    if request.project is not None and request.project.agreement is not None:
        return request.project.agreement
    found = agreements_to_change(request)
    return found[0] if len(found) == 1 else None
