"""The status of a project, written and sent to the client through the gate."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.gate import rules as items
from amity.gate.checks.letters import findings_of
from amity.gate.items import commands as gate
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import make_contact, read
from amity.monitoring.changes import InputFields
from amity.monitoring.client_status.rules import STATUS
from amity.monitoring.inputs.commands import ask_input
from amity.outbox.sending import deliver
from amity.portal.work.queries import status_of
from amity.projects import rules
from amity.projects.milestones.commands import add_milestone, deliver_milestone, move_milestone
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_project

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()
LATER = MONDAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock")


@pytest.fixture
def work(piet, site, dana):
    """A project with a milestone met, one late, one ahead, and client input that is needed."""
    type(site).objects.filter(pk=site.pk).update(status=rules.ACTIVE)
    for name, days in (("Design approved", -9), ("First station", -2), ("Go live", 20)):
        made = add_milestone(
            by=acting(piet), project_id=site.pk, name=name, due_on=TODAY + timedelta(days=days), share=None, now=MONDAY
        )
        if name == "Design approved":
            deliver_milestone(by=acting(piet), milestone_id=made.pk, delivered_on=date(2026, 11, 12), now=MONDAY)
    fields = InputFields(
        "Station photos", TODAY + timedelta(days=3), project_id=site.pk, contact_id=dana.pk, asked_on=TODAY
    )
    ask_input(by=acting(piet), fields=fields, now=MONDAY)
    site.refresh_from_db()
    return site


def written(by, project, now=MONDAY):
    return read(write_about(by=acting(by), key=STATUS, subject_id=project.pk, now=now))


def submitted(by, item, now=MONDAY):
    return gate.submit(by=acting(by), item_id=item.pk, version=item.version, now=now, answers={})


def sent(by, project, now=MONDAY):
    item = submitted(by, written(by, project, now), now)
    release_due(lambda: now)
    deliver(lambda: now)
    return read(item)


def test_who_runs_the_projects_of_the_account_is_read_with_the_project(client, piet, work, dana):
    client.force_login(piet)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/projects/{work.pk}/status/send/")
    assert f"Send status: {work.name}" in page.text
    assert [one["sql"] for one in captured if 'IN (SELECT U0."manager_id"' in one["sql"]] == []


def test_it_tells_the_stage_what_is_done_the_next_dates_and_what_is_needed(mara, work, dana):
    item = written(mara, work)

    assert (item.kind, item.subject) == (items.STATUS, f"{work.name}: where we are")
    assert [one.contact for one in item.recipients.all()] == [dana]
    parts = item.body.split("\n\n")
    assert parts[0] == "Hello Dana,"
    assert parts[1] == f"Here is where we are with “{work.name}”. The work is under way."
    assert parts[2] == "Done so far:\n- Design approved: finished on 12 Nov 2026"
    assert parts[3].splitlines()[0] == "Next dates:"
    assert next(line for line in parts[3].splitlines() if "First station" in line).endswith("not finished yet")
    assert "- Go live: " in parts[3]
    assert parts[4].startswith("What we need from you:\n- Station photos: by ")


def test_what_the_last_one_told_is_not_told_again(mara, piet, work, time_machine):
    first = sent(mara, work)
    assert first.state == items.SENT
    time_machine.move_to(LATER)
    live = work.milestones.get(name="Go live")
    deliver_milestone(by=acting(piet), milestone_id=live.pk, delivered_on=LATER.date(), now=LATER)

    body = written(mara, work, LATER).body

    assert "Done since our last status on" in body
    assert "Go live: finished" in body
    assert "Design approved" not in body


def test_a_project_managers_status_goes_unless_it_is_stopped(piet, work):
    item = submitted(piet, written(piet, work))

    assert (item.lane, item.state) == ("unless", items.SCHEDULED)


def test_a_date_that_moved_since_stops_it(mara, piet, work):
    item = written(mara, work)
    type(item).objects.filter(pk=item.pk).update(send_at=MONDAY + timedelta(hours=3))
    submitted(mara, read(item))
    live = work.milestones.get(name="Go live")
    move_milestone(by=acting(piet), milestone_id=live.pk, due_on=TODAY + timedelta(days=30), now=MONDAY)

    release_due(lambda: MONDAY + timedelta(hours=3))

    assert read(item).state == items.HELD


def test_the_client_reads_the_last_of_each_project_until_it_ends(mara, piet, work, dana, time_machine):
    sent(mara, work)
    time_machine.move_to(LATER)
    last = sent(mara, work, LATER)
    assert status_of([dana]) == [last]

    type(work).objects.filter(pk=work.pk).update(status=rules.CLOSED)
    assert status_of([dana]) == []


def test_only_those_who_run_the_project_send_it_until_it_ends(mara, tim, work):
    with pytest.raises((Refused, NotSeen)):
        written(tim, work)
    type(work).objects.filter(pk=work.pk).update(status=rules.CLOSED)
    with pytest.raises(Refused, match="ended"):
        written(mara, work)


def test_the_tab_client_offers_it_and_shows_where_it_is(client, mara, work):
    client.force_login(mara)
    page = reverse("projects:client", args=[work.pk])
    assert reverse("monitoring:send_status", args=[work.pk]) in client.get(page).content.decode()

    item = submitted(mara, written(mara, work))
    shown = client.get(page).content.decode()
    assert reverse("monitoring:send_status", args=[work.pk]) not in shown, "one is on its way"
    assert reverse("gate:item", args=[item.pk]) in shown


@pytest.mark.parametrize(("words", "stops"), [("Go live by 14 Dec", True), ("Go live by 13 Dec", False)])
def test_a_wrong_date_of_a_milestone_of_its_project_stops_it(mara, work, words, stops):
    item = written(mara, work)
    type(item).objects.filter(pk=item.pk).update(body=f"{item.body}\n\n{words}")

    found = findings_of(read(item)).blocks

    assert [one.words for one in found if one.key.startswith("bound:")] == ([words.removeprefix("Go live by ")] * stops)


def test_a_milestone_of_another_project_is_only_asked_about(mara, piet, work, osprey):
    other = make_project(osprey, manager=piet)
    type(other).objects.filter(pk=other.pk).update(status=rules.ACTIVE)
    add_milestone(by=acting(piet), project_id=other.pk, name="Press day", due_on=TODAY, share=None, now=MONDAY)
    item = written(mara, work)
    type(item).objects.filter(pk=item.pk).update(body=f"{item.body}\n\nPress day: 14 Dec")

    findings = findings_of(read(item))

    assert [one.key.partition(":")[0] for one in findings.blocks] == []
    assert "14 Dec" in [one.words for one in findings.warnings if one.key.startswith("bound:")]
