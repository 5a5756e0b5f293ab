"""REST operations for quoted lines of agreements and their terms."""

from dataclasses import replace
from typing import Annotated, Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from amity.agreements import policy
from amity.agreements.lines import commands, queries
from amity.agreements.router import SETUP, Hours, Whole, router
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, Body, HourlyRate, Id, Page, amount, hourly
from amity.lines import commands as lines
from amity.lines.queries import LineTerms, hours_of, price_of
from amity.people.queries import person_of
from amity.shared.money import Rate

INTERNAL: Final = ("currency", "planned_cost", "revision_rounds", "source_label", "replaces_id")
"""Fields of terms that the API neither takes nor shows."""
MONEY: Final = ("rate", "price")


class LineTermsShape(Answered, value=lines.NewTerms, without=(*INTERNAL, "acceptance")):
    """Current terms of a line. `hours` are seconds by discipline; rate and price need the right to see fees."""

    quantity: str | None
    hours: dict[str, int]
    rate: HourlyRate | None = None
    price: Amount | None = None


class LineShape(Answered):
    """A quoted line of an agreement, with its current terms."""

    id: Id
    agreement_id: Id
    account_id: Id | None
    number: str
    title: str
    phase: str
    finished: bool
    terms: LineTermsShape | None


class LinesAsked(Asked):
    """Filters for the list of lines."""

    agreement_id: Id | None = None
    account_id: Id | None = None


class DisciplineSeconds(Body):
    """Planned seconds of one discipline."""

    discipline_id: Id
    seconds: Whole


class NewTerms(Body, value=lines.NewTerms, without=INTERNAL):
    """Request body: terms of a line from a date. The rate is per unit, in major units of the agreement's currency.

    Without `hours`, the split by discipline stays unchanged as long as the planned time does.
    """

    hours: Annotated[list[DisciplineSeconds], Field(max_length=100)] = []

    def terms(self) -> lines.NewTerms:
        """Return the terms as the command takes them."""
        hours = tuple((planned.discipline_id, planned.seconds) for planned in self.hours)
        return replace(self.as_value(lines.NewTerms), hours=hours)


class NewLine(Body):
    """Request body: the line to add to an agreement. Terms are optional."""

    agreement_id: Id
    number: Annotated[str, Field(min_length=1, max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=300)]
    phase: Annotated[str, Field(max_length=120)] = ""
    terms: NewTerms | None = None


@reads(router, "/lines", Page[LineShape])
def list_lines(request: HttpRequest, asked: Query[LinesAsked]) -> dict[str, Any]:
    """List the lines of agreements the caller can see, with today's terms."""
    by = asker(request)
    rows = narrowed(queries.placed_lines_seen_by(by), asked, "agreement_id", account_id="line__account_id")
    fee = policy.sees_fee(person_of(by))
    answer = page(rows, asked, lambda row: {"row": row})
    return answer | {"items": _lines([one["row"] for one in answer["items"]], fee)}


@reads(router, "/lines/{int:line_id}", LineShape)
def read_line(request: HttpRequest, line_id: Path[Id]) -> dict[str, Any]:
    """Return one line."""
    return _as_json(request, line_id)


@writes(router, "POST", "/lines", LineShape, scope=SETUP, status=201)
def add_line(request: HttpRequest, body: NewLine) -> dict[str, Any]:
    """Add a line to an agreement."""
    line = commands.add_line(
        by=asker(request), agreement_id=body.agreement_id, number=body.number, title=body.title, phase=body.phase,
        terms=body.terms.terms() if body.terms else None, now=timezone.now(),
    )  # fmt: skip
    return _as_json(request, line.pk)


@writes(router, "POST", "/lines/{int:line_id}/terms", LineShape, scope=SETUP, status=201)
def add_line_terms(request: HttpRequest, line_id: Path[Id], body: NewTerms) -> dict[str, Any]:
    """Add terms to a line. Earlier terms stay in its history."""
    commands.set_line_terms(by=asker(request), line_id=line_id, terms=body.terms(), now=timezone.now())
    return _as_json(request, line_id)


def _as_json(request: HttpRequest, line_id: int) -> dict[str, Any]:
    by = asker(request)
    return _lines([queries.placed_line_seen_by(by, line_id)], policy.sees_fee(person_of(by)))[0]


def _lines(placed: list[Any], fee: bool) -> list[dict[str, Any]]:
    """Return lines with today's terms, in a fixed number of queries."""
    terms = queries.terms_as_of(placed, timezone.localdate())
    hours = hours_of([one.current.pk for one in terms.values() if one.current])
    return [_line(one, terms.get(one.line_id), hours, fee) for one in placed]


def _line(placed: Any, terms: LineTerms | None, hours: Hours, fee: bool) -> dict[str, Any]:
    line = placed.line
    return {
        "id": line.pk, "agreement_id": placed.agreement_id, "account_id": line.account_id, "number": placed.number,
        "title": line.title, "phase": line.phase, "finished": line.finished_at is not None,
        "terms": _terms(terms.current, hours, fee) if terms and terms.current else None,
    }  # fmt: skip


def _terms(terms: Any, hours: Hours, fee: bool) -> dict[str, Any]:
    rated = terms.rate is not None and terms.currency
    payload = LineTermsShape.of(
        terms, hours={str(key): seconds for key, seconds in hours.get(terms.pk, {}).items()},
        quantity=None if terms.quantity is None else f"{terms.quantity:.2f}",
        rate=hourly(Rate(terms.rate, terms.currency)) if rated else None, price=amount(price_of(terms)),
    )  # fmt: skip
    return payload if fee else {name: value for name, value in payload.items() if name not in MONEY}
