"""REST responses for briefs, lines and requests for hours."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from amity.api.auth import asker
from amity.api.shapes import amount
from amity.briefs import policy
from amity.briefs.budget import page as drawing
from amity.briefs.budget.queries import buys_of
from amity.briefs.estimate.queries import planned_line
from amity.briefs.hours_asked.shapes import HoursRequestShape
from amity.briefs.items.states import item_states_of
from amity.briefs.lines.queries import line_seen_by
from amity.briefs.queries import brief_seen_by
from amity.briefs.shapes import BriefShape, GapShape, RoleShape
from amity.briefs.sizes.queries import sized
from amity.people.queries import person_of
from amity.shared.money import Money


def whole(request: HttpRequest, brief_id: int) -> dict[str, Any]:
    """Return a brief with its lines, roles, totals and gaps."""
    by = asker(request)
    person, today = person_of(by), timezone.localdate()
    brief = brief_seen_by(by, brief_id)
    buys = buys_of(brief, today)
    eyes = drawing.eyes_of(person, buys.estimate)
    item_states = item_states_of(brief, buys.estimate, sized(brief, buys.estimate, today).size)
    payload = brief_payload(brief, eyes.fee)
    payload["lines"] = [
        _line(one, eyes.fee) | ({"amount": _amount_of(one, buys.estimate)} if eyes.fee else {})
        for one in buys.estimate.lines
    ]
    payload["roles"] = [RoleShape.of(role) for role in brief.roles.order_by("pk")]
    payload["gaps"] = [GapShape.of(gap) for gap in item_states.gaps]
    if eyes.fee:
        payload["buys"] = _buys(brief, buys, eyes)
    return payload


def brief_payload(brief: Any, fee: bool) -> dict[str, Any]:
    """Return the fields of a brief. The budget needs the right to see fees."""
    payload: dict[str, Any] = {name: getattr(brief, name) for name in PLAIN}
    if fee:
        payload["budget_kind"] = brief.budget_kind
        for name in ("budget_low", "budget_high"):
            minor = getattr(brief, name)
            payload[name] = None if minor is None else amount(Money(minor, brief.currency))
    return payload


PLAIN = tuple(name for name, field in BriefShape.model_fields.items() if field.is_required())


def _buys(brief: Any, buys: Any, eyes: Any) -> dict[str, Any]:
    """Return the totals. Once the brief is converted, the agreed fee takes the place of the budget."""
    purchase, terms, agreed = buys.purchase, buys.estimate.terms, drawing.agreed_fee(brief)
    budget, left = (purchase.budget, purchase.left) if agreed is None else (None, None)

    def money(minor: int | None) -> dict[str, Any] | None:
        return None if minor is None else amount(Money(minor, terms.currency))

    payload = {
        "seconds": purchase.total.seconds, "unpriced_seconds": purchase.total.unpriced,
        "price": money(purchase.total.price), "agreed": money(agreed), "budget": money(budget), "left": money(left),
    }  # fmt: skip
    if eyes.margin:
        known = purchase.total.uncosted == 0
        payload["cost"] = amount(Money(purchase.total.cost, terms.cost_currency)) if known else None
        at, at_budget = drawing.margin_at(agreed, buys), purchase.at_budget if agreed is None else None
        payload["margin"] = at.share if at else None
        payload["margin_at_budget"] = at_budget.share if at_budget else None
    return payload


def _amount_of(one: Any, estimate: Any) -> dict[str, Any] | None:
    """Return the total of a line, or None while some of its hours have no rate."""
    sums = estimate.sums(one.row.pk)
    return None if sums.unpriced else amount(Money(sums.price, estimate.terms.currency))


def line_payload(request: HttpRequest, row_id: int) -> dict[str, Any]:
    """Return one line in its current state."""
    by = asker(request)
    row = line_seen_by(by, row_id)
    return _line(planned_line(row, timezone.localdate()), policy.sees_fee(person_of(by)))


def _line(one: Any, fee: bool) -> dict[str, Any]:
    fields = one.as_fields()
    payload = {
        "id": one.row.pk, "line_id": one.row.line_id, "version": one.row.version, "title": fields.title,
        "phase": fields.phase, "state": one.state, "hours": {str(key): seconds for key, seconds in fields.hours},
        "revision_rounds": fields.revision_rounds, "acceptance": fields.acceptance,
    }  # fmt: skip
    if fee:
        payload["price"] = None if fields.price is None else amount(Money(fields.price, one.row.brief.currency))
    return payload


def question_payload(asked: Any) -> dict[str, Any]:
    """Return a request for hours, with its answer."""
    return HoursRequestShape.of(asked, brief_line_id=asked.line_id)


def fits_payload(buys: Any, eyes: Any) -> dict[str, Any]:
    """Return the hours that fit a budget, by line. The margin needs the right to see margins."""
    back, currency = buys.backwards, buys.estimate.terms.currency
    payload = {
        "amount": amount(Money(back.amount, currency)),
        "left": amount(Money(back.fitted.left, currency)),
        "lines": [
            {"brief_line_id": work.line, "discipline_id": work.discipline, "seconds": work.seconds}
            for work in back.fitted.works
        ],
    }
    if eyes.margin:
        payload["margin"] = back.margin.share if back.margin else None
    return payload
