"""Both people of a hand-off of work: until acceptance they are the current managers of its project."""

from datetime import datetime

from amity.audit import trail
from amity.handoff import mails, queries, rules
from amity.handoff.models import Handoff, ReadBack
from amity.projects.models import Project
from amity.shared.actor import Actor


def update_people(handoff: Handoff) -> None:
    """Update giver and taker to the current managers until acceptance. A new taker has to read back again."""
    if handoff.project is None or handoff.is_taken:
        return
    project = handoff.project
    if handoff.taker_id != project.manager_id:
        ReadBack.objects.filter(handoff=handoff).delete()
    handoff.taker, handoff.giver = project.manager, queries.giver_for(project.account, project)
    handoff.account = project.account
    handoff.save(update_fields=["taker", "giver", "account"])


def follow_managers(project: Project, by: Actor, now: datetime) -> None:
    """Update the people of a project's hand-offs when its managers change.

    What is offered is offered to the new project manager. The offer is withdrawn where no one else would take it.
    """
    open_ones = Handoff.objects.filter(project=project, state__in=rules.OPEN_STATES)
    for handoff in open_ones.select_for_update(of=("self",)).order_by("pk"):
        before = handoff.taker_id
        handoff.project = project
        update_people(handoff)
        if handoff.taker_id != before:
            _pass_on(handoff, by, now)


def _pass_on(handoff: Handoff, by: Actor, now: datetime) -> None:
    """Offer what was offered to the new taker, or withdraw it if there is none. Version numbers are unchanged."""
    if handoff.state == rules.OFFERED and handoff.taker_id in (None, handoff.giver_id):
        handoff.state = rules.PREPARING
    handoff.version += 1
    handoff.save()
    changes = {"state": handoff.state, "taker_id": handoff.taker_id}
    trail.record("handoff.passed_on", subject=handoff, by=by, at=now, changes=changes)
    if handoff.state == rules.OFFERED and handoff.taker_id != by.person_id:
        mails.offered(handoff, now)
