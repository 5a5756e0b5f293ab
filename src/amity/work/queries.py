"""Read the jobs that someone sees: briefs that have not become work yet, and projects."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, cast

from django.db.models import BigIntegerField, Exists, OuterRef, Q

from amity.accounts.any_account import ACCOUNT
from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.accounts.rules import CLOSED
from amity.agency.editions.by_roles import rows_by_roles
from amity.agreements import rules as agreements
from amity.briefs import policy as brief_policy
from amity.briefs.models import Brief, BriefQuerySet
from amity.briefs.moves import rules as brief_states
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project, ProjectQuerySet, TeamMember
from amity.shared.actor import Actor
from amity.shared.caches.identity import Identical
from amity.shared.caches.memo import Memo
from amity.shared.caches.reading import is_still
from amity.shared.money import Money
from amity.shared.rows.prepared import Given
from amity.ui.slots import Count
from amity.work.budgets.queries import Figures, are_kept, figures_of_briefs, figures_of_projects
from amity.work.dates.queries import Pending, pending_of_briefs, pending_of_projects
from amity.work.dates.rules import CALM, ENDS, NextDate, next_date, urgency, worst
from amity.work.records import ProjectRecord, columns_of, every_record, records_of
from amity.work.rules import Job, Named, numbered
from amity.work.stages import rules as stages

RUNS_WORK = (roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR, roles.PROJECT_MANAGER)
NOTHING = Figures(None, None)
NOTHING_OPEN = Pending()
QUIET_JOBS: Memo[tuple[Identical, Identical, date], Sequence[Job]] = Memo(4)
"""The jobs of projects in which nothing is open, by records, figures and date."""
MANAGER: Final = Given("manager", BigIntegerField())


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsAsked:
    """Which jobs to read. `accounts`, `projects` and `briefs` name some by id; None is all of them.

    `whole_books` reads their figures from all books, for a page that reads those anyway. Without `figures` they have
    neither use nor margin, without `margins` no margin, without `worst_first` no order.
    """

    mine: bool = False
    account_id: int | None = None
    manager_id: int | None = None
    closed: bool = False
    internal: bool = False
    whole_books: bool = False
    figures: bool = True
    margins: bool = True
    worst_first: bool = True
    accounts: Collection[int] | None = None
    projects: Collection[int] | None = None
    briefs: Collection[int] | None = None


def jobs(by: Actor, asked: JobsAsked, today: date) -> list[Job]:
    """Return the jobs that were asked for and the actor sees, worst first."""
    person = person_of(by)
    projects, briefs = _projects_and_briefs(by, asked, today)
    pending, due = pending_of_projects(by, projects, today), pending_of_briefs(briefs)
    figures: Mapping[int, Figures] = {}
    planned, kept = figures, False
    if asked.figures:
        figures = figures_of_projects(by, person, projects, today, whole=asked.whole_books, margins=asked.margins)
        planned, kept = figures_of_briefs(person, briefs, today), are_kept(projects, margins=asked.margins)
    found = _jobs_of_projects(projects, figures, pending, today, kept=kept)
    found += [
        _job_of_brief(one, planned.get(one.pk, NOTHING), due.get(one.pk, NOTHING_OPEN), person, today) for one in briefs
    ]
    return sorted(found, key=lambda job: job.worst) if asked.worst_first else found


def _projects_and_briefs(by: Actor, asked: JobsAsked, today: date) -> tuple[list[ProjectRecord], list[Brief]]:
    """Return the rows of jobs, by statements that are written once for the actor's roles unless they name ids.

    Those of some accounts are picked from all that are seen, which a page of accounts reads anyway.
    """
    person = person_of(by)
    if asked.projects is not None or asked.briefs is not None:
        return records_of(columns_of(projects_asked(person, asked))), list(_with_people(briefs_asked(person, asked)))
    given = {"account": asked.account_id, "manager": asked.manager_id}
    shape = replace(
        asked,
        accounts=None,
        account_id=cast(int, ACCOUNT) if asked.account_id is not None else None,
        manager_id=cast(int, MANAGER) if asked.manager_id is not None else None,
    )
    projects = _of_all(person, shape) or records_of(
        rows_by_roles(
            ("projects of jobs", shape), by, today, given,
            lambda anyone: columns_of(projects_asked(person_of(anyone), shape)),
        )
    )  # fmt: skip
    briefs = rows_by_roles(
        ("briefs of jobs", shape), by, today, given,
        lambda anyone: _with_people(briefs_asked(person_of(anyone), shape)),
    )  # fmt: skip
    if asked.accounts is None:
        return projects, briefs
    accounts = set(asked.accounts)
    return [row for row in projects if row.account_id in accounts], [
        row for row in briefs if row.account_id in accounts
    ]


def _of_all(person: Person, shape: JobsAsked) -> list[ProjectRecord]:
    """Return all projects for someone who sees every one of them. None where others were asked for."""
    if shape.mine or shape.account_id is not None or shape.manager_id is not None:
        return []
    if not is_still() or not person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return []
    return list(every_record(closed=shape.closed, internal=shape.internal))


def _with_people(rows: BriefQuerySet) -> BriefQuerySet:
    return rows.select_related("account__manager", "manager")


def stages_of(by: Actor, asked: JobsAsked) -> dict[int, str]:
    """Return the stage of each job that was asked for, by its number; two queries."""
    person = person_of(by)
    projects = records_of(columns_of(projects_asked(person, asked)))
    briefs = briefs_asked(person, asked).values_list("pk", "state")
    found = {numbered("project", one.pk): _stage(one) for one in projects}
    return found | {numbered("brief", key): stages.stage_of_brief(state) for key, state in briefs}


def projects_asked(person: Person, asked: JobsAsked) -> ProjectQuerySet:
    """Return the projects among the jobs that were asked for."""
    found = Project.objects.visible_to(person)
    if asked.mine:
        found = _mine(found, person)
    if asked.account_id is not None:
        found = found.filter(account=asked.account_id)
    if asked.accounts is not None:
        found = found.filter(account__in=asked.accounts)
    if asked.manager_id is not None:
        found = found.filter(manager=asked.manager_id)
    found = found.listed(closed=asked.closed, internal=asked.internal)
    return found if asked.projects is None else found.filter(pk__in=asked.projects)


def briefs_asked(person: Person, asked: JobsAsked) -> BriefQuerySet:
    """Return the briefs among the jobs that were asked for: those no project has come of."""
    became = Project.objects.filter(agreement=OuterRef("agreement_id"))
    states = (*brief_states.OPEN, *((brief_states.DROPPED,) if asked.closed else ()))
    alone = Q(state=brief_states.CONVERTED, agreement__isnull=False) & ~Exists(became)
    found = Brief.objects.visible_to(person).filter(Q(state__in=states) | alone)
    if asked.mine:
        found = found.filter(Q(manager=person) | Q(account_manager=person) | of_managed_accounts(person))
    if asked.account_id is not None:
        found = found.filter(account=asked.account_id)
    if asked.accounts is not None:
        found = found.filter(account__in=asked.accounts)
    if asked.manager_id is not None:
        found = found.filter(manager=asked.manager_id)
    return found if asked.briefs is None else found.filter(pk__in=asked.briefs)


def open_jobs_of(person: Person) -> int:
    """Return how many open client jobs are someone's own, as the rail counts them; two queries."""
    asked = JobsAsked(mine=True)
    return projects_asked(person, asked).count() + briefs_asked(person, asked).count()


def count_own(actor: Actor) -> Count:
    """Return how many open jobs are the reader's own, for the rail. None of them is late by itself."""
    person = person_of(actor)
    return open_jobs_of(person) if has_own_jobs(person) else 0, False


def accounts_to_brief(person: Person) -> list[Account]:
    """Return the accounts for which someone can begin a job, by name."""
    if not brief_policy.sees_fee(person):
        return []
    return list(Account.objects.managed_by(person).exclude(status=CLOSED).order_by("name", "pk"))


def has_own_jobs(person: Person) -> bool:
    """Return whether the list opens on the person's own jobs: they run work, answer for it, or are on a team."""
    return person.has_role(*RUNS_WORK) or not person.has_role(*roles.SEES_EVERY_ACCOUNT)


def _mine(found: ProjectQuerySet, person: Person) -> ProjectQuerySet:
    """What the person answers for; of who runs no work, what they are on the team of."""
    if person.has_role(*RUNS_WORK):
        return found.run_by(person)
    return found.filter(Exists(TeamMember.objects.filter(project=OuterRef("pk"), person=person)))


def _stage(row: ProjectRecord) -> str:
    return stages.stage_of_project(
        row.status,
        needs_handoff=row.needs_handoff,
        agreement_state=row.agreement_state or "",
        fee_model=row.fee_model or "",
    )


def _jobs_of_projects(
    rows: Sequence[ProjectRecord],
    figures: Mapping[int, Figures],
    pending: Mapping[int, Pending],
    today: date,
    *,
    kept: bool,
) -> list[Job]:
    """Return the jobs of projects in any order. `kept`: those with nothing open, if the figures are kept too."""
    quiet = [row for row in rows if row.pk not in pending] if kept else []
    open_ones = [row for row in rows if row.pk in pending] if kept else rows
    used = [figures.get(row.pk, NOTHING) for row in quiet]

    def make() -> Sequence[Job]:
        return [_job_of_project(row, use, NOTHING_OPEN, today) for row, use in zip(quiet, used, strict=True)]

    return [
        *QUIET_JOBS.get((Identical(quiet), Identical(used), today), make),
        *(
            _job_of_project(row, figures.get(row.pk, NOTHING), pending.get(row.pk, NOTHING_OPEN), today)
            for row in open_ones
        ),
    ]


def _job_of_project(row: ProjectRecord, figures: Figures, pending: Pending, today: date) -> Job:
    stage = _stage(row)
    going = not stages.is_over(stage)
    due = next_date([*pending.dates, *_end(row, stage)]) if going else None
    return Job(
        kind="project",
        id=row.pk,
        name=row.name,
        code=row.code,
        account=Named(row.account_id, row.account_name or "") if row.account_id else None,
        manager=Named(row.manager_id, row.manager_name or "") if row.manager_id else None,
        stage=stage,
        size=row.brief_size or "",
        is_internal=row.is_internal,
        pre_existing=row.taken_over,
        created_at=row.opened_at,
        ends_on=row.ends_on,
        use=figures.use,
        margin=figures.margin,
        budget=None,
        next=due,
        blocker=worst(pending.blockers) if going else None,
        urgency=urgency(pending.blockers, due, today) if going else CALM,
        account_manager=Named(row.giver_id, row.account_manager) if row.giver_id and row.account_manager else None,
        waits_for_client=pending.expects_input
        or (stage == stages.AGREEMENT and row.agreement_state == agreements.WITH_CLIENT),
    )


def _end(row: ProjectRecord, stage: str) -> list[NextDate]:
    """The day a project ends, while something is still to be delivered."""
    if row.ends_on is None or stage == stages.DELIVERED:
        return []
    return [NextDate(row.ends_on, ENDS)]


def _job_of_brief(row: Brief, figures: Figures, pending: Pending, person: Person, today: date) -> Job:
    stage = stages.stage_of_brief(row.state)
    going = not stages.is_over(stage)
    due = next_date(pending.dates) if going else None
    sees_budget = row.budget_high is not None and brief_policy.sees_fee(person)
    return Job(
        kind="brief",
        id=row.pk,
        name=row.title,
        code="",
        account=Named(row.account.pk, row.account.name),
        manager=Named(row.manager.pk, row.manager.name) if row.manager else None,
        stage=stage,
        size=row.size,
        is_internal=False,
        pre_existing=False,
        created_at=row.opened_at,
        ends_on=row.wanted_on,
        use=figures.use,
        margin=figures.margin,
        budget=Money(row.budget_high, row.currency) if sees_budget and row.budget_high is not None else None,
        next=due,
        blocker=worst(pending.blockers) if going else None,
        urgency=urgency(pending.blockers, due, today) if going else CALM,
        account_manager=Named(row.account.manager.pk, row.account.manager.name) if row.account.manager else None,
        waits_for_client=row.state == brief_states.WITH_CLIENT,
    )
