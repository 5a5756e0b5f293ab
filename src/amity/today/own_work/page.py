"""Values of one's own time and work on the page Today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from amity.people.models import Person
from amity.people.queries import person_of
from amity.people.rules import TEAM_MEMBER
from amity.shared.actor import Actor
from amity.timesheets.timer.queries import has_timer
from amity.timesheets.week.grid import Day, days_with_time
from amity.work.queries import RUNS_WORK, JobsAsked, jobs
from amity.work.rules import Job

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Hours:
    """Logged and expected seconds of some days."""

    logged: int
    expected: int


@dataclass(frozen=True, slots=True)
class OwnWork:
    """Someone's hours of today and of this week, and their open jobs, the soonest due first."""

    today: Hours
    week: Hours
    jobs: Sequence[Job]
    total: int
    timer_runs: bool


def is_on_teams_only(person: Person) -> bool:
    """Return whether someone does work that others run."""
    return person.has_role(TEAM_MEMBER) and not person.has_role(*RUNS_WORK)


def own_work(by: Actor, today: date) -> OwnWork | None:
    """Return the time and work of someone on teams, None for those who run work or do none."""
    person = person_of(by)
    if not is_on_teams_only(person):
        return None
    days = days_with_time(person, today)
    asked = JobsAsked(mine=True, figures=False, worst_first=False)
    found = [job for job in jobs(by, asked, today) if job.is_open]
    found.sort(key=lambda job: (job.next.on if job.next else date.max, job.order_name))
    now = [day for day in days if day.is_today]
    return OwnWork(_sum(now), _sum(days), found[:MOST], len(found), has_timer(by))


def _sum(days: Sequence[Day]) -> Hours:
    return Hours(sum(day.seconds for day in days), sum(day.expected for day in days))
