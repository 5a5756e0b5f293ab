"""Projects, agreements, lines and milestones as bare values, since figures of thousands need no model objects.

They are hashable, and equal if everything that figures depend on is equal, so results can be cached.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet

from amity.accounts.models import Account
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.lines.models import Terms
from amity.projects.models import Milestone, Project
from amity.shared.caches.reading import read_once

FEW = 100
"""The most ids named in a query."""


class ProjectRecord(NamedTuple):
    """The fields of a project that figures depend on."""

    pk: int
    account_id: int | None
    agreement_id: int | None
    name: str
    status: str
    is_internal: bool
    percent_complete: int | None
    starts_on: date | None
    ends_on: date | None
    opened_at: datetime


class AgreementRecord(NamedTuple):
    """An agreement with its terms. Amounts are in minor units of its currency.

    `price_change` and `ends_changed` come from signed change orders. Its own terms are unchanged.
    """

    pk: int
    account_id: int | None
    title: str
    kind: str
    state: str
    fee_model: str
    currency: str
    fee: int | None
    discount: int
    cap: int | None
    hourly_rate: Decimal | None
    overage_rate: Decimal | None
    included_seconds: int | None
    included_units: int | None
    unit_price: int | None
    bought_seconds: int | None
    counted: str
    completion_basis: str
    starts_on: date | None
    ends_on: date | None
    signed_on: date | None
    price_change: int
    ends_changed: date | None


class AccountRecord(NamedTuple):
    """An account's name."""

    pk: int
    name: str


class MilestoneRecord(NamedTuple):
    """A milestone with its part of the fee and the day it was delivered."""

    project_id: int
    name: str
    share: int | None
    delivered_on: date | None


class LineRecord(NamedTuple):
    """A line without its terms."""

    pk: int
    number: str
    title: str
    phase: str
    finished_at: datetime | None
    asked_not_yet_on: date | None

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class TermsRecord(NamedTuple):
    """One row of a line's terms, with the name of its discipline."""

    line_id: int
    valid_from: date
    source: str
    signed_on: date | None
    unit: str
    rate: Decimal | None
    currency: str
    planned_seconds: int | None
    planned_cost: int | None
    discipline: str | None


class PlacedLine(NamedTuple):
    """A line of an agreement with all its terms, oldest first."""

    number: str
    line: LineRecord
    terms: tuple[TermsRecord, ...]


def projects_of(rows: QuerySet[Project]) -> dict[int, ProjectRecord]:
    """Return projects by id, in the order of the query."""
    return {row[0]: ProjectRecord._make(row) for row in rows.values_list(*ProjectRecord._fields)}


def agreements_of(rows: QuerySet[Agreement]) -> dict[int, AgreementRecord]:
    """Return agreements by id, in the order of the query."""
    return {row[0]: AgreementRecord._make(row) for row in rows.values_list(*AgreementRecord._fields)}


def accounts_of(rows: QuerySet[Account]) -> dict[int, AccountRecord]:
    """Return accounts by id, in the order of the query."""
    return {row[0]: AccountRecord._make(row) for row in rows.values_list(*AccountRecord._fields)}


def milestones_of(rows: QuerySet[Milestone]) -> list[MilestoneRecord]:
    """Return milestones in the order of the query."""
    return [MilestoneRecord._make(row) for row in rows.values_list(*MilestoneRecord._fields)]


def lines_of(agreements: Collection[int], fee_model: str = "") -> dict[int, tuple[PlacedLine, ...]]:
    """Return the lines of each agreement that has any, in the order they were added, in two queries per page.

    If all of many agreements have one fee model, the query filters by it instead of listing their ids.
    """
    key = ("lines of agreements", frozenset(agreements))
    return read_once(key, lambda: _lines_of(agreements, fee_model))


def _lines_of(agreements: Collection[int], fee_model: str) -> dict[int, tuple[PlacedLine, ...]]:
    many = fee_model and len(agreements) > FEW
    own = Q(agreement__fee_model=fee_model) if many else Q(agreement_id__in=list(agreements))
    placed = AgreementLine.objects.filter(own).order_by("id")
    terms: defaultdict[int, list[TermsRecord]] = defaultdict(list)
    wanted = Terms.objects.filter(line__in=placed.order_by().values("line_id")).order_by("valid_from", "id")
    for row in wanted.values_list(*TermsRecord._fields[:-1], "discipline__name"):
        terms[row[0]].append(TermsRecord._make(row))
    found: defaultdict[int, list[PlacedLine]] = defaultdict(list)
    columns = (f"line__{name}" for name in LineRecord._fields)
    for agreement, number, *line in placed.values_list("agreement_id", "number", *columns):
        record = LineRecord._make(line)
        found[agreement].append(PlacedLine(number, record, tuple(terms[record.pk])))
    return {key: tuple(lines) for key, lines in found.items() if key in agreements}
