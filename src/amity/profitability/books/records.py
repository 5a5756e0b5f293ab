"""Projects, agreements, lines and milestones as bare values, since figures of thousands need no model objects.

They are hashable, and equal if everything that figures depend on is equal, so results can be cached.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from amity.accounts.models import Account
from amity.agency.editions.keeping import kept_records
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.projects.models import Milestone, Project
from amity.shared.caches.identity import EqualToItself
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still, read_once
from amity.timesheets.sums.queries import any_cost_from_file

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


class Lines(EqualToItself, tuple[PlacedLine, ...]):
    """The lines of an agreement in the order they were added. Equal to itself alone, for results cached by it."""

    __slots__ = ()


NO_LINES: Final = Lines()
LINES: Memo[tuple[PlacedLine, ...], Lines] = Memo(2_048)
"""The lines of an agreement as one value, by what they are."""
PLACED: Final = 2 + len(LineRecord._fields)
"""The columns of a placed line: its agreement, its number and its fields."""


def projects_of(rows: QuerySet[Project]) -> dict[int, ProjectRecord]:
    """Return projects by id, in the order of the query."""
    return {row[0]: ProjectRecord._make(row) for row in rows.values_list(*ProjectRecord._fields)}


def agreements_of(rows: QuerySet[Agreement]) -> dict[int, AgreementRecord]:
    """Return agreements by id, in the order of the query."""
    return {row[0]: AgreementRecord._make(row) for row in rows.values_list(*AgreementRecord._fields)}


def every_project() -> dict[int, ProjectRecord]:
    """Return all projects by id, by name. A page reads them only if one was changed since they were read."""
    return kept_records("projects", lambda: projects_of(Project.objects.order_by("name", "id")))


def every_agreement() -> dict[int, AgreementRecord]:
    """Return all agreements by id. A page reads them only if one was changed since they were read."""
    return kept_records("agreements", lambda: agreements_of(Agreement.objects.order_by("id")))


def every_account() -> dict[int, AccountRecord]:
    """Return all accounts by id, by name. A page reads them only if one was changed since they were read."""
    rows = Account.objects.order_by("name", "id").values_list(*AccountRecord._fields)
    return kept_records("accounts", lambda: {row[0]: AccountRecord._make(row) for row in rows})


def chosen_with_siblings(
    chosen: Mapping[int, ProjectRecord], whole: Collection[int]
) -> tuple[dict[int, ProjectRecord], dict[int, ProjectRecord]]:
    """Return `chosen` projects, and every project under an agreement of one of them or of a `whole` account."""
    under = {one.agreement_id for one in chosen.values() if one.agreement_id}
    if whole:
        under |= {key for key, one in every_agreement().items() if one.account_id in whole}
    siblings = {key: one for key, one in every_project().items() if one.agreement_id in under}
    return dict(chosen), siblings


def with_siblings(
    rows: QuerySet[Project], whole: Iterable[int]
) -> tuple[dict[int, ProjectRecord], dict[int, ProjectRecord]]:
    """Return projects by id, by name, and every project under an agreement of one of them or of a `whole` account."""
    columns, own = ProjectRecord._fields, rows.order_by()
    under = Q(agreement_id__in=own.filter(agreement__isnull=False).values("agreement_id"))
    accounts = list(whole)
    if accounts:
        under |= Q(agreement_id__in=Agreement.objects.filter(account_id__in=accounts).order_by().values("pk"))
    beside = Project.objects.filter(under).order_by()
    found = own.values_list(Value(0), *columns).union(beside.values_list(Value(1), *columns), all=True)
    named, siblings = dict[int, ProjectRecord](), dict[int, ProjectRecord]()
    for is_beside, *row in found.order_by("name", "pk"):
        (siblings if is_beside else named)[row[0]] = ProjectRecord._make(row)
    return named, siblings


def accounts_of(
    rows: QuerySet[Account], managed: QuerySet[Account] | None
) -> tuple[dict[int, AccountRecord], frozenset[int], bool | None]:
    """Return accounts by id, in the order of the query, those of them among `managed` (None: all), and whether any
    cost came with a file.

    The last is asked with every figure, so it is read along. Without accounts it isn't known: None.
    """
    own: Any = Value(1) if managed is None else Exists(managed.filter(pk=OuterRef("pk")))
    found = list(rows.values_list(*AccountRecord._fields, own, Exists(any_cost_from_file())))
    accounts = {pk: AccountRecord(pk, name) for pk, name, _own, _any in found}
    return accounts, frozenset(row[0] for row in found if row[2]), bool(found[0][3]) if found else None


def milestones_of(rows: QuerySet[Milestone]) -> list[MilestoneRecord]:
    """Return milestones in the order of the query."""
    return [MilestoneRecord._make(row) for row in rows.values_list(*MilestoneRecord._fields)]


def lines_of(agreements: Collection[int], fee_model: str = "", *, whole: bool = False) -> dict[int, Lines]:
    """Return the lines of each agreement that has any, in the order they were added, each read once for a page.

    If all of many agreements have one fee model, the query filters by it instead of listing their ids. `whole`: they
    are nearly all there are, so it has no filter.
    """
    name = "lines of agreements"
    known: dict[int, Lines] = kept_records(name, dict) if is_still() else read_once(name, dict)
    missing = [key for key in agreements if key not in known]
    if missing:
        found = _lines_of(missing, fee_model, whole)
        known.update({key: found.get(key, NO_LINES) for key in missing})
    return {key: known[key] for key in agreements if known[key]}


def _lines_of(agreements: Collection[int], fee_model: str, whole: bool) -> dict[int, Lines]:
    many = len(agreements) > FEW
    own = Q() if many and whole else Q(agreement_id__in=list(agreements))
    if many and fee_model:
        own = Q(agreement__fee_model=fee_model)
    lines = (f"line__{name}" for name in LineRecord._fields)
    terms = (f"line__terms__{name}" for name in TermsRecord._fields[:-1])
    columns = ("agreement_id", "number", *lines, *terms, "line__terms__discipline__name")
    rows = AgreementLine.objects.filter(own).order_by("id", "line__terms__valid_from", "line__terms__id")
    found, wanted = defaultdict[int, list[PlacedLine]](list), set(agreements)
    for placed, group in groupby(rows.values_list(*columns), key=itemgetter(slice(PLACED))):
        agreement, number, *line = placed
        dated = (TermsRecord._make(row[PLACED:]) for row in group if row[PLACED] is not None)
        found[agreement].append(PlacedLine(number, LineRecord._make(line), tuple(dated)))
    return {key: _as_one(tuple(placed_lines)) for key, placed_lines in found.items() if key in wanted}


def _as_one(placed: tuple[PlacedLine, ...]) -> Lines:
    return LINES.get(placed, lambda: Lines(placed))
