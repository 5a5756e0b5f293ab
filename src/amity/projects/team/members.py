"""The team of a project, read once for a page: its rights ask for it, and its header shows it."""

from collections.abc import Sequence
from typing import Final

from amity.people.models import Person
from amity.projects.models import TeamMember
from amity.shared.caches.reading import once_a_page
from amity.shared.rows.prepared import ID, Given, Prepared


def members_of(project_id: int) -> Sequence[Person]:
    """Return the people on a project's team, by name."""
    return once_a_page(
        ("team", project_id), lambda: [member.person for member in TEAM.rows({"project": project_id})]
    )  # fmt: skip


TEAM: Final = Prepared(
    lambda: TeamMember.objects.filter(project=Given("project", ID)).select_related("person").order_by("person__name")
)
