"""Queries for change orders: their changes to lines, and the effect on price and hours."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from amity.agreements import rules
from amity.agreements.contract import ends_on
from amity.agreements.fees.rules import RETAINER, extension
from amity.agreements.lines.models import AgreementLine
from amity.agreements.lines.queries import PlacedLine, lines_of, lines_with_terms
from amity.agreements.models import Agreement
from amity.agreements.orders import rules as orders
from amity.agreements.orders.models import LineChange
from amity.agreements.orders.monthly import changes_months, monthly_before
from amity.agreements.orders.rules import Effect
from amity.agreements.versions.content import FAR, monthly_content
from amity.lines.models import Terms
from amity.lines.queries import current_of, every_terms_of, price_of
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money

TYPED: Final = (
    "unit", "quantity", "rate", "planned_seconds", "service_id", "discipline_id", "revision_rounds", "acceptance",
)  # fmt: skip
"""The fields of a line's terms that an order sets."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line before and after an order. `before` is None for an added line."""

    change: LineChange
    before: Terms | None
    price_before: Money | None
    price_after: Money | None


@dataclass(frozen=True, slots=True)
class Before:
    """What an order changes, as it is without it: prices by the key of a line's change, and fields of a month."""

    prices: Mapping[str, Money | None]
    month: Mapping[str, str]


UNTOUCHED: Final = Before({}, {})


def changed_lines(order: Agreement) -> list[ChangedLine]:
    """Return the changes of an order by line, compared with the terms at signing, or the current ones.

    A page reads them once.
    """
    return once_a_page(("changed lines", order.pk), lambda: _changed_lines(order))


def _changed_lines(order: Agreement) -> list[ChangedLine]:
    parent = order.parent
    if parent is None:
        return []
    known = {row.line_id: current_of(every, FAR) for row, every in lines_with_terms(parent)}
    return _compared(order, order.line_changes.select_related("line", "service", "discipline").order_by("pk"), known)


def _compared(order: Agreement, changes: Iterable[LineChange], known: Mapping[int, Terms | None]) -> list[ChangedLine]:
    """Compare the changes of an order with the `known` terms of the lines."""
    found = []
    for change in changes:
        before = None if change.act == orders.ADDED else known.get(change.line_id or 0)
        if before is not None and before.source_label == str(order):
            before = before.replaces
        found.append(ChangedLine(change, before, price_of(before), _price_after(change, order.currency)))
    return found


def next_order_number(parent: Agreement) -> str:
    """Return the number of the next change order of an agreement: CO-4 after CO-3."""
    taken = Agreement.objects.filter(parent=parent, kind=rules.CHANGE_ORDER).values_list("number", flat=True)
    return orders.next_number(taken, orders.PREFIX)


def next_line_number(order: Agreement) -> str:
    """Return the number of the next line that an order adds to its agreement."""
    there = AgreementLine.objects.filter(agreement=order.parent).values_list("number", flat=True)
    return orders.next_number([*there, *order.line_changes.values_list("number", flat=True)])


def changes_nothing(order: Agreement) -> bool:
    """Return whether a change order has nothing to agree to: no line, end, month, section or deliverable."""
    if order.kind != rules.CHANGE_ORDER or order.ends_on is not None or changes_months(order):
        return False
    return not any(rows.exists() for rows in (order.line_changes, order.clauses, order.deliverables))


def untouched_lines(order: Agreement) -> list[PlacedLine]:
    """Return the lines of the agreement that an order doesn't change."""
    touched = {one.change.line_id for one in changed_lines(order)}
    return [one for one in lines_of(order.parent, FAR) if one.line.pk not in touched] if order.parent else []


def change_begun(order: Agreement, line_id: int | None = None, change_id: int | None = None) -> dict[str, Any]:
    """Return the initial values of a change: from the order, otherwise from the line, otherwise blank."""
    found = order.line_changes.filter(pk=change_id).first() if change_id is not None else None
    if found is not None:
        return {name: getattr(found, name) for name in (*TYPED, "act", "line_id", "number", "title")}
    placed = next((one for one in untouched_lines(order) if one.line.pk == line_id), None)
    if placed is None:
        return {"act": orders.ADDED, "number": next_line_number(order)}
    known = {name: getattr(placed.terms.current, name, None) for name in TYPED}
    about = {"act": orders.CHANGED, "line_id": line_id, "number": placed.number, "title": placed.line.title}
    return known | about


def before_order(order: Agreement) -> Before:
    """Return what an order changes as it is without it, for its document."""
    if order.kind != rules.CHANGE_ORDER:
        return UNTOUCHED
    prices = {str(one.change.pk): one.price_before for one in changed_lines(order)}
    return Before(prices, monthly_content(monthly_before(order), order.currency) if changes_months(order) else {})


def order_effect(order: Agreement) -> Effect:
    """Return the total effect of an order on price (minor units) and planned time (seconds)."""
    return _effect(changed_lines(order))


def effects_of(given: Collection[Agreement]) -> dict[int, Effect]:
    """Return what `order_effect` does for each of the `given` orders, in two queries."""
    changes = list(LineChange.objects.filter(order__in=given).order_by("pk"))
    terms = every_terms_of({one.line_id for one in changes if one.line_id is not None})
    known = {line_id: current_of(every, FAR) for line_id, every in terms.items()}
    return {
        order.pk: _effect(_compared(order, [one for one in changes if one.order_id == order.pk], known))
        for order in given
    }  # fmt: skip


def _effect(changed: Iterable[ChangedLine]) -> Effect:
    return orders.effect(
        orders.Change(
            one.change.act,
            one.price_before.minor if one.price_before else None,
            one.price_after.minor if one.price_after else None,
            one.before.planned_seconds if one.before else None,
            one.change.planned_seconds,
        )
        for one in changed
    )


def orders_of(agreement: Agreement) -> list[Agreement]:
    """Return the change orders of an agreement that weren't withdrawn, oldest first."""
    found = agreement.children.filter(kind=rules.CHANGE_ORDER).exclude(state=rules.DROPPED)
    return list(found.order_by("pk"))


def signed_orders_of(agreement: Agreement) -> list[Agreement]:
    """Return the signed change orders of an agreement by the day they were signed. A page reads them once."""
    found = agreement.children.filter(kind=rules.CHANGE_ORDER, state__in=rules.BINDING).order_by("signed_on", "pk")
    return once_a_page(("signed orders", agreement.pk), lambda: list(found))


def prior_orders(order: Agreement) -> list[Agreement]:
    """Return the signed change orders of the same agreement before this one."""
    others = [one for one in signed_orders_of(order.parent) if one.pk != order.pk] if order.parent else []
    until = order.signed_on
    return [one for one in others if until is None or (one.signed_on is not None and one.signed_on <= until)]


def fee_now(agreement: Agreement) -> int | None:
    """Return the current monthly fee: from the last signed order, or the original one."""
    changed = [one.fee for one in signed_orders_of(agreement) if one.fee is not None]
    return changed[-1] if changed else agreement.fee


def worth_until(agreement: Agreement, until: date | None) -> int:
    """Return how a new end changes a retainer's value, in minor units; 0 for other agreements or no new end."""
    fee = fee_now(agreement)
    if agreement.fee_model != RETAINER or until is None or fee is None:
        return 0
    return extension(fee, agreement.starts_on, ends_on(agreement), until)


def _price_after(change: LineChange, currency: str) -> Money | None:
    if change.act == orders.REMOVED:
        return Money(0, currency)
    return price_of(
        Terms(
            unit=change.unit, quantity=change.quantity, rate=change.rate, currency=currency,
            planned_seconds=change.planned_seconds,
        )
    )  # fmt: skip
