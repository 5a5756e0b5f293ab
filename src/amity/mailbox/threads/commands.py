"""Assign a thread to a project."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.mailbox import policy
from amity.mailbox.models import Thread
from amity.mailbox.threads import queries
from amity.people.queries import person_of
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid


@command
def choose_project(*, by: Actor, thread_id: int, version: int, project_id: int | None, now: datetime) -> Thread:
    """Assign a thread to a project of its account, or to none. Its manager then reads it, those of others don't."""
    thread = queries.thread_seen_by(by, thread_id, lock=True)
    policy.may_assign(person_of(by), thread.account).or_refuse()
    thread.expect(version)
    project = project_seen_by(by, project_id) if project_id is not None else None
    if project is not None and project.account_id != thread.account_id:
        raise Invalid(_("Choose a project of this account."), "project_id")
    before = thread.project_id
    thread.project = project
    thread.save()
    changes = {"before": {"project_id": before}, "after": {"project_id": thread.project_id}}
    trail.record("thread.assigned", subject=thread, by=by, at=now, changes=changes)
    return thread
