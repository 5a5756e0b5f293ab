"""The goals that the demo agency's projects serve, and versions of deliverables with the comments of both sides."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import timezone

from amity.accounts.demo import Heard, evidence
from amity.gate.items.commands import submit
from amity.gate.subjects.commands import write_about
from amity.projects import rules
from amity.projects.deliverables.commands import move_deliverable
from amity.projects.goals.queries import PROJECT
from amity.projects.models import Deliverable, Project
from amity.projects.queries import lines_of
from amity.projects.stand_ins.commands import StandInFields, name_stand_in
from amity.projects.versions import commands
from amity.projects.versions.fields import CommentFields, VersionFields
from amity.projects.versions.sending import VERSION
from amity.shared.actor import Actor
from amity.shared.stories import RAVI, Crew, ago, coming, rows
from amity.strategy.links.commands import link_goal
from amity.strategy.models import Goal

TABLES: Final = Path(__file__).with_suffix(".toml")
INES: Final = "Ines Calloway"
COVER_NOTE: Final = "Kestrel has few hours left this month. Calder’s homepage copy goes out this week. Säntis can wait."
"""What is open on Ines's projects while she is away."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, by a colleague or as heard from a contact."""

    who: str = ""
    days_ago: int = 0
    words: str = ""
    heard: Heard | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its comments, and when the client was shown it and asked for changes, if they were.

    `sends` names who submitted the email that shows it to them.
    """

    project: str
    line: str
    who: str
    days_ago: int
    link: str
    note: str = ""
    shown: str = ""
    changes: str = ""
    sends: str = ""
    comments: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Serving:
    """A project and the client goal that it serves."""

    account: str
    project: str
    goal: str


def story(crew: Crew, *, now: datetime) -> None:
    """Link projects to goals, let Ravi cover for Ines, who is away, and add versions and what both sides said."""
    name_stand_in(
        by=crew.acting(INES),
        fields=StandInFields(crew.id(RAVI), timezone.localdate(now), coming(now, 11), COVER_NOTE),
        now=now,
    )  # fmt: skip
    for row in rows(TABLES, Serving, "serving"):
        project = Project.objects.filter(account__name=row.account, name=row.project).first()
        goal = Goal.objects.filter(account__name=row.account, title=row.goal).first()
        if project is not None and goal is not None:
            link_goal(
                by=crew.managing(row.account), kind=PROJECT, subject_id=project.pk, goal_id=goal.pk, now=ago(now, 40)
            )
    for version in rows(TABLES, Version, "versions"):
        project = Project.objects.filter(name=version.project).first()
        line = lines_of(project).filter(title=version.line).first() if project else None
        if project is not None and line is not None:
            _tell(crew, version, project, line.pk, now)


def _tell(crew: Crew, version: Version, project: Project, line_id: int, now: datetime) -> None:
    place, at = {"project_id": project.pk, "line_id": line_id}, ago(now, version.days_ago)
    runs = crew.acting(project.manager.name) if project.manager else crew.acting(version.who)
    made = commands.add_version(
        by=crew.acting(version.who), fields=VersionFields(version.link, version.note), now=at, **place
    )
    for state, source in ((rules.WITH_CLIENT, version.shown), (rules.CHANGES_ASKED, version.changes)):
        row = Deliverable.objects.get(project=project, line=line_id)
        if source and rules.deliverable_may_move(row.state, state):
            move_deliverable(by=runs, before=row.state, state=state, evidence=source, now=at, **place)
    for remark in version.comments:
        if remark.heard:
            when, words = ago(now, remark.heard.days_ago), evidence(remark.heard, now)
            comment = commands.record_client_comment(by=runs, version_id=made.pk, evidence=words, now=when)
        else:
            by, when = crew.acting(remark.who), ago(now, remark.days_ago)
            fields = CommentFields(remark.words)
            comment = commands.add_comment(by=by, version_id=made.pk, fields=fields, now=when)
        if remark.done:
            commands.settle_comment(by=runs, comment_id=comment.pk, done=True, now=when)
    if version.sends:
        _send(crew.acting(version.sends), made.pk, at)


def _send(by: Actor, version_id: int, at: datetime) -> None:
    """Submit the email that shows a version to the client. What its lane holds waits in *Going out*."""
    item = write_about(by=by, key=VERSION, subject_id=version_id, now=at)
    submit(by=by, item_id=item.pk, version=item.version, now=at)
