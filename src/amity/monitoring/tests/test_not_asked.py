"""Client input that no one has asked the client for: it says so, asks instead of reminding, and isn't late of them."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.gate.models import Item
from amity.gate.tests.making import make_contact
from amity.monitoring import rules
from amity.monitoring.changes import ChaseFields, InputFields, InputMove
from amity.monitoring.client_status.queries import needed
from amity.monitoring.inputs import commands, queries
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.models import ClientInput
from amity.monitoring.places import blockers_of
from amity.monitoring.shapes import InputShape
from amity.shared.errors import Invalid, Refused
from amity.waiting.awaited import awaited_by
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
TODAY = MONDAY.date()
DUE = TODAY - timedelta(days=6)


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock")


@pytest.fixture
def photos(piet, site, dana):
    fields = InputFields("Station photos", DUE, project_id=site.pk, contact_id=dana.pk)
    return commands.ask_input(by=acting(piet), fields=fields, now=MONDAY)


def waiting(person, now=MONDAY):
    return [item for group in waiting_for(acting(person), now, only="input") for item in group.items]


def act(client, photos, act, way="act"):
    values = {"version": photos.version, "nonce": uuid.uuid4().hex}
    return client.post(reverse(f"waiting:{way}", args=["input", photos.pk, act]), values)


def test_it_waits_to_be_asked_and_no_one_is_reminded_or_late(piet, photos):
    [item] = waiting(piet)

    assert item.heading == "Station photos: not asked yet"
    assert "Not asked of" in item.lead
    assert "Dana Whitlock" in item.lead
    assert (item.days_late, item.measure, item.due) == (0, 0, DUE)
    assert item.acts == ("send", "asked")
    assert "We need this from you: Station photos" in item.message.text


def test_it_waits_before_its_due_date_too(piet, site):
    fields = InputFields("Logo", TODAY + timedelta(days=9), project_id=site.pk)
    commands.ask_input(by=acting(piet), fields=fields, now=MONDAY)

    [item] = waiting(piet)
    assert (item.lead, item.acts) == ("Not asked yet", ("asked",))


@pytest.mark.parametrize("page", ["today:today", "waiting:waiting"])
def test_the_pages_offer_to_ask_and_never_to_remind(client, piet, photos, page):
    client.force_login(piet)
    shown = client.get(reverse(page)).content.decode()

    assert "Send request" in shown
    assert "Mark as asked" in shown
    assert "Send reminder" not in shown
    assert "6 days late</" not in shown


def test_its_own_page_its_project_and_the_account_say_it(client, piet, mara, osprey, site, photos):
    client.force_login(piet)
    own = client.get(reverse("monitoring:client_input", args=[photos.pk])).content.decode()
    assert "Not asked yet" in own
    assert "Send to client" in own
    assert "Mark as late" not in own

    project = client.get(reverse("projects:client", args=[site.pk])).content.decode()
    assert "Not asked yet" in project
    assert "6 days late" not in project

    client.force_login(mara)
    account = client.get(reverse("accounts:account", args=[osprey.pk])).content.decode()
    assert "Not asked of" in account
    assert "6 days late" not in account


def test_no_sum_of_lateness_has_it(piet, site, osprey, photos):
    assert queries.input_seen_by(acting(piet), photos.pk).late_on(TODAY) == 0
    assert list(ClientInput.objects.late(TODAY)) == []
    assert blockers_of(acting(piet), site, TODAY) == []
    assert [one.is_asked for one in needed([site.pk])[site.pk]] == [False]


def test_asked_late_it_is_late_from_that_day(piet, site, photos):
    commands.mark_asked(by=acting(piet), input_id=photos.pk, asked_on=TODAY - timedelta(days=2), now=MONDAY)

    [item] = waiting(piet)
    assert (item.heading, item.acts) == ("Station photos: 2 days late", ("remind", "received"))
    assert list(ClientInput.objects.late(TODAY)) == [photos]


def test_asking_in_place_gives_the_client_the_turn_and_can_be_undone(client, piet, photos):
    client.force_login(piet)
    assert act(client, photos, "asked").status_code == 302

    photos.refresh_from_db()
    assert (photos.asked_on, waiting(piet)) == (TODAY, [])
    assert [one.title for one in awaited_by(acting(piet), TODAY)] == ["Station photos"]

    assert act(client, photos, "asked", way="undo").status_code == 302
    assert [item.acts for item in waiting(piet)] == [("send", "asked")]
    assert trail.actions_on(photos) == ["input.asked", "input.marked_asked", "input.asking_undone"]


def test_sending_in_place_writes_the_request(client, piet, photos):
    client.force_login(piet)
    assert act(client, photos, "send").status_code == 302

    [email] = Item.objects.filter(subject_kind=INPUT, subject_id=photos.pk)
    assert email.subject == "What we need from you: Station photos"
    assert waiting(piet) == []


def test_it_is_neither_chased_nor_late_before_it_is_asked(piet, photos):
    given = {"by": acting(piet), "input_id": photos.pk, "now": MONDAY}
    with pytest.raises(Refused, match="hasn’t been asked"):
        commands.chase_input(**given, fields=ChaseFields(TODAY, "phone"))
    with pytest.raises(Refused, match="hasn’t been asked"):
        commands.move_input(**given, version=1, move=InputMove(rules.LATE, cause="Ill"))
    with pytest.raises(Invalid):
        commands.mark_asked(**given, asked_on=TODAY + timedelta(days=1))

    promised = commands.move_input(**given, version=1, move=InputMove(rules.PROMISED, on=TODAY))
    assert promised.asked_on == TODAY


def test_the_api_returns_no_date_of_asking(piet, photos):
    assert InputShape.of(queries.input_seen_by(acting(piet), photos.pk))["asked_on"] is None
