"""Move a project's risks and blockers to its new account. Client input and expectations stay with the client."""

from datetime import datetime

from django.utils.translation import gettext as _

from amity.audit import trail
from amity.monitoring.models import ClientInput, ProjectExpectation, RegisterEntry
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.shared.permission import YES, Answer, no


def may_move(project: Project) -> Answer:
    """Refuse the move of a project with client input or expectations, which belong to the old client's contacts."""
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
