"""A project goes to another account: what is in its register goes with it; what hangs on the client's people stays."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.monitoring.models import ClientInput, ProjectExpectation, RegisterEntry
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no


def may_move(project: Project) -> Answer:
    """Not while it holds what people of the one client were asked for or expect: they are not the other client's."""
    asked = ClientInput.objects.filter(project=project).exists()
    if asked or ProjectExpectation.objects.filter(project=project).exists():
        return no(
            _(
                "This client’s contacts have open requests or expectations on this project, so it can’t move to "
                "another account."
            )
        )
    return YES


def follow(project: Project, _before: int | None, by: Actor, now: datetime) -> None:
    """Move the risks and blockers of a project to its new account."""
    may_move(project).or_refuse()
    for entry in RegisterEntry.objects.filter(project=project).select_for_update(of=("self",)).order_by("pk"):
        entry.account_id = project.account_id
        entry.version += 1
        entry.save()
        changes = {"account_id": project.account_id}
        trail.record("register.followed", subject=entry, by=by, at=now, changes=changes)
