"""Client input requested and chased by email, through the gate."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.accounts.timeline.queries import events_of
from amity.audit import trail
from amity.gate import rules as items
from amity.gate.items import commands as gate
from amity.gate.releases.commands import release_due
from amity.gate.subjects.commands import write_about
from amity.gate.tests.making import make_contact, read
from amity.monitoring import rules
from amity.monitoring.changes import ChaseFields, InputFields, InputMove
from amity.monitoring.inputs import commands
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.models import InputChase
from amity.outbox.sending import deliver
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting

pytestmark = pytest.mark.usefixtures("on_monday")
DUE = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def dana(osprey):
    return make_contact(osprey, "Dana Whitlock")


@pytest.fixture
def photos(piet, site, dana):
    fields = InputFields("Station photos", DUE, project_id=site.pk, contact_id=dana.pk, detail="All six stations")
    return commands.ask_input(by=acting(piet), fields=fields, now=MONDAY)


def written(by, one):
    return read(write_about(by=acting(by), key=INPUT, subject_id=one.pk, now=MONDAY))


def sent(by, one, now=MONDAY):
    item = written(by, one)
    gate.submit(by=acting(by), item_id=item.pk, version=item.version, now=now, answers={})
    release_due(lambda: now)
    deliver(lambda: now)
    return read(item)


def test_the_request_is_written_to_whom_it_is_asked_of(mara, photos, dana):
    make_contact(dana.account, "Jana Roth", roles=["day_to_day"])
    item = written(mara, photos)

    assert [one.contact for one in item.recipients.all()] == [dana]
    assert item.subject == "What we need from you: Station photos"
    assert "Station photos" in item.body
    assert "All six stations" in item.body
    assert item.kind == items.INPUT


def test_the_first_email_is_the_request_and_the_next_a_reminder(mara, photos):
    first = sent(mara, photos)
    photos.refresh_from_db()
    assert (photos.outgoing, photos.chases.count()) == (first, 0)

    again = sent(mara, photos)
    assert again.subject == "Reminder: Station photos"
    [chase] = InputChase.objects.filter(input=photos)
    assert (chase.outgoing, chase.channel) == (again, "mail")
    assert trail.actions_on(photos) == ["input.asked", "input.sent", "input.chased"]


def test_a_reminder_of_what_is_late_names_no_day_in_the_past_as_one_to_come(mara, photos):
    sent(mara, photos)
    type(photos).objects.filter(pk=photos.pk).update(due_on=MONDAY.date() - timedelta(days=5))

    body = written(mara, photos).body

    assert "We were expecting this from you on 18 Nov" in body
    assert "Please tell us when we can expect it." in body
    assert "that date" not in body


def test_an_email_to_two_people_is_one_reminder(mara, photos, dana):
    sent(mara, photos)
    jana = make_contact(dana.account, "Jana Roth")
    item = written(mara, photos)
    item.recipients.create(contact=jana, way="cc", salt="0" * 32)
    gate.submit(by=acting(mara), item_id=item.pk, version=item.version, now=MONDAY, answers={})
    release_due(lambda: MONDAY)
    deliver(lambda: MONDAY)

    assert read(item).state == items.SENT
    assert InputChase.objects.filter(input=photos).count() == 1


def test_what_came_in_meanwhile_is_not_asked_for_again(mara, piet, photos):
    item = written(mara, photos)
    later = MONDAY + timedelta(hours=3)
    type(item).objects.filter(pk=item.pk).update(send_at=later)
    gate.submit(by=acting(mara), item_id=item.pk, version=read(item).version, now=MONDAY, answers={})
    move = InputMove(rules.IN, on=MONDAY.date())
    commands.move_input(by=acting(piet), input_id=photos.pk, version=photos.version, move=move, now=MONDAY)

    release_due(lambda: later)

    assert read(item).state == items.HELD
    with pytest.raises(Refused, match="closed"):
        written(mara, photos)


def test_the_conversation_shows_a_request_once(mara, osprey, photos):
    def kinds():
        events, _more = events_of(acting(mara), osprey)
        return sorted(one.source.key for one in events)

    assert kinds() == []
    sent(mara, photos)
    assert kinds() == ["outgoing"]
    sent(mara, photos)
    assert kinds() == ["outgoing", "outgoing"]


def test_a_reminder_by_telephone_stays_as_it_was(mara, piet, osprey, photos):
    commands.mark_asked(by=acting(piet), input_id=photos.pk, asked_on=MONDAY.date(), now=MONDAY)
    fields = ChaseFields(MONDAY.date(), "phone")
    commands.chase_input(by=acting(piet), input_id=photos.pk, fields=fields, now=MONDAY)

    [chase] = photos.chases.all()
    assert (chase.outgoing, written(mara, photos).subject) == (None, "Reminder: Station photos")


def test_a_team_member_sends_no_request(tim, photos):
    with pytest.raises(Refused):
        written(tim, photos)


def test_the_page_offers_it_and_shows_where_it_is(client, mara, photos):
    client.force_login(mara)
    page = reverse("monitoring:client_input", args=[photos.pk])
    assert "Send to client" in client.get(page).content.decode()

    sent(mara, photos)

    shown = client.get(page).content.decode()
    assert "Sent to Dana Whitlock" in shown
    assert "Send reminder" in shown


def test_it_is_said_where_the_client_can_not_find_an_input_on_their_pages(client, mara, osprey, photos):
    commands.mark_asked(by=acting(mara), input_id=photos.pk, asked_on=MONDAY.date(), now=MONDAY)
    client.force_login(mara)
    places = f"/inputs/{photos.pk}/", f"/accounts/{osprey.pk}/", f"/contacts/{photos.contact_id}/"
    row, page = "not on the client’s pages", "The client’s pages don’t show this"
    assert page in client.get(places[0]).text
    assert all(row in client.get(place).text for place in places[1:])

    sent(mara, photos)

    assert page not in client.get(places[0]).text
    assert not any(row in client.get(place).text for place in places[1:])
