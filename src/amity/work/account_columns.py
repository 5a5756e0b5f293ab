"""What the open jobs of an account say in the list of accounts: budget used, next date and what blocks."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amity.accounts import places
from amity.shared.actor import Actor
from amity.shared.permission import MoneyRight
from amity.work import account_cells, queries, wording
from amity.work.queries import JobsAsked
from amity.work.rules import Job
from amity.work.templatetags.jobs import job_url


@dataclass(frozen=True, slots=True)
class AccountJobs:
    """The open jobs of an account: how many, which has used most of its budget, is due next, and is blocked worst."""

    count: int
    most_used: Job | None
    soonest: Job | None
    blocked: Job | None
    late: int

    @property
    def used(self) -> int | None:
        """Return the largest share of a budget that is used, in basis points."""
        return self.most_used.use.share if self.most_used and self.most_used.use else None

    @property
    def next_on(self) -> date | None:
        """Return the next date of any job."""
        return self.soonest.next.on if self.soonest and self.soonest.next else None

    @property
    def severity(self) -> int | None:
        """Return how severe the worst blocker is, below 0: the most severe comes first."""
        return self.blocked.order_blocker if self.blocked else None

    @property
    def blocker(self) -> str:
        """Return the worst blocker in words, "" without one."""
        return wording.blocker_text(self.blocked.blocker, 0) if self.blocked and self.blocked.blocker else ""


def jobs_of_accounts(by: Actor, ids: Sequence[int]) -> Mapping[int, AccountJobs]:
    """Return what the open jobs of some accounts say, by account; none for those without an open job."""
    today = timezone.localdate()
    found: dict[int, list[Job]] = defaultdict(list)
    asked = JobsAsked(accounts=ids, whole_books=True, margins=False, worst_first=False)
    for job in queries.jobs(by, asked, today):
        if job.account:
            found[job.account.id].append(job)
    return {account: _together(jobs, today) for account, jobs in found.items()}


def _together(jobs: Sequence[Job], today: date) -> AccountJobs:
    return AccountJobs(
        count=len(jobs),
        most_used=_first(jobs, attrgetter("order_used"), max),
        soonest=_first(jobs, attrgetter("order_next"), min),
        blocked=_first(jobs, attrgetter("order_blocker"), min),
        late=sum(job.next is not None and job.next.on < today for job in jobs),
    )


def _first(jobs: Sequence[Job], value: Callable[[Job], Any], best: Callable[[Iterable[Any]], Any]) -> Job | None:
    """The worst job of those with the highest or lowest value, None if no job has one."""
    known = [(value(job), job) for job in jobs]
    known = [(one, job) for one, job in known if one is not None]
    if not known:
        return None
    most = best(one for one, _job in known)
    return min((job for one, job in known if one == most), key=attrgetter("worst"))


def register() -> None:
    """Add the columns and the views to the list of accounts."""
    for column in (
        places.AccountColumn(
            key="used", order=10, label=_("Budget used"), kind="percent", right=MoneyRight.HOURS, leading=True,
            loader=jobs_of_accounts, pick=lambda jobs: jobs.used, draw=account_cells.used,
            link=lambda jobs: job_url(jobs.most_used) if jobs.most_used else "",
        ),
        places.AccountColumn(
            key="next", order=30, label=_("Next date"), kind="day", loader=jobs_of_accounts,
            pick=lambda jobs: jobs.next_on, worst=lambda jobs: -jobs.late or None,
            draw=account_cells.next_date,
        ),
        places.AccountColumn(
            key="blocker", order=40, label=pgettext_lazy("of a job", "Blocker"), loader=jobs_of_accounts,
            pick=lambda jobs: jobs.blocker, order_of=lambda jobs: jobs.severity, worst=lambda jobs: jobs.severity,
            draw=account_cells.blocker,
        ),
        places.AccountColumn(
            key="jobs", order=45, label=_("Open jobs"), kind="number", loader=jobs_of_accounts, aside=True,
            pick=lambda jobs: jobs.count,
        ),
        places.AccountColumn(
            key="late", order=46, label=_("Late jobs"), kind="number", loader=jobs_of_accounts, aside=True,
            pick=lambda jobs: jobs.late,
        ),
    ):  # fmt: skip
        places.columns.register(column)
    places.views.register(
        places.AccountView(
            key="late", order=20, label=_("Something late"), loader=jobs_of_accounts,
            shows=lambda jobs, today: jobs.late > 0,
        )
    )  # fmt: skip
    places.views.register(
        places.AccountView(
            key="blocked", order=30, label=_("Blocked"), loader=jobs_of_accounts,
            shows=lambda jobs, today: jobs.blocked is not None,
        )
    )  # fmt: skip
