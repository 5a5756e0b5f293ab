"""Actions offered on a project's page by role, and refused before a form is filled in."""

from datetime import date

import pytest
from django.urls import reverse

from amity.projects.models import WorkItem
from tests.builders import make_account, make_entry, make_item, make_project

FORMS = (
    "edit_project",
    "place_project",
    "set_agreement",
    "staff_project",
    "add_member",
    "add_milestone",
    "add_work_item",
)


@pytest.mark.parametrize("name", FORMS)
def test_who_may_not_act_reads_why_and_meets_no_form(client, tim, site, name):
    client.force_login(tim)

    answer = client.get(reverse(f"projects:{name}", args=[site.pk]))

    assert answer.status_code == 403
    assert b'id="act"' not in answer.content


def test_an_item_past_half_its_plan_and_quiet_can_be_answered_with_not_yet_once_a_day(client, piet, tim, site):
    client.force_login(piet)
    item = make_item(site, "Seat map", hours="6")
    make_entry(by=tim, project=site, hours="4:00", item_id=item.pk, on=date(2026, 10, 1))
    make_entry(by=tim, project=site, on=date(2026, 11, 20))
    page, address = (
        reverse("projects:project", args=[site.pk]),
        reverse("projects:tick", args=[site.pk, "item", item.pk]),
    )
    assert 'value="not-yet"' in client.get(page).content.decode()

    client.post(address, {"answer": "not-yet"})

    assert WorkItem.objects.get(pk=item.pk).asked_not_yet_on
    assert 'value="not-yet"' not in client.get(page).content.decode()


def test_an_item_someone_works_on_is_asked_nothing(client, piet, tim, site):
    client.force_login(piet)
    item = make_item(site, "Seat map", hours="6")
    make_entry(by=tim, project=site, hours="4:00", item_id=item.pk)

    assert 'value="not-yet"' not in client.get(reverse("projects:project", args=[site.pk])).content.decode()


def test_projects_lie_under_work_in_the_rail(client, piet, site):
    client.force_login(piet)

    page = client.get(reverse("projects:project", args=[site.pk])).content.decode()

    assert 'href="/work/" title="Work" aria-current="page"' in page


def test_someone_with_two_duties_stands_once_among_our_people(client, mara):
    account = make_account("Osprey Rail", manager=mara)
    make_project(account, manager=mara)
    client.force_login(mara)

    page = client.get(reverse("accounts:account", args=[account.pk])).content.decode()

    sides = page[page.index('class="bs-words') : page.index('id="account-tab"')]
    assert sides.count(">Mara</b>") == 1
    assert "projects" in sides
