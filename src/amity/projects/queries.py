"""Queries for projects the actor can see."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final

from django.db.models import BigIntegerField, Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.agency.editions.by_roles import rows_by_roles
from amity.agreements import queries as agreements
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects import hooks, places, policy, rules
from amity.projects.models import Project, ProjectHolder, ProjectQuerySet, TeamMember, WorkItem
from amity.projects.origins import origin_along
from amity.shared.actor import Actor
from amity.shared.caches.reading import is_still, once_a_page
from amity.shared.dates.duties import Held
from amity.shared.errors import NotSeen
from amity.shared.numbers import LARGEST
from amity.shared.permission import YES, Answer
from amity.shared.rows.lookup import is_too_large, seen_or_missing
from amity.shared.rows.prepared import Given, Prepared

RUNS_PROJECTS: Final = "managers of running projects"
PROJECT: Final = Given("project", BigIntegerField())
"""The place of a project's id in a statement."""


def projects_seen_by(by: Actor) -> ProjectQuerySet:
    """Return the projects the actor can see."""
    return Project.objects.visible_to(person_of(by)).select_related("account__manager", "agreement")


def finished_counts(project_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return how many items of each project are finished, and how many it has, in one query."""
    rows = WorkItem.objects.filter(project__in=project_ids).values("project")
    counted = rows.annotate(done=Count("pk", filter=Q(finished_at__isnull=False)), every=Count("pk"))
    return {project: (done, every) for project, done, every in counted.values_list("project", "done", "every")}


def project_seen_by(by: Actor, project_id: int, *, counted: bool = False, **also: Subquery) -> Project:
    """Return one project, or raise `NotSeen`. `also` is read along.

    `counted` reads along its origin and how much is open behind its tabs.
    """
    found: list[Project] = []
    if not is_too_large(project_id):
        name, given = ("a project", counted, *sorted(also)), {"project": project_id}
        found = rows_by_roles(
            name, by, timezone.localdate(), given, lambda anyone: with_id(anyone, counted=counted, **also)
        )
    if not found:
        raise NotSeen(_("Project not found. It may have been deleted, or you don’t have access."))
    return found[0]


def with_id(by: Actor, *, counted: bool, **also: Subquery) -> ProjectQuerySet:
    """Return a `Given` project, if the actor can see it, with what its page needs."""
    found = projects_seen_by(by).select_related("manager", "account_manager").filter(pk=PROJECT).order_by()
    if counted:
        found = found.annotate(**{name: count(by) for name, count in _counts().items()}, **origin_along(by))
    return found.annotate(**also).prefetch_related(covers_along("account"))


def count_of(project: Project, tab: str) -> int | None:
    """Return how much is open behind a tab, None if the project was read without it or has ended."""
    if project.status in rules.OVER:
        return None
    names = [name for name in _counts() if name.startswith(f"open_{tab}_")]
    return sum(getattr(project, name, None) or 0 for name in names)


def _counts() -> dict[str, Callable[[Actor], Subquery]]:
    hooked = places.open_counts.items()
    return {f"open_{tab}_{place}": count for tab, counts in hooked for place, count in enumerate(counts)}


BY_ID = Prepared(
    lambda: Project.objects.select_related("account", "agreement").filter(pk=Given("id", BigIntegerField()))
)


def known_to(person: Person, project_id: int) -> Project | None:
    """Return a project with its account and agreement if the person can see it. Called for each entry logged.

    Most time is logged by a member of the team or the manager. That is looked up first, since filtering by everything
    that may make a project visible takes three times as long.
    """
    project: Project | None = BY_ID.row({"id": project_id}) if 0 < project_id <= LARGEST else None
    if project is None or person.has_role(*roles.SEES_EVERY_ACCOUNT):
        return project
    if person.pk in (project.manager_id, project.account_manager_id):
        return project
    if TeamMember.objects.filter(project=project_id, person=person.pk).order_by().exists():
        return project
    return project if Project.objects.visible_to(person).filter(pk=project_id).exists() else None


def project_to_change(by: Actor, project_id: int) -> Project:
    """Return a project, locked until the transaction ends, or raise `NotSeen`."""
    return seen_or_missing(
        projects_seen_by(by),
        project_id,
        _("Project not found. It may have been deleted, or you don’t have access."),
        lock=True,
    )


def pricing_of(project_id: int) -> agreements.Pricing | None:
    """Return how time on a project is priced, or None without a client, where nothing is ever billed."""
    return pricing_from(Project.objects.select_related("account", "agreement").get(pk=project_id))


def pricings_of(project_ids: Iterable[int]) -> dict[int, agreements.Pricing | None]:
    """Return how time on several projects is priced, by id."""
    found = Project.objects.filter(pk__in=list(project_ids)).select_related("account", "agreement")
    return {project.pk: pricing_from(project) for project in found}


def pricing_from(project: Project) -> agreements.Pricing | None:
    """Return how time is priced on a project that was read with its account and agreement."""
    if project.agreement is not None:
        return agreements.pricing_of(project.agreement)
    return agreements.Pricing(project.account.currency, None) if project.account else None


def held(project: Project) -> list[Held]:
    """Return the managers of a project over time, by duty."""
    rows = ProjectHolder.objects.filter(project=project).values_list("duty", "person_id", "valid_from")
    return [Held(*row) for row in rows]


def holders(project: Project) -> list[ProjectHolder]:
    """Return who managed a project from when, newest first."""
    return list(ProjectHolder.objects.filter(project=project).select_related("person").order_by("-valid_from", "duty"))


def may_open(by: Actor, account: Account | None) -> Answer:
    """Return whether the actor can create projects under an account."""
    return policy.may_open(person_of(by), account)


def may_edit(by: Actor, project: Project) -> Answer:
    """Return whether the actor can change the project, checked before a form is shown."""
    return policy.may_edit(person_of(by), project)


def may_add_work(by: Actor, project: Project) -> Answer:
    """Return whether the actor can add work items, checked before a form is shown."""
    return policy.may_add_work(person_of(by), project)


def may_tick(by: Actor, project: Project) -> Answer:
    """Return whether the actor can set finished marks and percent complete, checked before a form is shown."""
    return policy.may_tick(person_of(by), project)


def tickable(person: Person, project_ids: Iterable[int]) -> frozenset[int]:
    """Return those of some projects on which a person can set finished marks, in one query at most."""
    wanted = frozenset(project_ids)
    if not wanted or person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR):
        return wanted
    member = Project.objects.filter(Exists(TeamMember.objects.filter(project=OuterRef("pk"), person=person)))
    may = (Project.objects.run_by(person) | member).filter(pk__in=wanted)
    return frozenset(may.order_by().values_list("pk", flat=True))


def may_staff(by: Actor, project: Project) -> Answer:
    """Return whether the actor can assign people to the project, checked before a form is shown."""
    return policy.may_staff(person_of(by), project)


def managers_of(by: Actor, account_ids: Sequence[int]) -> dict[int, list[tuple[Person, str]]]:
    """Return the managers of these accounts' running projects, by name, in one query.

    Those of one account are read with everyone who runs its projects, for whom its page asks next.
    """
    if len(account_ids) == 1 and is_still():
        rows = [(account_ids[0], person) for person in _who_runs_seen(by, account_ids[0])]
    else:
        going = projects_seen_by(by).filter(account__in=account_ids).exclude(status__in=rules.OVER)
        running = going.filter(manager__isnull=False).select_related("manager").order_by("manager__name", "manager")
        rows = [(project.account_id, project.manager) for project in running if project.account_id and project.manager]
    found: defaultdict[int, dict[str, tuple[Person, str]]] = defaultdict(dict)
    for account_id, person in rows:
        found[account_id].setdefault(person.name, (person, _("projects")))
    return {account_id: list(people.values()) for account_id, people in found.items()}


def _who_runs_seen(by: Actor, account_id: int) -> list[Person]:
    """Return the managers of an account's running projects that the actor sees."""
    today = person_of(by).day_of(timezone.now())
    people = once_a_page(
        (RUNS_PROJECTS, account_id),
        lambda: rows_by_roles(RUNS_PROJECTS, by, today, {"account": account_id}, _runs_projects_marked),
    )
    if not all(hasattr(person, "is_seen") for person in people):
        going = projects_seen_by(by).filter(account=account_id).exclude(status__in=rules.OVER)
        seen = frozenset(going.values_list("manager", flat=True))
        return [one for one in people if one.pk in seen]
    return [one for one in people if one.is_seen]


def who_runs_projects_of(account_id: int) -> list[Person]:
    """Return the managers of an account's running projects, also those who left, by name, read once for a page."""
    return once_a_page((RUNS_PROJECTS, account_id), lambda: MANAGERS.rows({"account": account_id}))


def _runs_projects(among: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    going = Project.objects.filter(account=ACCOUNT).exclude(status__in=rules.OVER)
    return among.filter(pk__in=going.order_by().values("manager")).order_by("name", "pk")


def _runs_projects_marked(by: Actor) -> QuerySet[Any, Any]:
    """Return the managers of an account's running projects, each with whether the actor sees one of these."""
    going = projects_seen_by(by).filter(account=ACCOUNT).exclude(status__in=rules.OVER)
    return _runs_projects(Person.objects.annotate(is_seen=Exists(going.filter(manager=OuterRef("pk")))))


MANAGERS: Final = Prepared(lambda: _runs_projects(Person.objects.all()))


def lines_of(project: Project) -> QuerySet[Line]:
    """Return the lines of a project's agreement in order, none without an agreement."""
    lines = Line.objects.order_by("placement__pk")
    return lines.filter(placement__agreement=project.agreement_id) if project.agreement_id else lines.none()


def status_labels() -> dict[str, str]:
    """Return each project status with its translated label."""
    return {
        rules.INITIATING: _("initiating"),
        rules.HANDED_OFF: _("handed off"),
        rules.ACTIVE: _("active"),
        rules.PAUSED: _("paused"),
        rules.DELIVERED: _("delivered"),
        rules.CLOSED: _("closed"),
        rules.CANCELLED: _("cancelled"),
    }


def may_start(project: Project, status: str) -> Answer:
    """Return whether guards of other parts allow a project to start by changing to this status."""
    begun = not project.needs_handoff or project.status not in (rules.INITIATING, rules.HANDED_OFF)
    if begun or status not in rules.STARTS:
        return YES
    return next((answer for guard in hooks.before_start if not (answer := guard(project, status))), YES)


def moves_offered(project: Project) -> list[str]:
    """Return the status changes with a button: legal and permitted ones. A hand-off is an action of its own."""
    offered = [to for to in rules.MOVES[project.status] if to != rules.HANDED_OFF or not project.needs_handoff]
    return [to for to in offered if may_start(project, to)]


def move_labels() -> dict[str, str]:
    """Return the button labels of status changes."""
    return {
        rules.INITIATING: _("Mark as initiating"),
        rules.HANDED_OFF: _("Mark as handed off"),
        rules.ACTIVE: _("Mark as active"),
        rules.PAUSED: _("Pause"),
        rules.DELIVERED: _("Mark as delivered"),
        rules.CLOSED: _("Close"),
        rules.CANCELLED: _("Cancel project"),
    }


def duty_labels() -> dict[str, str]:
    """Return each duty with its translated label."""
    return {rules.MANAGER: _("project manager"), rules.ACCOUNT_MANAGER: _("account manager")}
