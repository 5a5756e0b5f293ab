"""What is written once of a project follows from roles and date alone, and each reads their own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from amity.agency.editions import by_roles as kept
from amity.conversations.actions import queries as actions
from amity.conversations.passing import queries as passing
from amity.handoff import project_section
from amity.handoff import queries as handoffs
from amity.monitoring.expectations import queries as expectations
from amity.people.models import Person
from amity.people.queries import known_while_reading
from amity.projects import queries as projects
from amity.projects.models import Project
from amity.projects.places import CLIENT, WORK
from amity.scope.early_start import queries as early_start
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.status.contradictions import queries as contradictions
from tests.builders import acting
from tests.test_by_roles import HELD, twice

pytestmark = pytest.mark.django_db

OF_PROJECT: dict[str, Callable[[Actor], QuerySet[Any, Any]]] = {
    "project": lambda anyone: projects.with_id(anyone, counted=False),
    "project with counts": lambda anyone: projects.with_id(anyone, counted=True),
    "passed on": passing.of_project,
    "actions": actions.of_project,
    "expectations": expectations.of_given_project,
    "promises": expectations.promises_of_given_project,
    "hand-off": handoffs.of_project,
    "hand-off of a page": project_section.of_page,
    "contradictions": contradictions.of_project,
    "unsigned requests": early_start.of_project,
}


@pytest.mark.parametrize("key", OF_PROJECT)
@pytest.mark.parametrize("held", HELD, ids=lambda held: ",".join(sorted(held)) or "none")
def test_rows_of_a_project_follow_from_roles_and_date_alone(agency, key, held):
    first, later = twice(held, OF_PROJECT[key])

    assert later == first, f"the statement of {key} changes with the time of day or the language"
    assert not first[0] or "project" in first[1]


def sections_of(person: Person, project: Project) -> list[object]:
    """What a person sees of a project: its counts, its hand-off and what is recorded about it."""
    by = acting(person)
    try:
        found = projects.project_seen_by(by, project.pk, counted=True)
    except NotSeen:
        return []
    handoff = handoffs.handoff_about(by, found)
    return [
        [projects.count_of(found, tab) for tab in (WORK, CLIENT)],
        [row.pk for row in passing.open_on_project(by, found)],
        [row.pk for row in actions.open_on_project(by, found)],
        [row.pk for row in expectations.expectations_of_project(by, found)],
        [row.pk for row in expectations.promises_of_project(by, found)],
        [row.pk for row in contradictions.open_on([found.pk], by, timezone.now())],
        [row.pk for row in early_start.unsigned_of_project(by, found)],
        handoff.pk if handoff else None,
    ]


def test_a_page_of_a_project_shows_what_is_written_each_time_for_everyone(monday_scene):
    kept.WRITTEN.clear()
    shown, hidden = 0, 0
    for person in monday_scene.people_by_roles:
        for project in Project.objects.all():
            with known_while_reading():
                here = sections_of(person, project)
            assert here == sections_of(person, project), (person, project)
            shown, hidden = shown + bool(here and here[3]), hidden + (not here)

    assert shown > 3
    assert hidden > 3
