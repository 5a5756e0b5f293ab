"""Guards for lower parts: when a project can start, and how much time can be logged before its hand-off."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.charter.commands import skip_step
from amity.handoff import queries
from amity.projects import rules as projects
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.ui import formats

STEP = "handoff"
"""The name of the skipped step where one person has both roles."""


def may_start(project: Project, _status: str) -> Answer:
    """Return whether a project can start: its or its retainer's hand-off is accepted, or no one else would take it."""
    handoff = queries.handoff_of(project)
    if handoff is not None and handoff.is_taken:
        return YES
    if queries.starts_without_taker(project):
        return YES
    if project.manager is None:
        return no(
            _("%(project)s has no project manager yet. Assign one, then hand it off.") % {"project": project.name}
        )
    return no(
        _("%(name)s hasn’t accepted the hand-off of %(project)s yet.")
        % {"name": project.manager.name, "project": project.name}
    )


def may_work(project: Project, seconds: int) -> Answer:
    """Return whether so much work before the hand-off is within the cap.

    Simultaneous entries wait for each other, so that none exceeds it.
    """
    if may_start(project, projects.ACTIVE):
        return YES
    Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)
    found = queries.room_of(project)
    room = found.room
    if room.takes(seconds):
        return YES
    if found.raised is not None and found.is_stopped:
        return no(
            _("Work on %(project)s is stopped until its hand-off is accepted. %(name)s: %(reason)s")
            % {"project": project.name, "name": found.raised.by_label, "reason": found.raised.reason}
        )
    return no(
        _(
            "Up to %(cap)s can be logged on %(project)s before the hand-off is accepted. Time left: %(left)s. "
            "Ask the account manager to raise the cap."
        )
        % {
            "project": project.name,
            "cap": formats.hours(room.cap, "words"),
            "left": formats.hours(room.left, "words"),
        }
    )


def note_skipped(project: Project, before: str, by: Actor, now: datetime) -> None:
    """Record that a project started without a hand-off, because one person would have given and taken it."""
    begins = before == projects.INITIATING and project.status in projects.STARTS and project.needs_handoff
    if begins and project.account_id and queries.handoff_of(project) is None and queries.is_one_hat(project):
        skip_step(by=by, account_id=project.account_id, about=Ref.to(project), step=STEP, now=now)
