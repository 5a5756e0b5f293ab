"""Queries for the people who work on projects."""

from collections import defaultdict
from collections.abc import Sequence

from amity.projects.models import TeamMember
from amity.ui.search.words import any_word


def teams_found(words: Sequence[str]) -> dict[int, str]:
    """Return the names of team members that have one of the words, by the id of their project."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    if words:
        members = TeamMember.objects.filter(any_word(words, "person__name"))
        for project_id, name in members.values_list("project_id", "person__name"):
            found[project_id].append(name)
    return {project_id: " ".join(names) for project_id, names in found.items()}
