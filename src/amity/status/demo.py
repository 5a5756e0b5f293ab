"""The statuses of the demo agency: last week's answers, and a round that begins today with two of them answered."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import timezone

from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.stories import ADMINISTRATOR, Crew, ago, rows
from amity.status import rules
from amity.status.answers.commands import answer_status, confirm_status
from amity.status.answers.prefill import prefill_of
from amity.status.asks.commands import RhythmFields, begin_rounds, set_agency_rhythm
from amity.status.asks.queries import agency_rhythm
from amity.status.asks.rules import FRIDAY, WEEKLY
from amity.status.contradictions.following import follow_contradictions

TABLES: Final = Path(__file__).with_suffix(".toml")
A_WEEK, A_MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Reported:
    """What a project manager reported about a project."""

    account: str
    project: str
    mood: str = rules.UNKNOWN
    budget: str = rules.GREEN
    dates: str = rules.GREEN
    client: str = rules.GREEN


@dataclass(frozen=True, slots=True)
class StillTrue:
    """A project that is confirmed today."""

    account: str
    project: str


def story(crew: Crew, *, now: datetime) -> None:
    """Set the rhythm to the weekday of the demo, and give last week's answers."""
    weekday = min(timezone.localdate(now).weekday(), FRIDAY)
    set_agency_rhythm(
        by=crew.acting(ADMINISTRATOR), version=agency_rhythm().version, fields=RhythmFields(WEEKLY, weekday),
        now=ago(now, A_MONTH),
    )  # fmt: skip
    at = ago(now, A_WEEK)
    for one in rows(TABLES, Reported, "last_week"):
        project, manager = _project(crew, one.account, one.project)
        if project is None or manager is None:
            continue
        known = prefill_of(project, timezone.localdate(at)).fields
        fields = replace(known, mood=one.mood, budget=one.budget, dates=one.dates, client=one.client)
        answer_status(by=manager, project_id=project.pk, fields=fields, now=at)


def begin_round(crew: Crew, *, now: datetime) -> None:
    """Ask about the projects in which anything happened, confirm two, and follow what the data show."""
    begin_rounds(now)
    for one in rows(TABLES, StillTrue, "today"):
        project, manager = _project(crew, one.account, one.project)
        if project is not None and manager is not None:
            confirm_status(by=manager, project_id=project.pk, now=now)
    follow_contradictions(now)


def _project(crew: Crew, account: str, name: str) -> tuple[Project | None, Actor | None]:
    found = Project.objects.select_related("manager", "agreement").filter(account__name=account, name=name)
    project = next(iter(found[:1]), None)
    manager = crew.acting(project.manager.name) if project and project.manager else None
    return project, manager
