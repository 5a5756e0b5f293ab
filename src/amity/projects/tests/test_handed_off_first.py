"""A signed agreement leads first to the project under it that waits for its hand-off."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from amity.waiting.queries import waiting_for
from tests.builders import acting, make_agreement, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.mark.parametrize(("status", "first"), [("initiating", True), ("active", False)])
def test_the_next_step_of_a_signed_agreement_is_the_hand_off_of_its_project(client, mara, piet, osprey, status, first):
    agreement = make_agreement(osprey, "fixed", title="Booking")
    project = make_project(osprey, name="Winter page", manager=piet, agreement=agreement, status=status)
    client.force_login(mara)

    seen = client.get(reverse("agreements:agreement", args=[agreement.pk])).context
    buttons = seen["buttons"]

    primary = [(one.label, one.url, one.post) for one in buttons if one.primary]
    begin = reverse("handoff:begin", args=[project.pk])
    assert (primary == [("Hand off to Piet", begin, True)]) is first
    assert "New change order" in [one.label for one in (*seen["menu"], *buttons)]


def test_the_button_leads_to_the_hand_off_and_back_to_it(client, mara, piet, osprey):
    agreement = make_agreement(osprey, "fixed", title="Booking")
    project = make_project(osprey, name="Winter page", manager=piet, agreement=agreement, status="initiating")
    client.force_login(mara)

    begin = reverse("handoff:begin", args=[project.pk])
    answers = [client.post(begin, {"version": agreement.version}).url for _press in range(2)]

    assert answers[0].startswith(("/handoffs/", f"/projects/{project.pk}/"))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("runs_it", ["mara", None])
def test_without_someone_to_take_it_the_button_leads_to_the_project(client, request, mara, osprey, runs_it):
    agreement = make_agreement(osprey, "fixed", title="Booking")
    manager = request.getfixturevalue(runs_it) if runs_it else None
    project = make_project(osprey, name="Winter page", manager=manager, agreement=agreement, status="initiating")
    client.force_login(mara)

    buttons = client.get(reverse("agreements:agreement", args=[agreement.pk])).context["buttons"]

    primary = [(one.label, one.url, one.post) for one in buttons if one.primary]
    assert primary == [("Hand off Winter page", reverse("projects:project", args=[project.pk]), False)]


def test_a_signed_agreement_without_a_project_first_creates_one_that_is_handed_off(client, mara, piet, osprey):
    make_project(osprey, name="Winter timetable", manager=piet)
    agreement = make_agreement(
        osprey, "fixed", title="Winter timetable", taken_over=False, state="signed", starts_on=date(2026, 12, 28)
    )
    client.force_login(mara)
    page = reverse("agreements:agreement", args=[agreement.pk])

    first = client.get(page).context["buttons"][-1]
    assert (first.label, first.primary) == ("New project", True)
    assert client.get(page).context["title"] == "Winter timetable starts on Monday, 28 December 2026"
    form = client.get(first.url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    assert (values["name"], values["manager_id"]) == ("Winter timetable 2", piet.pk)

    answer = client.post(first.url, {name: value for name, value in values.items() if value is not None})

    project = agreement.projects.get()
    assert answer.url == reverse("projects:project", args=[project.pk])
    assert (project.account, project.manager, project.starts_on) == (osprey, piet, date(2026, 12, 28))
    assert client.get(page).context["buttons"][-1].label == "Hand off to Piet"


def to_create(person):
    groups = waiting_for(acting(person), timezone.now(), only="project_to_create")
    return [item for group in groups for item in group.items]


def test_a_signed_agreement_waits_for_the_account_manager_until_it_has_a_project(client, mara, piet, osprey):
    agreement = make_agreement(
        osprey, "fixed", title="Winter timetable", taken_over=False, state="signed", starts_on=date(2026, 12, 28)
    )
    client.force_login(mara)

    [item] = to_create(mara)
    assert (item.open, item.form) == ("New project", f"{reverse('projects:open_project')}?agreement={agreement.pk}")
    assert (item.due, item.headline) == (date(2026, 12, 28), "Winter timetable is signed and has no project yet")
    assert item.form in client.get(reverse("waiting:waiting")).content.decode()
    assert to_create(piet) == []

    make_project(osprey, name="Winter timetable", agreement=agreement)
    assert to_create(mara) == []


@pytest.mark.parametrize(
    "values",
    [{"taken_over": True, "state": "in_force"}, {"kind": "nda"}, {"state": "with_client"}, {"state": "superseded"}],
)
def test_an_agreement_that_needs_no_project_does_not_wait_for_one(mara, osprey, values):
    make_agreement(osprey, "fixed", **{"taken_over": False, "state": "signed", **values})

    assert to_create(mara) == []


def test_an_agreement_from_before_amity_needs_no_project(client, mara, osprey):
    agreement = make_agreement(osprey, "fixed", title="Booking", taken_over=True)
    client.force_login(mara)

    seen = client.get(reverse("agreements:agreement", args=[agreement.pk])).context

    assert "New project" not in [one.label for one in (*seen["menu"], *seen["buttons"])]
