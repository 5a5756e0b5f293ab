"""The mark "this is finished" on a line or a work item: set it, withdraw it, or answer "not yet".

The forecast is based on it, so it should be easy: one call, no version, and a full history.
"""

from datetime import datetime

from django.utils import timezone

from amity.audit import trail
from amity.lines.models import Line
from amity.people.queries import person_of
from amity.projects import hooks, policy, queries
from amity.projects.finished_marks import queries as finished_mark_queries
from amity.projects.models import FinishedMark, Project, WorkItem
from amity.shared.actor import Actor
from amity.shared.command import command

Tickable = Line | WorkItem


@command
def mark_finished(
    *, by: Actor, project_id: int, now: datetime, line_id: int | None = None, item_id: int | None = None
) -> Tickable:
    """Mark a line or an item as finished. Marking it twice changes nothing."""
    return _tick(by, project_id, line_id, item_id, now, finished=True)


@command
def take_back_finished(
    *, by: Actor, project_id: int, now: datetime, line_id: int | None = None, item_id: int | None = None
) -> Tickable:
    """Reopen a line or an item marked as finished."""
    return _tick(by, project_id, line_id, item_id, now, finished=False)


@command
def answer_not_yet(
    *, by: Actor, project_id: int, now: datetime, line_id: int | None = None, item_id: int | None = None
) -> Tickable:
    """Answer "is it finished?" with not yet, as of today."""
    project, thing = _thing(by, project_id, line_id, item_id)
    thing.asked_not_yet_on = timezone.localdate(now)
    thing.save(update_fields=["asked_not_yet_on"])
    trail.record(_name("not_yet", thing), subject=thing, by=by, at=now, changes={"project_id": project.pk})
    return thing


def _tick(
    by: Actor, project_id: int, line_id: int | None, item_id: int | None, now: datetime, *, finished: bool
) -> Tickable:
    project, thing = _thing(by, project_id, line_id, item_id)
    if (thing.finished_at is not None) == finished:
        return thing
    thing.finished_at = now if finished else None
    thing.save(update_fields=["finished_at"])
    FinishedMark(
        project=project,
        line=thing if isinstance(thing, Line) else None,
        item=thing if isinstance(thing, WorkItem) else None,
        finished=finished,
        by_label=by.label,
        at=now,
    ).save(force_insert=True)
    verb = "finished" if finished else "finished_taken_back"
    trail.record(_name(verb, thing), subject=thing, by=by, at=now, changes={"project_id": project.pk})
    if isinstance(thing, WorkItem):
        for listener in hooks.on_item_marked:
            listener(thing, by, now)
    for follower in hooks.on_marked:
        follower(project, by, now)
    return thing


def _thing(by: Actor, project_id: int, line_id: int | None, item_id: int | None) -> tuple[Project, Tickable]:
    project = queries.project_seen_by(by, project_id)
    policy.may_tick(person_of(by), project).or_refuse()
    return project, finished_mark_queries.tickable(project, line_id=line_id, item_id=item_id)


def _name(verb: str, thing: Tickable) -> str:
    return f"{'line' if isinstance(thing, Line) else 'work_item'}.{verb}"
