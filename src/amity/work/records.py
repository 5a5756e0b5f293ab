"""Projects as bare values: a list of a thousand jobs needs no object of each, nor of its account and agreement."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from amity.agency.editions.keeping import kept_records
from amity.projects import rules
from amity.projects.models import Project, ProjectQuerySet


class ProjectRecord(NamedTuple):
    """A project with what a job shows of its account, its manager, its agreement and the brief that came before."""

    pk: int
    name: str
    code: str
    status: str
    is_internal: bool
    taken_over: bool
    opened_at: datetime
    starts_on: date | None
    ends_on: date | None
    account_id: int | None
    account_name: str | None
    giver_id: int | None
    manager_id: int | None
    manager_name: str | None
    agreement_id: int | None
    agreement_state: str | None
    fee_model: str | None
    brief_size: str | None
    account_manager: str | None

    @property
    def needs_handoff(self) -> bool:
        """Return whether it begins with a hand-off."""
        return rules.needs_handoff(taken_over=self.taken_over, is_internal=self.is_internal)

    @property
    def waits_for_handoff(self) -> bool:
        """Return whether it is before its hand-off."""
        return self.status == rules.INITIATING and self.needs_handoff


COLUMNS = (
    "pk", "name", "code", "status", "is_internal", "taken_over", "opened_at", "starts_on", "ends_on", "account_id",
    "account__name", Coalesce("account_manager_id", "account__manager_id"), "manager_id", "manager__name",
    "agreement_id", "agreement__state", "agreement__fee_model", "agreement__brief__size",
    Coalesce("account_manager__name", "account__manager__name"),
)  # fmt: skip


def columns_of(rows: ProjectQuerySet) -> "QuerySet[Any, Any]":
    """Return the columns of a record. Who hands a project off is its account manager, else its account's."""
    return rows.values_list(*COLUMNS)


def records_of(rows: Iterable[tuple[Any, ...]]) -> list[ProjectRecord]:
    """Return projects in the order of their rows."""
    return [ProjectRecord._make(row) for row in rows]


def every_record(*, closed: bool, internal: bool) -> Sequence[ProjectRecord]:
    """Return the projects of a list of all jobs. A page reads them only if one was changed since they were read."""
    rows = Project.objects.listed(closed=closed, internal=internal)
    return kept_records(f"jobs {closed} {internal}", lambda: tuple(records_of(columns_of(rows))))
