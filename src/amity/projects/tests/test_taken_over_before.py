"""Projects from before hand-offs are marked as pre-existing, except internal ones and those that have not begun."""

from importlib import import_module

from django.apps import apps

from amity.projects.models import Project
from tests.builders import make_project

take_over = import_module("amity.projects.migrations.0002_taken_over").take_over


def test_client_projects_that_have_begun_are_taken_over(osprey):
    make_project(osprey, name="Active")
    make_project(osprey, name="Closed", status="closed")
    make_project(osprey, name="Waiting", status="initiating")
    make_project(name="Internal", is_internal=True)
    take_over(apps, None)

    assert set(Project.objects.filter(taken_over=True).values_list("name", flat=True)) == {"Active", "Closed"}
