"""The full content of an agreement as plain data, which is frozen, hashed, compared and printed."""

from datetime import date
from decimal import Decimal
from typing import Any

from amity.agreements import rules
from amity.agreements.lines.queries import lines_with_terms
from amity.agreements.models import Agreement
from amity.agreements.named_people.models import NamedPerson
from amity.agreements.named_people.queries import people_named_in
from amity.agreements.orders import rules as orders
from amity.agreements.orders.models import LineChange
from amity.agreements.orders.rules import Monthly
from amity.agreements.sections.models import Clause
from amity.agreements.sections.rules import clauses
from amity.agreements.terms.queries import stored_terms
from amity.lines.models import Terms
from amity.lines.queries import current_of, price_of
from amity.shared.caches.reading import once_a_page
from amity.shared.money import Money

FAR = date(9999, 12, 31)
"""A date after all others. It selects the newest offers, so that a draft's content doesn't change overnight."""


def content_of(agreement: Agreement) -> dict[str, Any]:
    """Return the whole content in parts, each keyed by field. Amounts are in major units, time in hours.

    A page reads it once.
    """
    return once_a_page(("content of an agreement", agreement.pk), lambda: _content_of(agreement))


def _content_of(agreement: Agreement) -> dict[str, Any]:
    return {
        "head": _head(agreement),
        "paid": _paid(agreement),
        "dates": {
            "starts_on": _day(agreement.starts_on),
            "ends_on": _day(agreement.ends_on),
            "renewal": agreement.renewal,
            "renews_on": _day(agreement.renews_on),
            "notice_on": _day(agreement.notice_on),
        },
        "terms": {one.key: one.value for one in stored_terms(agreement)},
        "lines": {
            str(row.line_id): {"number": row.number, "title": row.line.title, **_quoted(current_of(every, FAR))}
            for row, every in lines_with_terms(agreement)
        },
        "changes": _changes_of(agreement),
        "clauses": {
            str(one.pk): {"kind": one.kind, "heading": one.heading, "text": one.text, **_layout(one)}
            for one in sections_of(agreement)
        },
        "deliverables": {
            str(one.pk): {
                "title": one.title, "due": one.due or _day(one.due_on), "content": one.content,
                "standard": one.standard, "level": one.level, "method": one.method,
            }
            for one in agreement.deliverables.order_by("position", "pk")
        },
    } | _named(agreement)  # fmt: skip


def _changes_of(agreement: Agreement) -> dict[str, Any]:
    """Return the changes to lines, which only a change order has."""
    if agreement.kind != rules.CHANGE_ORDER:
        return {}
    return {str(one.pk): _change(one, agreement.currency) for one in agreement.line_changes.order_by("pk")}


def _named(agreement: Agreement) -> dict[str, Any]:
    """Return the named people, or no such part without any, so that earlier versions keep their hash."""
    names = ("side", "role", "name", "reach", "is_key", "rule")
    people = {
        str(one.pk): {name: getattr(one, name) for name in names} | _approves(one, agreement.currency)
        for one in sorted(people_named_in(agreement), key=lambda one: one.pk)
    }
    return {"people": people} if people else {}


def _approves(one: NamedPerson, currency: str) -> dict[str, str]:
    """Return what a person can approve, or nothing, so that earlier versions keep their hash."""
    limit = one.approves_up_to
    up_to = {"approved_price": _plain(Money(limit, currency).major)} if limit is not None else {}
    return {"approves": one.approves} | up_to if one.approves else {}


def sections_of(agreement: Agreement) -> list[Clause]:
    """Return the sections in document order."""
    return sorted(agreement.clauses.all(), key=lambda one: (clauses.rank(one.position), one.pk))


def _layout(clause: Clause) -> dict[str, int]:
    """Return place and level where they differ from the default, so that earlier versions keep their hash."""
    place = {"place": clause.position} if clause.position in clauses.PLACES else {}
    return place | ({"level": clause.level} if clause.level > 1 else {})


def _head(agreement: Agreement) -> dict[str, Any]:
    return {
        "kind": agreement.kind,
        "number": agreement.number,
        "title": agreement.title,
        "account": agreement.account.name if agreement.account else "",
        "parent": str(agreement.parent) if agreement.parent else "",
        "client_signer": agreement.client_signer,
        "order_number": agreement.order_number,
        "reason": agreement.reason,
    }


def monthly_content(month: Monthly, currency: str) -> dict[str, str]:
    """Return a month of a retainer by the names and in the texts of a content, without what it doesn't include."""
    units = "" if month.included_units is None else str(month.included_units)
    texts = {
        "fee": _major(month.fee, currency),
        "included_hours": _hours(month.included_seconds),
        "included_pieces": units,
    }
    return {f"paid.{name}": text for name, text in texts.items() if text}


def _paid(agreement: Agreement) -> dict[str, Any]:
    def major(minor: int | None) -> str:
        return _major(minor, agreement.currency)

    return {
        "fee_model": agreement.fee_model,
        "currency": agreement.currency,
        "fee": major(agreement.fee),
        "discount": major(agreement.discount or None),
        "cap": major(agreement.cap),
        "hourly_rate": _plain(agreement.hourly_rate),
        "overage_rate": _plain(agreement.overage_rate),
        "included_hours": _hours(agreement.included_seconds),
        "included_pieces": agreement.included_units,
        "piece_price": major(agreement.unit_price),
        "bought_hours": _hours(agreement.bought_seconds),
        "counted": agreement.counted,
    }


def _quoted(terms: Terms | None) -> dict[str, Any]:
    if terms is None:
        return {}
    price = price_of(terms)
    return {
        "unit": terms.unit,
        "quantity": _plain(terms.quantity),
        "rate": _plain(terms.rate),
        "price": "" if price is None else _plain(price.major),
        "hours": _hours(terms.planned_seconds),
        "rounds": terms.revision_rounds,
        "acceptance": terms.acceptance,
    }


def _change(one: LineChange, currency: str) -> dict[str, Any]:
    change: dict[str, Any] = {"act": one.act, "number": one.number, "title": one.title}
    if one.act == orders.REMOVED:
        return change
    terms = Terms(
        unit=one.unit, quantity=one.quantity, rate=one.rate, currency=currency, planned_seconds=one.planned_seconds,
        revision_rounds=one.revision_rounds, acceptance=one.acceptance,
    )  # fmt: skip
    return change | _quoted(terms)


def _major(minor: int | None, currency: str) -> str:
    return "" if minor is None else _plain(Money(minor, currency).major)


def _plain(figure: Decimal | None) -> str:
    return "" if figure is None else f"{figure.normalize():f}"


def _hours(seconds: int | None) -> str:
    return "" if seconds is None else _plain(Decimal(seconds) / 3600)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
