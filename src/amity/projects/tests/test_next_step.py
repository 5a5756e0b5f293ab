"""The one primary button of a project: the next step for its reader."""

import pytest
from django.urls import reverse

from amity.projects.models import Deliverable
from tests.builders import MONDAY, make_agreement, make_entry, make_item, make_line, make_project


@pytest.fixture
def going(osprey, piet):
    """Return an active project of Piet's without an agreement."""
    return make_project(osprey, name="Signs", manager=piet)


def step_of(client, person, project, tab="project"):
    """Return the label of the next step that a person reads, or None."""
    client.force_login(person)
    step = client.get(reverse(f"projects:{tab}", args=[project.pk])).context["step"]
    return step.label if step else None


def test_work_is_delivered_once_all_of_it_is_finished(client, piet, going):
    item = make_item(going, "Sketches")
    assert step_of(client, piet, going) is None

    client.post(reverse("projects:tick", args=[going.pk, "item", item.pk]), {"finished": "on"})

    assert step_of(client, piet, going) == "Mark as delivered"


@pytest.mark.parametrize(("status", "label"), [("paused", "Mark as active"), ("delivered", "Close"), ("closed", None)])
def test_the_status_leads_to_the_next_one(client, piet, going, status, label):
    going.status = status
    going.save()

    assert step_of(client, piet, going) == label
    assert step_of(client, piet, going, "facts") == label


def test_an_open_change_order_is_the_step_of_those_who_can_open_it(client, mara, piet, osprey, going):
    going.agreement = make_agreement(osprey)
    going.save()
    make_agreement(osprey, kind="change_order", state="draft", parent=going.agreement)

    assert step_of(client, mara, going) == "Open change order"
    assert step_of(client, piet, going) is None


def test_who_may_not_change_a_project_has_no_step(client, tim, going):
    going.status = "delivered"
    going.save()
    going.team.create(person=tim, since="2026-10-01")

    assert step_of(client, tim, going) is None


def test_more_hours_than_quoted_lead_to_a_change_order_of_a_signed_fixed_fee(client, mara, tim, site):
    line = make_line(site.agreement, hours="10")
    make_entry(by=tim, project=site, hours="11:00", line_id=line.pk)
    agreement = site.agreement
    agreement.fee_model, agreement.state = "fixed", "in_force"
    agreement.save()

    assert step_of(client, mara, site) == "New change order"


def test_buttons_of_all_moves_are_among_the_facts(client, piet, going):
    client.force_login(piet)

    page = client.get(reverse("projects:facts", args=[going.pk])).content.decode()

    assert "Pause" in page
    assert "Mark as delivered" in page
    assert "Cancel project" in page


def test_the_timer_starts_from_the_page_and_not_on_ended_work(client, tim, going):
    going.team.create(person=tim, since="2026-10-01")
    client.force_login(tim)
    address = reverse("projects:project", args=[going.pk])
    assert f'value="p{going.pk}"' in client.get(address).content.decode()

    going.status = "closed"
    going.save()

    assert f'value="p{going.pk}"' not in client.get(address).content.decode()


def test_what_the_client_has_leads_to_their_acceptance_in_place(client, piet, tim, site):
    line = make_line(site.agreement, "1", hours="10")
    site.manager = piet
    site.save()
    Deliverable.objects.create(project=site, line=line, state="with_client", changed_at=MONDAY)

    assert step_of(client, piet, site) == "Record acceptance of 1"
    drawn = client.get(reverse("projects:project", args=[site.pk])).content.decode()
    assert f'href="{reverse("projects:move_deliverable", args=[site.pk, line.pk])}" data-dialog' in drawn


def test_without_another_step_the_timer_is_the_primary_button(client, piet, going):
    client.force_login(piet)
    make_item(going, "Sketches")
    address = reverse("projects:project", args=[going.pk])
    assert '<button class="btn btn-primary">' in client.get(address).content.decode()

    going.status = "paused"
    going.save()

    assert '<button class="btn btn-primary">Mark as active' in client.get(address).content.decode()


def test_each_unfinished_row_starts_the_timer_on_its_line_and_item(client, tim, piet, site):
    line = make_line(site.agreement, "1", hours="10")
    item, done = make_item(site, "Icons", line=line), make_item(site, "Words", line=line)
    done.finished_at = MONDAY
    done.save()
    client.force_login(tim)

    drawn = client.get(reverse("projects:project", args=[site.pk])).content.decode()

    assert f'value="p{site.pk}l{line.pk}"' in drawn
    assert f'value="p{site.pk}l{line.pk}i{item.pk}"' in drawn
    assert f'l{line.pk}i{done.pk}"' not in drawn
    started = client.post(
        reverse("timesheets:start_timer"), {"work_key": f"p{site.pk}l{line.pk}i{item.pk}", "billable": "on"}
    )
    assert started.status_code == 302


def test_the_tab_work_counts_open_lines_and_items_on_none_of_them(client, piet, site):
    line, finished = make_line(site.agreement, "1"), make_line(site.agreement, "2")
    finished.finished_at = MONDAY
    finished.save()
    make_item(site, "Icons", line=line)
    make_item(site, "Not quoted")
    site.manager = piet
    site.save()
    client.force_login(piet)

    for tab in ("project", "client", "facts"):
        tabs = client.get(reverse(f"projects:{tab}", args=[site.pk])).context["tabs"]
        assert {link.label: link.count for link in tabs}["Work"] == 2

    site.status = "closed"
    site.save()
    tabs = client.get(reverse("projects:project", args=[site.pk])).context["tabs"]
    assert {link.count for link in tabs} == {None}
