"""The page of a contact: last and next talk, what is asked of them, and what is left of the push budget."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from amity.accounts.asks.queries import asked_of
from amity.accounts.evidence import Evidence
from amity.accounts.pushes.queries import push_budget
from amity.agency.commands import set_limit
from amity.conversations.actions.changes import ActionFields
from amity.conversations.actions.commands import add_action, finish_action
from amity.conversations.notes.talks import talks_with
from amity.conversations.tests.making import make_note
from amity.expectations.changes import ExpectationFields
from amity.expectations.commands import record_expectation
from amity.meetings.models import MeetingPerson
from amity.meetings.tests.making import make_meeting
from amity.monitoring.changes import ChaseFields, InputFields, InputMove
from amity.monitoring.inputs.commands import ask_input, chase_input, move_input
from amity.people import rules as roles
from amity.retainers.models import SentNote
from tests.builders import MONDAY, acting, make_account, make_agreement, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock", mail="dana@osprey.example", roles=["day_to_day"])


def chased(account, by, contact, *days, what="Photos"):
    """Ask a contact for input, and remind them on these days of November."""
    fields = InputFields(
        what, date(2026, 12, 1), account_id=account.pk, contact_id=contact.pk, asked_on=date(2026, 10, 24)
    )
    row = ask_input(by=acting(by), fields=fields, now=MONDAY - timedelta(days=30))
    for day in days:
        reminder = ChaseFields(date(2026, 11, day), "mail")
        chase_input(by=acting(by), input_id=row.pk, fields=reminder, now=MONDAY)
    return row


def page_of(client, contact):
    return client.get(reverse("accounts:contact", args=[contact.pk])).text


def test_the_page_shows_the_last_two_talks_and_the_next_one(client, mara, osprey, dana):
    for days, title in ((-3, "Steering"), (-2, "Price"), (-1, "Launch"), (2, "Review"), (1, "Kick-off")):
        make_note(osprey, mara, title=title, held_at=MONDAY + timedelta(days=days), contact_ids=(dana.pk,))
    make_note(osprey, mara, title="Without her")
    make_note(osprey, mara, title="She was ill", absent_contact_ids=(dana.pk,))
    talks = talks_with(acting(mara), dana)

    assert talks.next is not None
    assert (talks.next.title, [talk.title for talk in talks.last]) == ("Kick-off", ["Launch", "Price"])
    client.force_login(mara)
    assert "Next: <span data-verbatim>Kick-off</span>" in page_of(client, dana)


def test_meetings_of_the_calendar_are_talks_unless_there_is_a_note_of_them(mara, osprey, dana):
    make_note(osprey, mara, title="Noted", held_at=MONDAY - timedelta(days=1), contact_ids=(dana.pk,))
    for title, hours, answer, state in (
        ("Steering", 48, "accepted", "confirmed"), ("Cancelled", 2, "none", "cancelled"),
        ("Declined", 3, "declined", "confirmed"), ("Of the note", -24, "none", "confirmed"),
        ("Review", -72, "none", "confirmed"),
    ):  # fmt: skip
        starts = MONDAY + timedelta(hours=hours)
        meeting = make_meeting(osprey, title=title, starts_at=starts, state=state)
        MeetingPerson.objects.create(meeting=meeting, contact=dana, name=dana.name, mail=dana.mail, answer=answer)
    talks = talks_with(acting(mara), dana)

    assert talks.next is not None
    assert (talks.next.title, talks.next.minutes, talks.next.is_far) == ("Steering", 30, False)
    assert replace(talks.next, at=MONDAY + timedelta(days=7)).is_far
    assert [talk.title for talk in talks.last] == ["Noted", "Review"]


def test_without_a_talk_the_page_says_how_to_begin(client, mara, osprey, dana):
    client.force_login(mara)

    assert "No talks with Dana Whitlock yet." in page_of(client, dana)


def test_the_load_counts_what_is_asked_of_them_now_and_opens_to_the_list(client, mara, piet, osprey, site, dana):
    chased(osprey, mara, dana)
    for owner in ({"contact_id": dana.pk}, {"owner_id": piet.pk}):
        action = ActionFields("Send the photos", due_on=date(2026, 11, 30), **owner)
        add_action(by=acting(mara), account_id=osprey.pk, fields=action, now=MONDAY)
    make_agreement(osprey, title="CO-3", state="with_client", client_signer="dana whitlock")
    make_agreement(osprey, title="Signed by her", state="in_force", client_signer="Dana Whitlock")
    make_agreement(osprey, title="For Piotr", state="with_client", client_signer="Piotr Zielinski")

    assert [(ask.title, ask.due) for ask in asked_of(acting(mara), dana)] == [
        ("Send the photos", date(2026, 11, 30)), ("Photos", date(2026, 12, 1)), ("CO-3", None),
    ]  # fmt: skip
    client.force_login(mara)
    assert "3 things are asked of them now" in page_of(client, dana)


def test_what_is_done_received_or_signed_is_no_longer_asked(mara, osprey, dana):
    row = chased(osprey, mara, dana)
    move_input(
        by=acting(mara), input_id=row.pk, version=row.version, move=InputMove("in", date(2026, 11, 23)), now=MONDAY
    )
    fields = ActionFields("Send the photos", contact_id=dana.pk)
    action = add_action(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    finish_action(by=acting(mara), action_id=action.pk, version=action.version, now=MONDAY)

    assert asked_of(acting(mara), dana) == []


def test_reminders_and_retainer_notes_of_the_last_days_use_the_budget(client, mara, osprey, dana):
    row = chased(osprey, mara, dana, 16, 17, 23)
    care = make_agreement(osprey, title="Care")
    for days in (0, 8):
        SentNote.objects.create(
            agreement=care, period=date(2026, 11, 1), contact=dana, text="Dear Dana", sent_by=mara,
            sent_at=MONDAY - timedelta(days=days),
        )  # fmt: skip
    found = push_budget(acting(mara), dana, MONDAY.date())

    assert (found.left.used, found.left.left) == (3, 2)
    assert sorted((push.day.day, push.title) for push in found.pushes) == [(17, "Photos"), (23, "Care"), (23, "Photos")]
    client.force_login(mara)
    page = page_of(client, dana)
    assert "Push budget: 2 of 5 left this week" in page
    assert reverse("monitoring:client_input", args=[row.pk]) in page


def test_a_sponsor_has_two_a_month_and_the_agency_can_set_that(mara, osprey, dana):
    dana.roles = ["day_to_day", "sponsor"]
    dana.save()
    chased(osprey, mara, dana, 2, 10)

    found = push_budget(acting(mara), dana, MONDAY.date())
    assert (found.left.left, found.left.next_on) == (0, date(2026, 12, 2))
    admin = make_person("Admin", roles.ADMINISTRATOR)
    set_limit(by=acting(admin), name="push.sponsor", value=4, now=MONDAY)
    assert push_budget(acting(mara), dana, MONDAY.date()).left.left == 2


def test_two_contacts_with_one_address_share_the_smaller_budget_and_the_other_account_stays_closed(
    client, mara, osprey, dana
):
    other = make_account("Larkfield", manager=make_person("Otto", roles.ACCOUNT_MANAGER))
    twin = other.contacts.create(name="Dana W.", mail=dana.mail, roles=["decision_maker"])
    chased(other, other.manager, twin, 20, what="Secret launch")
    found = push_budget(acting(mara), dana, MONDAY.date())

    assert (found.shared, found.left.budget.most, found.left.left) == (True, 2, 1)
    assert [(push.title, push.address) for push in found.pushes] == [("", "")]
    client.force_login(mara)
    page = page_of(client, dana)
    assert "both share one budget" in page
    assert "Secret launch" not in page


def test_contacts_without_an_address_share_nothing(mara, osprey, dana):
    one, two = (osprey.contacts.create(name=name) for name in ("One", "Two"))
    chased(osprey, mara, one, 20)

    assert push_budget(acting(mara), two, MONDAY.date()).left.used == 0


def test_the_page_shows_their_roles_and_what_they_expect(client, mara, osprey, dana):
    dana.roles = ["sponsor", "day_to_day"]
    dana.save()
    other = osprey.contacts.create(name="Olga Other")
    for statement, contact in (("Weekly news by Friday", dana), ("A list for Olga", other)):
        fields = ExpectationFields(statement, kind="way", evidence=Evidence(stated_by_id=contact.pk))
        record_expectation(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    client.force_login(mara)

    page = page_of(client, dana)

    assert "sponsor, day-to-day" in page
    assert "Weekly news by Friday" in page
    assert "A list for Olga" not in page
