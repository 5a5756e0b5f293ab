"""Queries for lines and their terms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext as _

from amity.lines import rules
from amity.lines.models import HoursByDiscipline, Line, Terms
from amity.shared.money import Money
from amity.shared.rows.lookup import seen_or_missing


@dataclass(frozen=True, slots=True)
class DatedPrice:
    """A line's price from a date: the hourly rate in major units, if its unit is hours."""

    valid_from: date
    rate: Decimal | None
    service_id: int | None


@dataclass(frozen=True, slots=True)
class LineTerms:
    """A line's terms: as quoted at signing, on a date, and all of them, oldest first."""

    quoted: Terms | None
    current: Terms | None
    every: Sequence[Terms]


NO_TERMS = LineTerms(None, None, ())


def dated_prices(line_id: int) -> list[DatedPrice]:
    """Return the prices of a line over time, oldest first."""
    terms = Terms.objects.filter(line=line_id).order_by("valid_from", "id")
    return [DatedPrice(row.valid_from, row.rate if row.unit == "hour" else None, row.service_id) for row in terms]


def terms_of(
    line_ids: Iterable[int], on: date, signed_on: dict[int, date | None] | None = None
) -> dict[int, LineTerms]:
    """Return the terms of many lines in one query. `signed_on` has the date each line's agreement was signed."""
    rows = every_terms_of(line_ids)
    return {line: as_of(every, on, (signed_on or {}).get(line)) for line, every in rows.items()}


def every_terms_of(line_ids: Iterable[int]) -> dict[int, list[Terms]]:
    """Return all terms of many lines by line, oldest first, in one query."""
    rows: defaultdict[int, list[Terms]] = defaultdict(list)
    found = Terms.objects.filter(line__in=list(line_ids)).select_related("service", "discipline")
    for row in found.order_by("line_id", "valid_from", "id"):
        rows[row.line_id].append(row)
    return rows


def current_of(every: Sequence[Terms], on: date) -> Terms | None:
    """Return the terms of a line in force on a date, from all of them."""
    return as_of(every, on, None).current


def hours_of(terms_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Return the seconds by discipline of rows of terms, in one query. A row without any is left out."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = HoursByDiscipline.objects.filter(terms__in=list(terms_ids)).order_by("pk")
    for terms, discipline, seconds in rows.values_list("terms_id", "discipline_id", "seconds"):
        found[terms][discipline] = seconds
    return dict(found)


@dataclass(frozen=True, slots=True)
class DisciplineHours:
    """Planned seconds of one discipline in some terms."""

    id: int
    name: str
    seconds: int


def hours_by_discipline(terms_ids: Iterable[int]) -> dict[int, tuple[DisciplineHours, ...]]:
    """Return the hours of rows of terms with the names of their disciplines, in one query."""
    found: defaultdict[int, list[DisciplineHours]] = defaultdict(list)
    rows = HoursByDiscipline.objects.filter(terms__in=list(terms_ids)).order_by("pk")
    for terms, discipline, name, seconds in rows.values_list(
        "terms_id", "discipline_id", "discipline__name", "seconds"
    ):
        found[terms].append(DisciplineHours(discipline, name, seconds))
    return {terms: tuple(hours) for terms, hours in found.items()}


def price_of(terms: Terms | None) -> Money | None:
    """Return the price of a line, or None where it isn't agreed."""
    if terms is None:
        return None
    minor = rules.price(terms.unit, terms.quantity, terms.rate, terms.planned_seconds, terms.currency)
    return None if minor is None else Money(minor, terms.currency)


def line_to_write(line_id: int) -> Line:
    """Return one line, its row locked until the transaction ends. Raises `NotSeen`."""
    lines = Line.objects.select_related("account__manager")
    return seen_or_missing(lines, line_id, _("Line not found."), lock=True)


def dated(line: Line) -> list[rules.Dated]:
    """Return the history of a line's terms as rules take it."""
    return [_dated(row) for row in Terms.objects.filter(line=line)]


def unit_labels() -> dict[str, str]:
    """Return the labels of the units."""
    return {"hour": _("hour"), "day": _("day"), "piece": _("unit"), "fixed": _("fixed")}


def source_labels() -> dict[str, str]:
    """Return the labels of the sources."""
    return {
        rules.ESTIMATE: _("estimate"),
        rules.AGREEMENT: _("agreement"),
        rules.CHANGE_ORDER: _("change order"),
    }


def as_of(every: Sequence[Terms], on: date, signed_on: date | None) -> LineTerms:
    """Return the terms of a line on a date, from all of them. `signed_on` is when its agreement was signed."""
    by_id = {row.pk: row for row in every}
    history = [_dated(row) for row in every]
    quoted, current = rules.quoted(history, signed_on), rules.current(history, on)
    return LineTerms(by_id[quoted.id] if quoted else None, by_id[current.id] if current else None, tuple(every))


def _dated(row: Terms) -> rules.Dated:
    return rules.Dated(row.pk, row.valid_from, row.signed_on, row.source, row.replaces_id)


def services_quoted(*, since: date) -> list[tuple[int, int, date | None, date | None]]:
    """Return (account, service, last signed, last quoted) of the lines that name a service, since a date."""
    rows = Terms.objects.filter(service__isnull=False, line__account__isnull=False, valid_from__gte=since).order_by()
    named = rows.values_list("line__account_id", "service_id")
    return list(named.annotate(Max("signed_on"), Max("valid_from")))
