"""Pages of risks and blockers and of client input: one line is enough, lists are filtered, a project has its own."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from amity.expectations.models import Expectation
from amity.monitoring.changes import EntryFields, InputFields
from amity.monitoring.inputs import commands as input_commands
from amity.monitoring.models import ClientInput, ProjectExpectation, RegisterEntry
from amity.monitoring.risks import commands as risk_commands
from amity.monitoring.tests.making import make_client_side
from amity.projects.models import Project
from tests.builders import acting, make_agreement, make_line, make_person, make_project

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
NONCE = {"nonce": "n" * 32}
pytestmark = pytest.mark.django_db


@pytest.fixture
def piets(client, piet):
    client.force_login(piet)
    return client


def text_of(client, address) -> str:
    return str(client.get(address).content.decode())


def test_one_line_on_the_project_raises_a_roadblock_and_says_since_when(piets, site):
    address = reverse("monitoring:add_entry", args=[site.pk])
    answer = piets.post(address, NONCE | {"title": "Sandbox is down", "kind": "roadblock", "waiting": "Samuel"})

    entry = RegisterEntry.objects.get()
    assert answer.url == reverse("projects:client", args=[site.pk]) + "#register"
    assert entry.waits_since is not None
    page = text_of(piets, reverse("projects:client", args=[site.pk]))
    for shown in ("Sandbox is down", "Samuel is waiting", "Risks and blockers", "Client input", "Expectations"):
        assert shown in page


def test_the_likely_owners_of_a_risk_are_buttons_and_whoever_asks_the_client_asks_again(piets, piet, site):
    for name in ("Nora", "Vera", "Zoe"):
        make_person(name)

    risk = piets.get(reverse("projects:client", args=[site.pk])).content.decode()
    asked = piets.get(reverse("monitoring:ask_input", args=[site.pk])).context["form"]["owner_id"]

    assert 'type="radio" name="owner_id"' in risk
    assert "Someone else…" in risk
    assert [str(button.choice_label) for button in asked.subwidgets if button.data["selected"]] == ["Piet"]


def test_what_is_missing_is_asked_for_with_what_was_typed(piets, site):
    answer = piets.post(
        reverse("monitoring:add_entry", args=[site.pk]), NONCE | {"title": "Sandbox is down", "kind": "roadblock"}
    )

    assert answer.status_code == 422
    assert "Enter who is waiting." in answer.content.decode()
    assert "Sandbox is down" in answer.content.decode()


def test_closing_by_form_asks_for_the_outcome(piets, piet, site):
    said = EntryFields("One writer", project_id=site.pk)
    entry = risk_commands.add_entry(by=acting(piet), fields=said, now=NOW)
    address = reverse("monitoring:move_entry", args=[entry.pk])
    assert "How it ended" in text_of(piets, address + "?to=closed")

    assert piets.post(address, NONCE | {"state": "closed", "version": 1}).status_code == 422
    piets.post(address, NONCE | {"state": "closed", "version": 1, "note": "Two writers now"})

    assert "Two writers now" in text_of(piets, reverse("monitoring:entry", args=[entry.pk]))


def test_one_line_asks_the_client_and_late_shows_the_cause_and_the_day_that_moved(piets, piet, site):
    site.milestones.create(name="Beta", due_on=date(2026, 12, 1))
    dana = site.account.contacts.create(name="Dana Whitlock")
    sent = {"what": "Station photos", "contact_id": dana.pk, "due_on": "2026-11-20"}
    piets.post(reverse("monitoring:ask_input", args=[site.pk]), NONCE | sent)
    one = ClientInput.objects.get()
    edited = sent | {
        "milestone_id": site.milestones.get().pk,
        "asked_on": "2026-11-19",
        "version": 1,
        "nonce": "e" * 32,
    }
    piets.post(reverse("monitoring:edit_input", args=[one.pk]), edited)
    chase = {"chased_on": "2026-11-20", "channel": "phone", "note": "Tomorrow", "nonce": "c" * 32}
    piets.post(reverse("monitoring:chase_input", args=[one.pk]), chase)
    late = {"state": "late", "version": 2, "cause": "Photographer is ill", "moved_to": "2026-12-08", "nonce": "l" * 32}
    piets.post(reverse("monitoring:move_input", args=[one.pk]), late)

    page = text_of(piets, reverse("projects:client", args=[site.pk]))
    for shown in ("Photographer is ill", "chased 1 time", "moved:", "8 Dec"):
        assert shown in page
    history = text_of(piets, reverse("monitoring:client_input", args=[one.pk])).partition(">History<")[2]
    assert '<span class="dim t13">by <' in history


def test_the_form_that_requests_input_names_the_act_the_owner_and_where_a_line_is(client, mara, site):
    client.force_login(mara)
    agreement = make_agreement(site.account, title="App care", state="in_force")
    line = make_line(agreement)
    address = reverse("monitoring:ask_account_input", args=[site.account_id])

    drawn = text_of(client, address)

    assert drawn.count("Request input") >= 2
    assert "Nothing is sent. Send the request from its page" in drawn
    assert re.search(r'<button class="btn btn-primary">\s*Record request\s*</button>', drawn)
    assert re.search(rf'name="owner_id" value="{mara.pk}"[^>]* checked', drawn)
    assert f"{line.title} · App care" in drawn
    assert "optional" not in drawn
    page = client.post(address, NONCE | {"what": "Station photos", "due_on": "2026-11-30"}, follow=True)
    way = reverse("monitoring:send_input", args=[ClientInput.objects.get().pk])
    assert f'Recorded, but not asked yet: Station photos. <a href="{way}">Send to client</a>' in page.text


def test_lists_are_narrowed_and_taken_along(piets, piet, site):
    for title in ("Open one", "Closed one"):
        risk_commands.add_entry(
            by=acting(piet), fields=EntryFields(title, project_id=site.pk, client_effect=4), now=NOW
        )
    RegisterEntry.objects.filter(title="Closed one").update(state="closed", outcome="Gone")
    input_commands.ask_input(
        by=acting(piet), fields=InputFields("Photos", date(2026, 11, 20), project_id=site.pk), now=NOW
    )

    going_on = text_of(piets, reverse("monitoring:register") + "?state=going_on")
    sheet = b"".join(piets.get(reverse("monitoring:inputs") + "?export=csv").streaming_content).decode()

    assert ("Open one" in going_on, "Closed one" in going_on) == (True, False)
    assert "Photos" in sheet


def test_the_account_names_what_is_waited_for(client, mara, piet, site):
    due = date(2026, 11, 20)
    fields = InputFields("Photos", due, project_id=site.pk, asked_on=due)
    input_commands.ask_input(by=acting(piet), fields=fields, now=NOW)
    client.force_login(mara)

    page = text_of(client, reverse("accounts:account", args=[site.account_id]))

    assert "Client input" in page
    assert "Photos" in page


def test_an_expectation_is_written_down_on_the_project(piets, site):
    dana = site.account.contacts.create(name="Dana Whitlock")
    sent = {"statement": "In Welsh too", "stated_by_id": dana.pk, "stated_on": "2026-11-20"}

    piets.post(reverse("monitoring:expect_on_project", args=[site.pk]), NONCE | sent)

    assert "In Welsh too" in text_of(piets, reverse("projects:client", args=[site.pk]))


def test_an_expectation_of_the_account_is_asked_its_project_which_can_be_corrected(piets, piet, site):
    old = make_project(site.account, manager=piet, name="Old site", status="closed")
    app = make_project(site.account, manager=piet, name="App")
    record = reverse("expectations:record_expectation", args=[site.account_id])

    field = piets.get(record).context["form"]["project_id"]
    offered = [str(button.choice_label) for button in field.subwidgets]
    assert set(offered) == {app.name, site.name, "No particular project"}
    assert old.name not in offered

    piets.post(record, NONCE | {"statement": "In Welsh too", "project_id": app.pk})
    one = Expectation.objects.get()
    assert one.place.project == app
    edit = reverse("expectations:edit_expectation", args=[one.pk])
    assert piets.get(edit).context["form"]["project_id"].value() == app.pk
    sent = {"nonce": "m" * 32, "statement": "In Welsh too", "kind": "result", "version": one.version}
    piets.post(edit, sent | {"project_id": ""})
    assert not ProjectExpectation.objects.exists()


def test_the_project_names_what_blocks_it_and_the_dates_of_its_promises(piets, piet, site):
    due = NOW.date() - timedelta(days=6)
    Project.objects.filter(pk=site.pk).update(ends_on=NOW.date() + timedelta(days=9))
    input_commands.ask_input(
        by=acting(piet), fields=InputFields("Photos", due, project_id=site.pk, asked_on=due), now=NOW
    )
    promise = Expectation.objects.create(
        account=site.account, kind="promise", statement="Test phones for Cardiff", promised_by=piet,
        promised_until=NOW.date() + timedelta(days=2), added_at=NOW, changed_at=NOW,
    )  # fmt: skip
    ProjectExpectation.objects.create(expectation=promise, project=site)

    with time_machine.travel(NOW):
        context = piets.get(reverse("projects:project", args=[site.pk])).context

    assert [(one.title, one.reason, one.side) for one in context["blockers"]] == [("Photos", "6 days late", "client")]
    assert [(row.other.title, row.other.note) for row in context["dates"]] == [
        ("Test phones for Cardiff", "promise, Piet"), ("Project ends", ""),
    ]  # fmt: skip


def test_the_tab_client_counts_what_is_open_there(client, mara, tim, site):
    make_client_side(site, by=mara)
    make_client_side(site, by=mara)
    ClientInput.objects.order_by("pk").update(state="in")
    RegisterEntry.objects.filter(pk=RegisterEntry.objects.earliest("pk").pk).update(state="closed", outcome="Solved")

    def counted(person):
        client.force_login(person)
        tabs = client.get(reverse("projects:project", args=[site.pk])).context["tabs"]
        return {link.label: link.count for link in tabs}["Client"]

    assert counted(mara) == 0 + 1 + 2
    assert counted(tim) == 0 + 1 + 2
    Expectation.objects.update(state="met")
    assert counted(mara) == 1


def test_names_of_contacts_lead_to_their_page_for_those_who_see_it(client, mara, tim, site):
    make_client_side(site, by=mara)
    asked, expected = ClientInput.objects.get(), Expectation.objects.get()
    link = f'href="{reverse("accounts:contact", args=[asked.contact_id])}"'

    for address in (
        reverse("monitoring:client_input", args=[asked.pk]), reverse("expectations:expectation", args=[expected.pk])
    ):  # fmt: skip
        client.force_login(mara)
        assert link in text_of(client, address)
        client.force_login(tim)
        assert link not in text_of(client, address)


def test_the_form_asks_first_what_it_is_and_says_each_question_once(piets, site):
    page = piets.get(reverse("monitoring:add_entry", args=[site.pk])).content.decode()
    form = page[page.index('id="act"') :]
    asked = [form.index(f'name="{name}"') for name in ("title", "kind", "client_effect", "side", "waiting")]

    assert asked == sorted(asked)
    assert form.count('name="title"') == 1
    assert [form.count("Who waits"), form.count("Response")] == [1, 1]
    assert "<h1>Raise a risk or blocker</h1>" in re.sub(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", r"<h1>\1</h1>", page)
