"""The page before a meeting, its email, its note, and meetings that wait for one."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.audit import trail
from amity.conversations.calls import commands
from amity.conversations.calls.assembling import sheet
from amity.conversations.calls.meetings import call_of_meeting, page_before, without_note
from amity.conversations.calls.models import CallMail, NoNote
from amity.conversations.models import Note
from amity.conversations.notes.fields import PointFields
from amity.conversations.tests.making import make_note
from amity.mailbox.to_clear.queries import wants_emails
from amity.meetings.models import Meeting
from amity.meetings.tests.making import make_meeting
from amity.outbox.models import Message
from amity.scope.models import Request
from amity.shared.errors import Invalid, NotSeen, Refused
from tests.builders import MONDAY, acting, make_account, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
SOON = MONDAY + timedelta(minutes=20)
ENDED = MONDAY - timedelta(hours=2)


@pytest.fixture
def helen(osprey):
    return osprey.contacts.create(name="Helen Marsh", roles=["sponsor"])


@pytest.fixture
def piotr(osprey):
    return osprey.contacts.create(name="Piotr Zielinski", roles=["finance"])


@pytest.fixture
def steering(osprey, mara, helen, piotr):
    return make_meeting(
        osprey, people=[mara], contacts=[helen, piotr], starts_at=SOON, title="Steering group", place="Teams",
        join_link="https://teams.example/j/1",
    )  # fmt: skip


@pytest.fixture
def review(osprey, mara, helen):
    return make_meeting(osprey, people=[mara], contacts=[helen], starts_at=ENDED, title="Account review")


def emailed(now=MONDAY):
    """Send what is due, and return to whom, by subject."""
    before = set(Message.objects.values_list("pk", flat=True))
    commands.mail_before_calls(now=now)
    return list(Message.objects.exclude(pk__in=before).order_by("pk").values_list("to", "subject"))


def test_the_page_of_a_meeting_has_everyone_who_has_not_declined(osprey, mara, helen, piotr, steering):
    ravi, dana = make_person("Ravi"), osprey.contacts.create(name="Dana Whitlock")
    steering.people.create(person=ravi, name="Ravi", answer="declined")
    steering.people.create(contact=dana, name="Dana Whitlock", answer="declined")
    steering.people.create(name="Gwen Pryce", mail="gwen@osprey.example", answer="none")

    call = call_of_meeting(acting(mara), steering.pk, MONDAY)

    assert [contact.name for contact in call.contacts] == ["Helen Marsh", "Piotr Zielinski"]
    assert ([one.person for one in call.colleagues], call.others) == ([mara], ["Gwen Pryce"])
    assert (call.colleagues[0].role, call.decides) == ("account manager", True)
    assert [guest.name for guest in sheet(acting(mara), call).guests] == ["Helen Marsh", "Piotr Zielinski"]


def test_the_page_says_when_and_where_with_the_link_and_that_it_was_emailed(client, mara, steering):
    client.force_login(mara)
    address = reverse("conversations:before_meeting", args=[steering.pk])
    first = client.get(address).content.decode()
    emailed()

    shown = client.get(address).content.decode()

    assert "Before the call with" in shown
    assert "09:20 to 09:50" in shown
    assert "Teams" in shown
    assert 'href="https://teams.example/j/1"' in shown
    assert "This page was emailed to you at 09:00." not in first
    assert "This page was emailed to you at 09:00." in shown


def test_a_colleague_is_emailed_once_for_each_start_of_a_meeting(mara, steering):
    assert emailed(MONDAY - timedelta(minutes=11)) == []
    assert emailed() == [(mara.mail, "Before your call at 09:20: Helen Marsh and Piotr Zielinski, Osprey Rail")]
    assert emailed(MONDAY + timedelta(minutes=5)) == []
    steering.starts_at, steering.ends_at = SOON + timedelta(hours=2), SOON + timedelta(hours=3)
    steering.save()
    later = MONDAY + timedelta(hours=2)

    assert [subject[:27] for _to, subject in emailed(later)] == ["Before your call at 11:20: "]
    assert emailed(later + timedelta(minutes=5)) == []
    assert CallMail.objects.count() == 2


@pytest.mark.parametrize("fault", ["cancelled", "all_day", "declined", "client_declined", "off", "left", "account"])
def test_no_one_is_emailed_without_a_reason(mara, steering, fault):
    if fault == "cancelled":
        Meeting.objects.update(state="cancelled")
    elif fault == "all_day":
        Meeting.objects.update(is_all_day=True)
    elif fault == "declined":
        steering.people.filter(person=mara).update(answer="declined")
    elif fault == "client_declined":
        steering.people.filter(person=None).update(answer="declined")
    elif fault == "off":
        commands.choose_emails(by=acting(mara), before_calls=False, now=MONDAY)
    elif fault == "left":
        type(mara).objects.filter(pk=mara.pk).update(is_active=False)
    else:
        steering.account = make_account("Kestrel Bikes", manager=make_person("Someone else"))
        steering.save()

    assert emailed() == []


def test_emails_can_be_turned_off_and_on_again(client, mara, steering):
    client.force_login(mara)
    address = reverse("conversations:own_emails")

    assert client.post(address, {}).status_code == 302
    assert emailed() == []
    client.post(address, {"before_calls": "on"})
    assert len(emailed()) == 1
    assert trail.actions_on(mara)[-2:] == ["emails.chosen", "emails.chosen"]


def test_each_kind_of_email_is_turned_off_and_on_by_its_own_checkbox(client, mara):
    client.force_login(mara)
    address = reverse("conversations:own_emails")

    def chosen():
        return client.get(address).context["form"].initial

    assert chosen() == {"before_calls": True, "to_clear": True}
    client.post(address, {"before_calls": "on"})
    assert chosen() == {"before_calls": True, "to_clear": False}
    assert not wants_emails(mara.pk)
    client.post(address, {"to_clear": "on"})
    assert chosen() == {"before_calls": False, "to_clear": True}
    page = client.get(address).content.decode()
    assert re.findall(r'name="(\w+)"[^>]*\bchecked', page) == ["to_clear"]


def test_the_email_has_what_to_settle_and_leads_to_the_page(mara, osprey, helen, steering):
    points = [PointFields("request", "Six more stations", 2, helen.pk)]
    make_note(osprey, mara, "Good call\n? Six more stations", points, contact_ids=(helen.pk,))
    emailed()

    body = Message.objects.get().body
    assert "Helen Marsh is waiting for an answer: Six more stations" in body
    assert "To settle:\n- Six more stations\n  Do they still want it, and by when?" in body
    assert reverse("conversations:before_meeting", args=[steering.pk]) in body


def test_the_note_of_a_meeting_begins_with_its_time_and_people_and_is_linked(
    client, mara, osprey, helen, piotr, review
):
    client.force_login(mara)
    lead = client.get(reverse("conversations:note_meeting", args=[review.pk]))
    form = client.get(lead.url).context["form"]

    assert lead.url.endswith(f"/accounts/{osprey.pk}/notes/add/?meeting={review.pk}")
    assert (form["title"].value(), form["minutes"].value()) == ("Account review", 30)
    assert (form["contacts"].value(), form["meeting"].value()) == ([str(helen.pk)], review.pk)
    client.post(lead.url, {
        "nonce": "1" * 32, "kind": "meeting", "held_on": "2026-11-23", "held_time": "07:00", "text": "Good",
        "meeting": review.pk, "contacts": [helen.pk], "colleagues": [mara.pk],
    })  # fmt: skip
    note = Note.objects.get()
    assert note.meeting == review
    assert client.get(reverse("conversations:note_meeting", args=[review.pk])).url == f"/notes/{note.pk}/"


def test_the_form_of_a_note_proposes_todays_meeting_until_it_has_one(client, mara, osprey, review):
    client.force_login(mara)
    address = reverse("conversations:record_note", args=[osprey.pk])

    assert "Account review, 07:00" in client.get(address).content.decode()
    commands.note_meeting(by=acting(mara), meeting_id=review.pk, text="Good", now=MONDAY)
    assert "Account review, 07:00" not in client.get(address).content.decode()


def test_a_meeting_has_one_note_and_only_of_its_own_account(mara, osprey, review):
    make_note(osprey, mara, meeting_id=review.pk)
    other = make_account("Kestrel Bikes", manager=mara)

    with pytest.raises(Invalid, match="already has a note"):
        make_note(osprey, mara, meeting_id=review.pk)
    elsewhere = make_meeting(other, people=[mara], starts_at=ENDED)
    with pytest.raises(Invalid, match="meeting of this account"):
        make_note(osprey, mara, meeting_id=elsewhere.pk)


def test_a_meeting_that_ended_waits_for_one_line_whose_marks_become_records(client, mara, helen, review):
    assert list(without_note(mara, MONDAY.date(), MONDAY)) == [review]
    client.force_login(mara)
    client.post(reverse("waiting:act", args=["meeting_note", review.pk, "save"]), {
        "nonce": "2" * 32, "version": "0", "back": "/waiting/", "value": "Good\n? Six more stations",
    })  # fmt: skip

    note, request = Note.objects.get(), Request.objects.get()
    assert (note.meeting, note.kind, note.title, note.author) == (review, "meeting", "Account review", mara)
    assert (request.words, request.contact) == ("Six more stations", helen)
    assert list(without_note(mara, MONDAY.date(), MONDAY)) == []


def test_a_line_that_leaves_something_open_or_is_blank_saves_nothing(mara, review, osprey, piotr):
    review.people.create(contact=piotr, name=piotr.name, answer="accepted")
    for text in ("p blue", "  "):
        with pytest.raises(Invalid):
            commands.note_meeting(by=acting(mara), meeting_id=review.pk, text=text, now=MONDAY)

    assert not Note.objects.exists()


def test_no_note_needed_can_be_undone(mara, review):
    commands.need_no_note(by=acting(mara), meeting_id=review.pk, now=MONDAY)
    commands.need_no_note(by=acting(mara), meeting_id=review.pk, now=MONDAY)
    assert list(without_note(mara, MONDAY.date(), MONDAY)) == []
    commands.need_note(by=acting(mara), meeting_id=review.pk, now=MONDAY)

    assert list(without_note(mara, MONDAY.date(), MONDAY)) == [review]
    assert not NoNote.objects.exists()
    assert trail.actions_on(review) == ["meeting.needs_no_note", "meeting.needs_note"]


def test_a_meeting_to_come_or_long_ago_or_without_a_contact_asks_for_no_note(mara, osprey, steering):
    make_meeting(osprey, people=[mara], starts_at=ENDED)
    old = MONDAY - timedelta(days=4)
    make_meeting(osprey, people=[mara], contacts=[osprey.contacts.first()], starts_at=old)

    assert list(without_note(mara, MONDAY.date(), MONDAY)) == []
    with pytest.raises(Refused):
        commands.note_meeting(by=acting(mara), meeting_id=steering.pk, text="Good", now=MONDAY)


def test_a_stranger_gets_no_page_and_a_colleague_in_it_needs_the_account(osprey, mara, steering):
    stranger, designer = make_person("Otto Stranger", "account_manager"), make_person("Dee Designer", "team_member")
    steering.people.create(person=designer, name="Dee Designer", answer="accepted")

    for person in (stranger, designer):
        with pytest.raises(NotSeen):
            call_of_meeting(acting(person), steering.pk, MONDAY)
    assert page_before(acting(designer), [steering]) == {}
    assert list(without_note(designer, MONDAY.date() + timedelta(days=1), MONDAY + timedelta(days=1))) == []
