"""The one primary button of a project: the next step for its reader."""

import pytest
from django.urls import reverse

from tests.builders import make_entry, make_item, make_line, make_project


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
