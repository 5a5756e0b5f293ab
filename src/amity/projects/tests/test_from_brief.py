"""A confirmed brief creates a project that waits for its hand-off, under the agreement with the brief's lines."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.briefs.conversion import commands as conversion
from amity.briefs.tests.making import confirm_brief, make_whole_brief
from amity.projects.models import Project
from tests.builders import MONDAY, acting, make_agreement, make_project


@pytest.fixture
def converted(mara, piet, osprey):
    """Return a project of Piet's that was converted from a brief, and is named as another one."""
    make_agreement(osprey)
    make_project(osprey, name="Spring promotion")
    brief = confirm_brief(mara, make_whole_brief(mara, osprey, piet))
    done = conversion.convert_brief(
        by=acting(mara), brief_id=brief.pk, version=brief.version, price="lines", now=MONDAY
    )
    return Project.objects.get(agreement=done.agreement)


def test_a_brief_becomes_a_project_of_its_manager_with_its_dates_and_lines(piet, converted):
    assert (converted.name, converted.status, converted.manager) == ("Spring promotion 2", "initiating", piet)
    assert converted.ends_on == converted.agreement.brief.wanted_on


def test_the_page_of_a_project_reads_its_brief_and_change_order_with_it(client, mara, converted):
    Project.objects.filter(pk=converted.pk).update(status="active")
    make_agreement(converted.account, kind="change_order", state="draft", parent=converted.agreement)
    client.force_login(mara)

    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("projects:project", args=[converted.pk])).content.decode()

    assert f'href="{reverse("briefs:brief", args=[converted.agreement.brief.pk])}"' in page
    assert "Open change order" in page
    assert [one["sql"] for one in captured if '"briefs_brief"' in one["sql"] and "origin_order" not in one["sql"]] == []


def test_a_project_links_to_its_brief_only_for_those_who_can_open_it(client, mara, tim, converted):
    converted.team.create(person=tim, since="2026-10-01")
    brief = f'href="{reverse("briefs:brief", args=[converted.agreement.brief.pk])}"'

    client.force_login(tim)
    assert brief not in client.get(reverse("projects:project", args=[converted.pk])).content.decode()
    client.force_login(mara)
    assert brief in client.get(reverse("projects:project", args=[converted.pk])).content.decode()
