"""An account's page lists its late milestones first, as Today does."""

import re
from datetime import timedelta

import pytest

from amity.projects.models import Milestone, Project
from amity.waiting.queries import findings, open_on
from tests.builders import acting
from tests.matrix.rights import AM, PM
from tests.test_open_now import TODAY, account_of, count_open, page_of, signed_in

pytestmark = pytest.mark.django_db


def test_a_late_milestone_is_in_the_sentence_and_first_among_what_is_open_with_its_act(monday_scene):
    account = account_of(monday_scene)
    project = Project.objects.filter(account=account, manager=monday_scene.viewers[PM], status="active")[0]
    late = Milestone.objects.create(project=project, name="Launch of the map", due_on=TODAY - timedelta(days=30))
    other = Milestone.objects.create(project=project, name="Later", due_on=TODAY)
    before = count_open(acting(monday_scene.viewers[AM]), account.pk, TODAY)

    page = page_of(monday_scene, AM, "accounts:account", account.pk)
    signed_in(monday_scene, AM).post(f"/waiting/milestone/{late.pk}/delivered/", {"nonce": "n" * 32, "version": 0})

    assert "Launch of the map is 30 days late." in page
    assert re.search(r'id="kind-urgent".*?<li.*?</li>', page, re.DOTALL)
    urgent = page.partition('id="kind-urgent"')[2]
    assert "Launch of the map" in urgent.partition("</li>")[0]
    assert f"/waiting/milestone/{late.pk}/delivered/" in urgent
    assert f"/waiting/milestone/{other.pk}/" not in page, "it isn't late on its day"
    assert "Launch of the map is" not in page_of(monday_scene, AM, "accounts:account", account.pk)
    assert count_open(acting(monday_scene.viewers[AM]), account.pk, TODAY) == before - 1


def test_milestones_of_work_that_is_over_are_not_open(monday_scene):
    account = account_of(monday_scene)
    project = Project.objects.filter(account=account, manager=monday_scene.viewers[PM], status="active")[0]
    Milestone.objects.create(project=project, name="Launch of the map", due_on=TODAY - timedelta(days=2))
    Milestone.objects.create(project=project, name="Opening", due_on=TODAY - timedelta(days=3))

    assert "2 milestones are late, the oldest by 3 days." in findings(
        open_on(acting(monday_scene.viewers[AM]), account.pk, TODAY)
    )
    Project.objects.filter(pk=project.pk).update(status="closed")
    assert "milestone" not in {group.kind.key for group in open_on(acting(monday_scene.viewers[AM]), account.pk, TODAY)}
