"""REST operations for the list of jobs, limited to the caller's right to money."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from amity.api.auth import asker
from amity.api.operations import reads
from amity.api.paging import page_of_keys
from amity.api.shapes import Amount, Answered, Asked, Id, Page, amount
from amity.people.queries import person_of
from amity.shared.permission import MoneyRight
from amity.work import queries
from amity.work.queries import JobsAsked
from amity.work.rules import Job, split

router = Router(tags=["Work"])

Stage = Literal[
    "brief", "estimate", "agreement", "handoff", "not_started", "handed_off", "active", "running", "paused",
    "delivered", "closed", "cancelled", "dropped",
]  # fmt: skip


NEEDED: Final = {"use": MoneyRight.HOURS, "margin": MoneyRight.TARGET, "budget": MoneyRight.FEE}
"""The money right without which a field is left out."""


class UseShape(Answered):
    """What is used of a budget: `unit` is hours (values in seconds), units, or a currency (values in minor units).

    `since` and `until` bound the current period of a retainer. `heading` is over, watch (heading over) or empty.
    """

    used: int
    budget: int | None
    unit: str
    since: date | None
    until: date | None
    shared_with: int = Field(description="Other projects that draw on the same budget.")
    heading: Literal["", "watch", "over"]


class MarginShape(Answered):
    """A margin in basis points and its target. `share` is null where it is unknown or the caller can't see it."""

    share: int | None
    target: int
    band: Literal["well", "watch", "unwell"] | None
    estimated: bool
    too_early: bool = Field(description="Too little is done to compare it with its target.")


class NextShape(Answered):
    """The next open date of a job: its day, its kind and its name, where it has one."""

    on: date
    kind: str
    name: str


class JobBlocker(Answered):
    """The worst open blocker of a job: its severity (1 to 3), kind, name, who has it in hand, and since when."""

    severity: int
    kind: str
    name: str
    who: str
    since: date | None


class JobShape(Answered):
    """A job: a brief that has not become work yet, or a project, named by `kind` and `id`.

    `use` needs the right *hours*, `margin` *target*, its share *margin*, and `budget`, the client's at most, *fee*.
    """

    kind: Literal["brief", "project"]
    id: Id
    name: str
    code: str
    account_id: Id | None
    manager_id: Id | None
    stage: Stage
    is_internal: bool
    pre_existing: bool
    created_at: datetime
    ends_on: date | None
    use: UseShape | None = None
    margin: MarginShape | None = None
    budget: Amount | None = None
    next_date: NextShape | None
    blocker: JobBlocker | None
    waits_for_client: bool


class JobsWanted(Asked):
    """Filters for the list of jobs."""

    account_id: Id | None = None
    manager_id: Id | None = None
    stage: Stage | None = None
    mine: bool = Field(default=False, description="Only the jobs the caller answers for.")
    closed: bool = Field(default=False, description="Also closed, cancelled and dropped jobs.")
    internal: bool = Field(default=False, description="Also the agency's own projects.")


@reads(router, "/work", Page[JobShape])
def list_work(request: HttpRequest, asked: Query[JobsWanted]) -> dict[str, Any]:
    """List the jobs the caller can see. Each item is a brief that is not work yet, or a project."""
    by = asker(request)
    right = MoneyRight(person_of(by).money_right)
    scope = JobsAsked(
        mine=asked.mine, account_id=asked.account_id, manager_id=asked.manager_id, closed=asked.closed,
        internal=asked.internal,
    )  # fmt: skip
    staged = queries.stages_of(by, scope)
    wanted = [number for number, stage in staged.items() if asked.stage in (None, stage)]
    numbers, cursor = page_of_keys(wanted, asked)
    page = {kind: [key for one, key in map(split, numbers) if one == kind] for kind in ("project", "brief")}
    found = queries.jobs(by, replace(scope, projects=page["project"], briefs=page["brief"]), timezone.localdate())
    return {"items": [_shown(job, right) for job in sorted(found, key=lambda job: job.number)], "next": cursor}


def _shown(job: Job, right: MoneyRight) -> dict[str, Any]:
    use, margin = job.use, job.margin
    values = JobShape.of(
        job,
        account_id=job.account.id if job.account else None,
        manager_id=job.manager.id if job.manager else None,
        use=UseShape.of(use, shared_with=use.shared) if use else None,
        margin=MarginShape.of(margin) if margin else None,
        budget=amount(job.budget),
        next_date=NextShape.of(job.next) if job.next else None,
        blocker=JobBlocker.of(job.blocker) if job.blocker else None,
    )
    return {name: value for name, value in values.items() if right >= NEEDED.get(name, MoneyRight.NONE)}
