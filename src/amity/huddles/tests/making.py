"""Huddles for tests, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from amity.conversations.tests.passed import make_passed
from amity.huddles.commands import keep_agenda
from amity.huddles.follow_ups.commands import finish_follow_up, take_point
from amity.huddles.models import FollowUp, Huddle, Point
from amity.huddles.rules import TakenFields
from amity.monitoring.changes import EntryFields
from amity.monitoring.models import RegisterEntry
from amity.monitoring.risks.commands import add_entry
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.tests.making import newest_projects
from tests.builders import MONDAY, acting

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

_number = count(1)
WEEK = date(2026, 11, 23)
BEFORE = date(2026, 11, 16)


def make_huddle(manager: Person, partner: Person, week: date = WEEK) -> Huddle:
    """Make a huddle that isn't started."""
    return Huddle.objects.create(manager=manager, partner=partner, week=week, opened_at=MONDAY)


def make_roadblock(project: Project, *, by: Person, title: str = "The sandbox is down") -> RegisterEntry:
    """Record a roadblock of which the client hasn't heard."""
    fields = EntryFields(
        title, kind="roadblock", project_id=project.pk, waiting="Payment tests", client_effect=3, agency_effect=2
    )
    return add_entry(by=acting(by), fields=fields, now=MONDAY)


def make_held(manager: Person, partner: Person, project: Project, week: date = BEFORE) -> FollowUp:
    """Make a huddle that was held, with one point that its manager took."""
    huddle = make_huddle(manager, partner, week)
    account = project.account
    point = Point(huddle=huddle, kind="hear", item=7, account=account, title="Tell Helen", taker=manager)
    keep_agenda(huddle, [point], acting(manager), MONDAY)
    return take_point(by=acting(manager), huddle_id=huddle.pk, kind="hear", item=7, fields=TakenFields(), now=MONDAY)


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a huddle that isn't started with an open point, and two that were held, of one of which nothing is left."""
    manager, partner = viewers[roles.ACCOUNT_MANAGER], viewers[roles.PROJECT_MANAGER]
    project = Project.objects.get(pk=str(known["project_id"]))
    entry = make_roadblock(project, by=partner)
    done, follow_up = (make_held(manager, partner, project, date(2025, 11, day)) for day in (3, 10))
    finish_follow_up(by=acting(manager), follow_up_id=done.pk, version=done.version, now=MONDAY)
    huddle = make_huddle(manager, partner, date(2025, 11, 17))
    return {
        "huddle_id": huddle.pk, "unheard_id": entry.pk, "follow_up_id": follow_up.pk, "partner_id": partner.pk,
        "done_follow_up_id": done.pk,
    }  # fmt: skip


def grow(scene: "Scene", rows: int) -> None:
    """Add things that are open between the two, and follow-ups of their huddle before."""
    manager, partner = (scene.viewers[role] for role in (roles.ACCOUNT_MANAGER, roles.PROJECT_MANAGER))
    project = Project.objects.get(pk=scene.known["project_id"])
    held = FollowUp.objects.get(pk=scene.known["follow_up_id"]).huddle
    for number in range(rows):
        make_roadblock(project, by=partner, title=f"Roadblock {number}")
        if project.account is not None:
            make_passed(project.account, by=manager, to=partner, project=project)
        point = Point.objects.create(
            huddle=held, kind="added", item=next(_number), account=project.account, title="More"
        )
        FollowUp.objects.create(
            huddle=held, point=point, account=project.account, what="More", owner=manager, due_on=WEEK, taken_at=MONDAY
        )
    for found in newest_projects(rows):
        if found.account is not None:
            make_roadblock(found, by=scene.viewers[roles.ACCOUNT_DIRECTOR])
