"""The page before a call: what to settle, what not to say, the last talk, and who may read it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.evidence import Evidence
from amity.accounts.preferences.commands import PreferenceFields, keep_preference
from amity.accounts.pushes.queries import push_budgets
from amity.conversations.calls.assembling import sheet
from amity.conversations.calls.call import call_with
from amity.conversations.models import PassOn
from amity.conversations.notes.fields import PointFields
from amity.conversations.passing import commands as passing
from amity.conversations.passing.changes import KeepBackFields, RaiseFields
from amity.conversations.tests.making import make_note
from amity.expectations.conflicts.commands import ConflictFields, OptionFields, find_conflict
from amity.expectations.models import Expectation
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs.commands import ask_input
from amity.shared.errors import NotSeen
from tests.builders import MONDAY, acting, make_agreement, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
TODAY = MONDAY.date()


@pytest.fixture
def helen(osprey):
    return osprey.contacts.create(name="Helen Marsh", roles=["sponsor"], cadence_days=7)


@pytest.fixture
def dana(osprey):
    return osprey.contacts.create(name="Dana Whitlock", roles=["day_to_day"])


def page(by, contact, now=MONDAY):
    return sheet(acting(by), call_with(acting(by), contact.pk, now))


def told(osprey, by, *points, contact, held_at=MONDAY - timedelta(days=13), **values):
    """Record a talk with a contact, of which each point is a line."""
    text = "\n".join(["Good call", *("x" for _point in points)])
    return make_note(
        osprey, by, text, [PointFields(**each, line=number) for number, each in enumerate(points, 2)],
        contact_ids=(contact.pk,), held_at=held_at, **values,
    )  # fmt: skip


def test_a_promise_due_today_is_named_first_and_listed_with_its_owner(osprey, mara, helen):
    promise = {"mark": "promise", "text": "CO-3", "contact_id": helen.pk, "person_id": mara.pk, "due_on": TODAY}
    told(osprey, mara, promise, {"mark": "request", "text": "Six more stations", "contact_id": helen.pk}, contact=helen)

    seen = page(mara, helen)

    assert str(seen.finding) == "A promise is due by this call: CO-3"
    assert str(seen.behind) == "You promised this to Helen Marsh."
    assert [(one.kind, one.what) for one in seen.matters] == [("request", "Six more stations"), ("promise", "CO-3")]
    assert [(one.owner, one.side, one.due, one.state) for one in seen.promises] == [
        (mara.name, "agency", TODAY, "due by this call")
    ]


def test_a_late_promise_says_how_late_and_asks_for_a_new_date(osprey, mara, helen):
    due = TODAY - timedelta(days=2)
    promise = {"mark": "promise", "text": "CO-3", "contact_id": helen.pk, "person_id": mara.pk, "due_on": due}
    told(osprey, mara, promise, contact=helen)

    seen = page(mara, helen)

    assert str(seen.finding) == "A promise is 2 days late: CO-3"
    assert (seen.matters[0].want, seen.promises[0].state) == ("They hear why, and a new date", "late")


def test_a_conflict_of_someone_else_is_settled_with_the_sponsor_but_not_with_others(osprey, mara, helen, dana):
    told(osprey, mara, {"mark": "expectation", "text": "Welsh at launch", "contact_id": dana.pk}, contact=dana)
    piotr = osprey.contacts.create(name="Piotr Zielinski", roles=["finance"])
    expectation = Expectation.objects.get()
    options = (OptionFields("change_order", 1, 1), OptionFields("decline", -2, 1))
    find_conflict(
        by=acting(mara), expectation_id=expectation.pk, version=1, now=MONDAY,
        fields=ConflictFields("English only", options),
    )  # fmt: skip

    seen = page(mara, helen)

    assert str(seen.finding) == "Settle this conflict: Welsh at launch"
    assert seen.matters[0].evidence == ["Agreed: English only"]
    assert [one.kind for one in page(mara, dana).matters] == ["conflict"]
    assert page(mara, piotr).matters == []


def test_a_promise_to_tell_someone_else_first_comes_before_what_would_break_it(osprey, mara, helen, dana):
    told(osprey, mara, {"mark": "expectation", "text": "Welsh at launch", "contact_id": dana.pk}, contact=dana)
    options = (OptionFields("change_order", 1, 1), OptionFields("decline", -2, 1))
    find_conflict(
        by=acting(mara), expectation_id=Expectation.objects.get().pk, version=1, now=MONDAY,
        fields=ConflictFields("English only", options),
    )  # fmt: skip
    first = {"mark": "promise", "contact_id": helen.pk, "person_id": mara.pk, "due_on": TODAY + timedelta(days=1)}
    texts = ("Tell Helen about Welsh first", "Rough drafts first, before we design the map", "Welsh texts")
    told(osprey, mara, *(first | {"text": text} for text in texts), contact=helen)

    seen = page(mara, dana)

    assert str(seen.finding) == "Before this call: Tell Helen about Welsh first"
    assert str(seen.behind) == "You promised this to Helen Marsh."
    assert [(one.kind, one.what) for one in seen.matters] == [
        ("before", "Tell Helen about Welsh first"), ("conflict", "Welsh at launch"),
    ]  # fmt: skip
    assert seen.matters[0].want == "Do this before the call"
    assert [one.kind for one in page(mara, helen).matters] == ["conflict"]


def test_late_input_of_a_contact_is_to_settle_with_them_alone_and_awaited_from_all(osprey, mara, helen, dana):
    due = TODAY - timedelta(days=7)
    asked = InputFields(what="Station photos", account_id=osprey.pk, contact_id=dana.pk, due_on=due, asked_on=due)
    ask_input(by=acting(mara), fields=asked, now=MONDAY)

    assert str(page(mara, dana).finding) == "Their input is 7 days late: Station photos"
    assert page(mara, helen).matters == []
    assert [(one.what, one.who, one.days_late) for one in page(mara, helen).awaited] == [
        ("Station photos", "Dana Whitlock", 7)
    ]


def test_what_is_not_to_be_said_begins_with_their_own_never_and_has_what_is_kept_back(osprey, mara, helen, dana):
    stated = Evidence(helen.pk, TODAY - timedelta(days=11), "call", "Never tell me it’s complicated.")
    for fields in (
        PreferenceFields("no slides before noon", "never", "process", "assumption", note="She said so once"),
        PreferenceFields("no excuses", "never", "wording", "stated", evidence=stated),
        PreferenceFields("short calls", "like", "process", "stated", holder_id=helen.pk, evidence=stated),
    ):
        keep_preference(by=acting(mara), account_id=osprey.pk, fields=fields, now=MONDAY)
    raised = RaiseFields("The sandbox was down", contact_id=helen.pk)
    row = passing.raise_for_client(by=acting(mara), account_id=osprey.pk, fields=raised, now=MONDAY)
    because = KeepBackFields("Fixed before they noticed")
    passing.keep_back(by=acting(mara), passed_id=row.pk, version=1, fields=because, now=MONDAY)
    told(
        osprey,
        mara,
        {"mark": "expectation", "text": "The board must not hear of it", "contact_id": helen.pk},
        contact=helen,
    )

    seen = page(mara, helen)

    assert [(one.what, str(one.why)) for one in seen.cautions] == [
        ("no excuses", "they said so"),
        ("no slides before noon", "our assumption; no one has said so"),
        ("The sandbox was down", "Kept back: Fixed before they noticed"),
        ("The board must not hear of it", "they expect this"),
    ]
    assert [one.quote for one in seen.cautions] == [
        "Never tell me it’s complicated.", "", "", "The board must not hear of it",
    ]  # fmt: skip
    assert seen.guests[0].manner == [("Likes", "short calls")]
    assert [one.what for one in page(mara, dana).cautions][2:] == []


def test_what_a_contact_does_not_know_yet_is_to_settle_until_they_know(osprey, mara, helen, dana):
    raised = RaiseFields("The sandbox was down", contact_id=helen.pk)
    passing.raise_for_client(by=acting(mara), account_id=osprey.pk, fields=raised, now=MONDAY)

    assert str(page(mara, helen).finding) == "Helen Marsh doesn’t know yet: The sandbox was down"
    assert page(mara, dana).matters == []
    PassOn.objects.update(state="client_knows")
    assert str(page(mara, helen).finding) == "Nothing is open with Helen Marsh."


def test_the_last_talk_has_their_words_what_was_decided_and_how_long_it_is_ago(osprey, mara, helen):
    decision = {"mark": "decision", "text": "Launch on 17 February"}
    request = {"mark": "request", "text": "Six more stations", "contact_id": helen.pk}
    told(osprey, mara, decision, request, contact=helen, minutes=18, title="Call with Helen")
    told(osprey, mara, contact=helen, held_at=MONDAY + timedelta(days=1), title="A planned talk")

    seen = page(mara, helen)

    assert seen.talk is not None
    assert (seen.talk.title, seen.talk.on, seen.talk.minutes) == ("Call with Helen", date(2026, 11, 10), 18)
    assert (seen.talk.quote, seen.talk.who) == ("Six more stations", "Helen Marsh")
    assert seen.talk.decisions == ["Launch on 17 February"]
    assert (seen.guests[0].talked, seen.guests[0].is_quiet) == ("quiet for 13 days", True)


def test_without_anything_open_the_page_says_since_when_they_are_quiet(osprey, mara, helen, dana):
    told(osprey, mara, contact=helen)

    assert str(page(mara, helen).finding) == "Helen Marsh has been quiet for 13 days."
    assert page(mara, dana).guests[0].talked == "no talk recorded yet"


def test_the_page_is_drawn_from_the_contact_and_leads_to_a_note_with_them(client, osprey, mara, helen):
    client.force_login(mara)
    told(osprey, mara, {"mark": "request", "text": "Six <more> stations", "contact_id": helen.pk}, contact=helen)
    address = reverse("conversations:before_contact", args=[helen.pk])

    shown = client.get(address).content.decode()

    assert "Six &lt;more&gt; stations" in shown
    assert "<more>" not in shown
    assert f"/accounts/{osprey.pk}/notes/add/?contact={helen.pk}" in shown
    assert address in client.get(reverse("accounts:contact", args=[helen.pk])).content.decode()
    assert address in client.get(reverse("accounts:people", args=[osprey.pk])).content.decode()


def test_a_stranger_sees_no_call_of_the_account(osprey, helen):
    stranger = make_person("Otto Stranger", "account_manager")

    with pytest.raises(NotSeen):
        call_with(acting(stranger), helen.pk, MONDAY)


def test_the_push_budget_left_is_shown_for_each_contact_in_the_same_queries(client, mara, osprey, helen, dana):
    """Helen is a sponsor, with two a month; Dana is a day-to-day contact, with five a week."""
    one, other = page(mara, helen).guests[0], page(mara, dana).guests[0]

    assert (one.push, one.is_spent) == ("Push budget: 2 of 2 left this month", False)
    assert other.push == "Push budget: 5 of 5 left this week"
    client.force_login(mara)
    assert one.push in client.get(reverse("conversations:before_contact", args=[helen.pk])).text
    with CaptureQueriesContext(connection) as alone:
        push_budgets(acting(mara), [helen], TODAY)
    with CaptureQueriesContext(connection) as both:
        push_budgets(acting(mara), [helen, dana], TODAY)
    assert len(both) == len(alone)


def test_a_contact_is_shown_with_their_role_and_standing_and_its_evidence(client, osprey, mara, helen):
    helen.standing, helen.standing_evidence = "doubts", "Steering call, 12 Nov: “too slow”"
    helen.save()

    guest = page(mara, helen).guests[0]

    assert (guest.role, guest.standing, guest.standing_shape) == ("sponsor", "has doubts", "watch")
    assert guest.evidence == "Steering call, 12 Nov: “too slow”"
    client.force_login(mara)
    shown = client.get(reverse("conversations:before_contact", args=[helen.pk])).text
    for words in ("sponsor", "Has doubts", guest.evidence):
        assert words in shown


def test_an_agreement_that_the_client_has_to_sign_is_awaited(osprey, mara, helen):
    signed = make_agreement(osprey, title="CO-3", state="with_client")
    make_agreement(osprey, title="CO-2", state="in_force")

    assert [(one.what, one.note, one.address) for one in page(mara, helen).awaited] == [
        (str(signed), "with the client to sign", reverse("agreements:agreement", args=[signed.pk]))
    ]
