"""Pages of projects: access, the finished mark as a row and as a plain post, and forms that keep their input."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.projects.models import Project, WorkItem
from tests.builders import make_account, make_item, make_line, make_project


@pytest.fixture
def piets(client, piet):
    client.force_login(piet)
    return client


def sent(**values):
    return {"nonce": uuid.uuid4().hex, **values}


def test_the_page_shows_stage_people_lines_items_and_milestones(piets, site, tim):
    line = make_line(site.agreement, "7", hours="40")
    make_item(site, "Seat map", line=line, hours="12")
    make_item(site, "Loose end")
    site.milestones.create(name="Go live", due_on=date(2026, 1, 5))

    page = piets.get(reverse("projects:project", args=[site.pk])).content.decode()

    for shown in ("Ticket site", "Line 7", "Seat map", "Loose end", "Go live", "late", "Tim", "Osprey Rail", "Piet"):
        assert shown in page


def test_a_tick_answers_with_its_row_and_undo(client, tim, site):
    client.force_login(tim)
    item = make_item(site, "Seat map")
    address = reverse("projects:tick", args=[site.pk, "item", item.pk])

    row = client.post(address, {"finished": "on"}, headers={"HX-Request": "true"}).content.decode()

    assert f'id="item-{item.pk}"' in row
    assert "Undo" in row
    assert WorkItem.objects.get(pk=item.pk).finished_at
    client.post(address, {"answer": "open"}, headers={"HX-Request": "true"})
    assert WorkItem.objects.get(pk=item.pk).finished_at is None


def test_a_tick_works_as_a_plain_post_and_not_yet_is_taken(piets, site):
    line = make_line(site.agreement)
    address = reverse("projects:tick", args=[site.pk, "line", line.pk])

    answer = piets.post(address, {"answer": "not-yet"})

    line.refresh_from_db()
    assert answer.status_code == 302
    assert line.asked_not_yet_on is not None
    assert line.finished_at is None


def test_a_project_is_opened_edited_and_moved_by_form(piets, site, piet):
    values = sent(name="Second site", account_id=site.account_id, manager_id=piet.pk)
    address = piets.post(reverse("projects:open_project"), values).url
    project = Project.objects.get(name="Second site")

    assert address == reverse("projects:project", args=[project.pk])
    edit = sent(name="Second site", percent_complete="140", version=project.version)
    page = piets.post(reverse("projects:edit_project", args=[project.pk]), edit)
    assert page.status_code == 422
    assert 'value="140"' in page.content.decode()
    piets.post(reverse("projects:move_project", args=[project.pk]), {"version": project.version, "status": "cancelled"})
    assert Project.objects.get(pk=project.pk).status == "cancelled"


def test_a_stale_save_shows_both_versions_and_a_second_press_saves(piets, site):
    Project.objects.filter(pk=site.pk).update(name="Theirs", version=2)
    address, values = reverse("projects:edit_project", args=[site.pk]), sent(name="Mine", version=1)

    page = piets.post(address, values)

    text = page.content.decode()
    assert page.status_code == 409
    assert "Theirs" in text
    assert "Mine" in text
    assert 'name="version" value="2"' in text
    piets.post(address, sent(name="Mine", version=2))
    assert Project.objects.get(pk=site.pk).name == "Mine"


def test_a_double_press_adds_one_work_item(piets, site):
    values = sent(title="Seat map", planned_seconds="7:30")
    address = reverse("projects:add_work_item", args=[site.pk])

    assert [piets.post(address, values).status_code for _ in range(2)] == [302, 302]
    assert list(site.items.values_list("planned_seconds", flat=True)) == [27_000]


@pytest.mark.parametrize(
    "name", ["edit_project", "place_project", "staff_project", "add_member", "set_agreement", "add_milestone"]
)
def test_each_form_is_shown(piets, site, name):
    assert piets.get(reverse(f"projects:{name}", args=[site.pk])).status_code == 200


def test_milestones_and_team_are_kept_by_form(piets, site, mara):
    piets.post(reverse("projects:add_milestone", args=[site.pk]), sent(name="Live", due_on="2026-12-03", share="40"))
    milestone = site.milestones.get()
    piets.post(reverse("projects:move_milestone", args=[milestone.pk]), sent(due_on="2026-12-10"))
    piets.post(reverse("projects:deliver_milestone", args=[milestone.pk]))
    piets.post(reverse("projects:add_member", args=[site.pk]), sent(person_id=mara.pk))
    piets.post(reverse("projects:remove_member", args=[site.pk, mara.pk]))

    milestone.refresh_from_db()
    assert (milestone.share, milestone.due_on) == (4000, date(2026, 12, 10))
    assert milestone.delivered_on is not None
    assert not site.team.filter(person=mara).exists()


def test_a_stranger_to_a_project_finds_nothing(client, tim, site):
    client.force_login(tim)
    foreign = make_project(make_account("Larkfield Dairy"), name="Cheese")

    assert client.get(reverse("projects:project", args=[foreign.pk])).status_code == 404
    assert "Cheese" not in client.get(reverse("projects:account_work", args=[site.account_id])).content.decode()


def test_the_tab_costs_the_same_for_3_and_30_projects(client, fina, osprey):
    client.force_login(fina)
    counted = []
    for many in (3, 27):
        for number in range(many):
            make_item(make_project(osprey, name=f"Work {many} {number}", manager=fina))
        address = reverse("projects:account_work", args=[osprey.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert f"Work {many} 2" in client.get(address).content.decode()
        counted.append(len(queries))

    assert counted[0] == counted[1]
