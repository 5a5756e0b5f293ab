"""Start the hand-off of a project with one press."""

from datetime import datetime

from django.urls import reverse

from amity.handoff import queries
from amity.handoff.preparation.commands import prepare_handoff
from amity.projects.queries import project_seen_by
from amity.shared.actor import Actor


def first_page(*, by: Actor, project_id: int, now: datetime) -> str:
    """Start the hand-off with the kind that its size needs, and return its first page.

    Where the size is unknown, nothing is started yet: the page asks for the kind.
    """
    project = project_seen_by(by, project_id)
    queries.may_prepare(by, project).or_refuse()
    if not queries.known_kind(project) and queries.handoff_about(by, project) is None:
        return reverse("handoff:prepare", args=[project_id])
    return queries.first_page_of(prepare_handoff(by=by, project_id=project_id, now=now))
