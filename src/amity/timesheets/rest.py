"""REST operations for time entries and months."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Amount, Answered, Asked, Body, Day, Id, Page, Shape, Version, amount_in, merged
from amity.people.queries import person_of
from amity.shared.permission import MoneyRight
from amity.shared.values import value_of
from amity.timesheets import commands, policy, queries
from amity.timesheets.changes import EntryChanges

router = Router(tags=["Time"])
WRITE = "time:write"
BESIDE = {"hours": "seconds", "project": "project_id", "account": "account_id", "item": "item_id", "line": "line_id"}
"""Names of the command's values, and their names in the API."""
Month = Annotated[int, Field(ge=200001, le=209912, description="A month as YYYYMM.")]


class EntryShape(Answered, value=EntryChanges):
    """Time of one person on one date. `value` and `standard` need the right to fees, `cost` to cost by person."""

    id: Id
    version: int
    person_id: Id
    state: str
    logged_at: datetime
    value: Amount | None = None
    standard: Amount | None = None
    cost: Amount | None = None


class EntriesAsked(Asked):
    """Filters for the list of time entries."""

    person_id: Id | None = None
    account_id: Id | None = None
    project_id: Id | None = None
    line_id: Id | None = None
    since: Day | None = Field(default=None, description="First date, included.")
    until: Day | None = Field(default=None, description="Last date, included.")
    billable: bool | None = None


class NewEntry(Body, value=EntryChanges):
    """Request body: the time to log, in whole seconds. `courtesy` is client work that is deliberately not charged.

    `person_id` defaults to the caller; a project sets the account.
    """

    person_id: Id | None = None


class EntryEdit(Body, value=EntryChanges, edits=True):
    """Request body: the fields of a time entry to change. Omitted fields stay unchanged."""

    version: Version


class EntryRead(Shape):
    """Request body: the version last read."""

    version: Version


@reads(router, "/entries", Page[EntryShape])
def list_entries(request: HttpRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    """List the time entries the caller can see, in the order they were logged."""
    by = asker(request)
    right = person_of(by).money_right
    rows = narrowed(
        queries.entries_seen_by(by).select_related(None), asked,
        "person_id", "account_id", "project_id", "line_id", "billable",
        since="work_date__gte", until="work_date__lte",
    )  # fmt: skip
    return page(rows, asked, lambda entry: _shown(entry, right))


@reads(router, "/entries/{int:entry_id}", EntryShape)
def read_entry(request: HttpRequest, entry_id: Path[Id]) -> dict[str, Any]:
    """Return one time entry."""
    by = asker(request)
    return _shown(queries.entry_seen_by(by, entry_id), person_of(by).money_right)


@writes(router, "POST", "/entries", EntryShape, scope=WRITE, status=201, beside=BESIDE)
def log_entry(request: HttpRequest, body: NewEntry) -> dict[str, Any]:
    """Log time, priced at the rates in force on its date. Returns 403 if its month is closed."""
    by = asker(request)
    entry = commands.log_entry(by=by, changes=body.as_value(EntryChanges), person_id=body.person_id, now=timezone.now())
    return _shown(entry, person_of(by).money_right)


@writes(router, "PATCH", "/entries/{int:entry_id}", EntryShape, scope=WRITE, beside=BESIDE)
def edit_entry(request: HttpRequest, entry_id: Path[Id], body: EntryEdit) -> dict[str, Any]:
    """Change a time entry. A new project or account clears the line and work item unless you send them."""
    by = asker(request)
    changes = merged(value_of(queries.entry_seen_by(by, entry_id), EntryChanges), body)
    entry = commands.edit_entry(
        by=by, entry_id=entry_id, version=body.version, changes=_moved(changes, body), now=timezone.now()
    )
    return _shown(entry, person_of(by).money_right)


@writes(router, "DELETE", "/entries/{int:entry_id}", None, scope=WRITE, status=204)
def delete_entry(request: HttpRequest, entry_id: Path[Id], asked: Query[EntryRead]) -> None:
    """Delete a time entry. The audit log keeps its values."""
    commands.delete_entry(by=asker(request), entry_id=entry_id, version=asked.version, now=timezone.now())


class MonthShape(Answered):
    """A month with its logged time, and whether finance has closed it."""

    month: Month
    entries: int
    seconds: int
    uncosted_seconds: int
    unvalued_seconds: int
    locked_at: datetime | None
    locked_by: str


class Months(Answered):
    """All months with time, newest first."""

    items: list[MonthShape]


@reads(router, "/months", Months)
def list_months(request: HttpRequest) -> dict[str, Any]:
    """List all months with time, and all months that were ever closed. Finance only."""
    policy.may_close_months(person_of(asker(request))).or_refuse()
    return {"items": [MonthShape.of(month) for month in queries.month_lines()]}


def _moved(changes: EntryChanges, body: EntryEdit) -> EntryChanges:
    """Clear the line, work item and account of the previous project, unless new ones are sent."""
    given = body.model_fields_set
    if "project_id" not in given:
        return changes
    cleared: dict[str, Any] = {name: None for name in ("line_id", "item_id", "account_id") if name not in given}
    return replace(changes, **cleared)


def _shown(entry: Any, right: MoneyRight) -> dict[str, Any]:
    shown = {name: getattr(entry, name) for name in PLAIN}
    if right >= MoneyRight.FEE:
        shown["value"] = amount_in(entry.value, entry.value_currency)
        shown["standard"] = amount_in(entry.standard, entry.value_currency)
    if right >= MoneyRight.COST:
        shown["cost"] = amount_in(entry.cost, entry.cost_currency)
    return shown


PLAIN = tuple(name for name in EntryShape.model_fields if name not in {"value", "standard", "cost"})
