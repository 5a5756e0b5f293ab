"""Whether an assessed request can be done at no charge: what is left of its agreement's budget, and the limits."""

from collections.abc import Iterable, Mapping
from datetime import date

from amity.agreements.models import Agreement
from amity.scope.courtesy.queries import courtesy_left, courtesy_of, director_agrees, is_above
from amity.scope.decisions.orders import agreements_to_change
from amity.scope.models import Assessment, Request
from amity.shared.money import Money


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


def _paid_by(request: Request) -> Agreement | None:
    """Return the agreement whose budget is used: its own, that of its project, or the client's only one."""
    if request.agreement is not None:
        return request.agreement
    if request.project is not None and request.project.agreement is not None:
        return request.project.agreement
    found = agreements_to_change(request)
    return found[0] if len(found) == 1 else None
