"""Statuses with a question and an ask, for the permission matrix and for the query counts."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from amity.people.models import Person
from amity.people.queries import token_hash
from amity.projects.models import Project
from amity.status.asks.models import Ask, Rhythm
from amity.status.contradictions import rules
from amity.status.contradictions.models import Contradiction
from amity.status.models import Status
from tests.builders import MONDAY
from tests.matrix.rights import PM

if TYPE_CHECKING:
    from tests.matrix.scene import Scene

TOKEN = "a-link-to-statuses"


def make_status(project: Project, by: Person | None = None, at: datetime = MONDAY, **values: Any) -> Status:
    """Store a status of a project, all green by default."""
    return Status.objects.create(
        project=project, answered_at=at, answered_by=by or project.manager, by_label=str(by or project.manager),
        **values,
    )  # fmt: skip


def make_question(project: Project, by: Person, **values: Any) -> Contradiction:
    """Store an open question about a milestone, which the account manager sees too."""
    given = {
        "kind": rules.MILESTONE, "subject": f"{project.pk} 2026-11-19", "reported_on": MONDAY.date(),
        "asked_at": MONDAY, "facts": {"name": "Payment live", "on": "2026-11-19", "who": ""}, "seen_from": MONDAY,
    }  # fmt: skip
    return Contradiction.objects.create(project=project, reported_by=by, **{**given, **values})


def make_ask(project: Project, person: Person, round_on: date, token: str = TOKEN) -> Ask:
    """Store an open ask about a project."""
    return Ask.objects.create(
        project=project, person=person, round_on=round_on, asked_at=MONDAY, token_hash=token_hash(token),
        link_until=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip


def scene_ids(viewers: Mapping[str, Person], known: Mapping[str, object]) -> dict[str, object]:
    """Add a status of the scene's project with a question, what was asked, and a rhythm of its own."""
    project = Project.objects.get(pk=int(str(known["project_id"])))
    make_status(project, viewers[PM])
    question = make_question(project, viewers[PM])
    make_ask(project, viewers[PM], MONDAY.date() - timedelta(days=3))
    Rhythm.objects.create(project=project, rhythm="weekly", weekday=4)
    return {"contradiction_id": question.pk, "status_token": TOKEN}


def grow(scene: "Scene", rows: int) -> None:
    """Add statuses and questions on the project of the scene."""
    project = Project.objects.get(pk=scene.known["project_id"])
    for number in range(rows):
        make_status(project, scene.viewers[PM], MONDAY + timedelta(minutes=number))
        make_question(project, scene.viewers[PM], subject=f"{1_000 + number} 2026-11-19")
