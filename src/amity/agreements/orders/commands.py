"""Edit change orders, and apply a signed one to the lines of its agreement."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency.models import Service
from amity.agency.rates.queries import CardPrices
from amity.agreements import guards, rules
from amity.agreements.contract import ends_on
from amity.agreements.fees.rules import CHANGED_BY_ORDERS, fee_change
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.agreements.orders import rules as orders
from amity.agreements.orders.models import LineChange
from amity.agreements.orders.monthly import monthly_before, monthly_of, of_retainer
from amity.agreements.orders.queries import order_effect, worth_until
from amity.agreements.orders.rules import UNCHANGED, Monthly
from amity.agreements.transitions import to_change
from amity.audit import trail
from amity.lines import commands as lines
from amity.lines import rules as line_rules
from amity.lines.commands import NewTerms
from amity.lines.models import Terms
from amity.people.models import Discipline
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import Decimals, Hours, OneOf, Text, Whole, tidied, write

MONEY = ("rate",)


@dataclass(frozen=True, slots=True)
class ChangedTerms:
    """New terms of a line. `number` and `title` apply to an added line only."""

    act: Annotated[str, OneOf(orders.ACTS)]
    line_id: int | None = None
    number: Annotated[str, Text(40)] = ""
    title: Annotated[str, Text(300)] = ""
    unit: Annotated[str, OneOf(line_rules.UNITS)] = "hour"
    quantity: Annotated[Decimal | None, Decimals(12, 2)] = None
    rate: Annotated[Decimal | None, Decimals(12, 4)] = None
    planned_seconds: Annotated[int | None, Hours()] = None
    service_id: int | None = None
    discipline_id: int | None = None
    revision_rounds: Annotated[int | None, Whole(0, 99)] = None
    acceptance: Annotated[str, Text(4000, lines=True)] = ""


@command
def put_change(*, by: Actor, order_id: int, change: ChangedTerms, now: datetime) -> LineChange:
    """Add, change or remove a line in a change order. A second change of the same line replaces the first."""
    order = to_change(by, order_id)
    if order.kind != rules.CHANGE_ORDER or order.parent is None:
        raise Refused(_("Only a change order can change the lines of another agreement."))
    change = _named(order.parent, tidied(change))
    change = replace(change, rate=_rate_of(order, change, timezone.localdate(now)))
    change = replace(
        change, quantity=line_rules.quantity_of(change.unit, change.quantity, change.rate),
        planned_seconds=line_rules.hours_of(change.unit, change.quantity, change.planned_seconds),
    )  # fmt: skip
    _check(change)
    row = order.line_changes.filter(number=change.number).first() or LineChange(order=order)
    write(change, row)
    row.save()
    order.version += 1
    order.save()
    trail.record("agreement.change_put", subject=order, by=by, at=now, changes=asdict(change), money=MONEY)
    return row


@command
def take_change_out(*, by: Actor, order_id: int, change_id: int, now: datetime) -> None:
    """Remove a line's change from an order."""
    order = to_change(by, order_id)
    row = seen_or_missing(
        order.line_changes, change_id, _("Change not found in this change order. It may have been removed.")
    )
    trail.record("agreement.change_taken_out", subject=order, by=by, at=now, changes={"number": row.number})
    row.delete()
    order.version += 1
    order.save()


@command
def set_new_end(*, by: Actor, order_id: int, version: int, ends_on: date | None, now: datetime) -> Agreement:
    """Set the new end of a change order, or None to leave the end unchanged."""
    order = to_change(by, order_id, version)
    if order.kind != rules.CHANGE_ORDER:
        raise Refused(_("Only a change order can move the end date of another agreement."))
    before, order.ends_on = order.ends_on, ends_on
    order.save()
    changes = {"before": before, "ends_on": ends_on}
    trail.record("agreement.end_moved", subject=order, by=by, at=now, changes=changes)
    return order


@command
def set_new_monthly(
    *, by: Actor, order_id: int, version: int, new: Monthly, from_day: date | None, now: datetime
) -> Agreement:  # fmt: skip
    """Set the new fee of a retainer's months and what they include from a date. None leaves each unchanged."""
    order, new = to_change(by, order_id, version), tidied(new)
    if order.kind != rules.CHANGE_ORDER or not of_retainer(order):
        raise Refused(_("Only a change order for a retainer can change its monthly fee, hours or units."))
    if new != UNCHANGED and from_day is None:
        raise Invalid(_("Enter the date the change applies from."), "from_day")
    before = {**asdict(monthly_of(order)), "starts_on": order.starts_on}
    write(new, order)
    order.starts_on = from_day if new != UNCHANGED else None
    included = monthly_before(order)
    for name in ("included_seconds", "included_units"):
        if getattr(new, name) is not None and getattr(included, name) is None:
            raise Invalid(_("The retainer includes nothing of this kind, so it can’t change."), name)
    for guard in guards.before_order:
        if not (may := guard(order)):
            raise Invalid(may.sentence, "from_day")
    order.save()
    changes = {"before": before, "after": {**asdict(new), "starts_on": order.starts_on}}
    trail.record("agreement.fee_moved", subject=order, by=by, at=now, changes=changes, money=("fee",))
    return order


def put_in_force(order: Agreement, *, by: Actor, now: datetime) -> None:
    """Apply a signed order: add terms to the lines, and add its price and end changes to its agreement.

    Earlier signed terms stay unchanged. Each new row names the order and the row it replaces.
    """
    parent = Agreement.objects.select_for_update().get(pk=order.parent.pk if order.parent else 0)
    effect = order_effect(order)
    if parent.fee_model in CHANGED_BY_ORDERS:
        parent.price_change += effect.price
    if order.ends_on is not None:
        parent.price_change += worth_until(parent, order.ends_on)
        parent.ends_changed = order.ends_on
    if order.fee is not None:
        first = order.starts_on or order.signed_on
        parent.price_change += fee_change(monthly_before(order).fee, order.fee, first, ends_on(parent))
    parent.version += 1
    parent.save()
    for change in order.line_changes.select_related("line").order_by("pk"):
        _put_on_line(change, order, parent, by, now)
    changes = {"order": str(order), "price": effect.price, "seconds": effect.seconds, "ends_on": order.ends_on}
    trail.record("agreement.changed_by_order", subject=parent, by=by, at=now, changes=changes, money=("price",))


def _put_on_line(change: LineChange, order: Agreement, parent: Agreement, by: Actor, now: datetime) -> None:
    if change.line is None:
        line = lines.open_line(
            by=by, account_id=parent.account_id, number=change.number, title=change.title, now=now
        )  # fmt: skip
        AgreementLine.objects.create(agreement=parent, line=line, number=line.number)
        change.line = line
        change.save()
    replaced = Terms.objects.filter(line=change.line, replaced_by=None).order_by("valid_from", "pk").last()
    nothing = change.act == orders.REMOVED
    terms = NewTerms(
        valid_from=order.starts_on or order.signed_on or timezone.localdate(now),
        source=line_rules.CHANGE_ORDER,
        source_label=str(order)[:200],
        signed_on=order.signed_on,
        unit=change.unit,
        quantity=Decimal(0) if nothing else change.quantity,
        rate=change.rate,
        currency=parent.currency,
        planned_seconds=0 if nothing else change.planned_seconds,
        service_id=change.service_id,
        discipline_id=change.discipline_id,
        revision_rounds=change.revision_rounds,
        acceptance=change.acceptance,
        replaces_id=replaced.pk if replaced else None,
    )
    lines.set_terms(by=by, line_id=change.line.pk, terms=terms, now=now)


def _named(parent: Agreement, change: ChangedTerms) -> ChangedTerms:
    """Return the change with the line's own number and title, or with those of the line to add."""
    if change.act != orders.ADDED:
        placed = AgreementLine.objects.select_related("line").filter(agreement=parent, line=change.line_id).first()
        if placed is None:
            raise Invalid(_("Choose a line from the agreement."), "line_id")
        return replace(change, number=placed.number, title=placed.line.title)
    number = change.number
    if not number or not change.title:
        raise Invalid(_("Enter a number and a title for the new line."), "title" if number else "number")
    if change.line_id is not None or AgreementLine.objects.filter(agreement=parent, number=number).exists():
        raise Invalid(_("This agreement already has a line %(number)s.") % {"number": number}, "number")
    return change


def _rate_of(order: Agreement, change: ChangedTerms, today: date) -> Decimal | None:
    """Return the rate of a change, from the rate card where an hourly line outside a retainer has none."""
    is_named = change.service_id is not None or change.discipline_id is not None
    if change.rate is not None or change.unit != line_rules.HOUR or not is_named or of_retainer(order):
        return change.rate
    card = CardPrices().on(
        discipline_id=change.discipline_id, service_id=change.service_id, currency=order.currency, day=today
    )
    return card[0].per_hour if card is not None else None


def _check(change: ChangedTerms) -> None:
    if change.service_id is not None and not Service.objects.filter(pk=change.service_id).exists():
        raise Invalid(_("Choose from the list."), "service_id")
    if change.discipline_id is not None and not Discipline.objects.filter(pk=change.discipline_id).exists():
        raise Invalid(_("Choose from the list."), "discipline_id")
