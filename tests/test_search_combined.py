"""What search makes of several words: acts with words between them and their object, kinds, fields, and what waits."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from amity.briefs.tests.making import make_whole_brief
from amity.monitoring.changes import InputFields
from amity.monitoring.inputs import commands
from amity.timesheets.time_in_words import time_and_text
from amity.ui.search import actions, jumps
from amity.ui.search.words import words_of
from tests.builders import MONDAY, acting, make_account, make_agreement, make_entry, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def care(site, mara, ada, piet):
    """A retainer of Larkfield with two hours over, and one of Kestrel without any."""
    for name, hours in (("Larkfield Dairy", "12:00"), ("Kestrel Bikes", "2:00")):
        account = make_account(name, manager=mara, director=ada)
        held = make_agreement(
            account, "retainer", title=f"{name.split()[0]} care", fee=120_000, included_seconds=36_000,
            overage_rate=12_000, starts_on=date(2026, 10, 1),
        )  # fmt: skip
        project = make_project(account, name=f"{name.split()[0]} works", manager=piet, agreement=held)
        make_entry(by=piet, project=project, on=date(2026, 10, 20), hours=hours)
        make_entry(by=piet, project=project, on=date(2026, 11, 20), hours="1:00")
    return held


def offered(person, typed):
    """The offers for what was typed: label and object."""
    found, _letters = actions.offered(acting(person), words_of(typed), lambda _kind: None)
    return [(one.name, one.note) for one in found]


@pytest.mark.parametrize(
    ("typed", "label", "thing"),
    [
        ("retainer note", "Write note to the client", "Kestrel care, Kestrel Bikes"),
        ("note retainer larkfield", "Write note to the client", "Larkfield care, Larkfield Dairy"),
        ("retainer statement larkfield", "Statement", "Larkfield care, Larkfield Dairy"),
        ("log half an hour larkfield", "Log time", "Larkfield Dairy"),
        ("log larkfield 1:30 wireframes", "Log time", "Larkfield Dairy"),
        ("request new banner larkfield", "Log a request", "Larkfield Dairy"),
        ("fee larkfield", "Money", "Larkfield Dairy"),
    ],
)
def test_words_for_a_kind_and_words_along_are_beside_the_object(mara, care, typed, label, thing):
    assert (label, thing) in offered(mara, typed)
    assert not [name for name, note in offered(mara, typed) if "Osprey" in note]


def test_overage_is_decided_only_where_there_is_some(mara, care):
    found = [thing for label, thing in offered(mara, "overage") if label == "Bill or write off overage"]

    assert found == ["Larkfield care, Larkfield Dairy"]
    assert offered(mara, "overage kestrel") == []
    assert ("Bill or write off overage", "Larkfield care, Larkfield Dairy") in offered(mara, "overage larkfield")


def test_time_is_logged_with_what_was_typed_beside_the_account(client, mara, care):
    client.force_login(mara)
    account = care.account
    options = client.get("/jump/options/", {"q": "log half an hour call with Tom kestrel"}).text
    address = f"/time/log/?work=a{account.pk}&amp;words=half%20an%20hour%20call%20with%20Tom"
    form = client.get(address.replace("&amp;", "&")).context["day_form"]

    assert f'data-key="{address}"' in options
    assert (form["hours"].value(), form["text"].value(), str(form["work"].value())) == (
        "0:30", "call with Tom", "Kestrel Bikes · Account service",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "time", "text"),
    [
        ("half an hour", "0:30", ""), ("An hour briefing", "1:00", "briefing"), ("1 h 30 min", "1:30", ""),
        ("call 45m", "0:45", "call"), ("2", "2:00", ""), ("3 banners", "", "3 banners"), ("", "", ""),
        ("eine halbe Stunde Abstimmung", "0:30", "Abstimmung"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_found_among_words(words, time, text):
    with override("de"):
        assert time_and_text(words) == (time, text)


def test_a_contact_is_found_by_a_field_which_the_result_shows(client, mara, care):
    kestrel = care.account
    kestrel.contacts.create(name="Tom Brandt", title="Owner", phone="+49 30 1234", mail="tom@kestrel.example")
    kestrel.contacts.create(name="Ada Voss", title="Buyer")
    make_project(kestrel, name="Phones for Tom")
    client.force_login(mara)

    def first(typed):
        found = jumps.find(acting(mara), words_of(typed))[0].listed
        return found.name, found.note

    assert first("tom phone") == ("Tom Brandt", "+49 30 1234, Owner, Kestrel Bikes")
    assert first("email tom") == ("Tom Brandt", "tom@kestrel.example, Owner, Kestrel Bikes")
    assert first("voss phone") == ("Ada Voss", "no phone number, Buyer, Kestrel Bikes")
    assert first("tom owner") == ("Tom Brandt", "Owner, Kestrel Bikes")


@pytest.fixture
def late(mara, site):
    """Client input of Osprey that is four days late."""
    due, before = MONDAY.date() - timedelta(days=4), MONDAY - timedelta(days=9)
    dana = site.account.contacts.create(name="Dana Whitlock", mail="dana@osprey.example")
    fields = InputFields(
        "Test phones", due, project_id=site.pk, contact_id=dana.pk, owner_id=mara.pk, asked_on=before.date()
    )
    return commands.ask_input(by=acting(mara), fields=fields, now=before)


@pytest.mark.parametrize("typed", ["send reminder", "chase", "mark as received", "client input"])
def test_what_waits_is_found_by_what_is_done_about_it(client, mara, tim, late, typed):
    client.force_login(mara)
    options = client.get("/jump/options/", {"q": typed}).text

    assert ("Client input", "1 waiting") in offered(mara, typed)
    assert 'data-key="/waiting/?kind=input"' in options
    assert ("Client input", "1 waiting") not in offered(tim, typed)


def test_what_waits_is_found_by_its_act_and_its_account(mara, late, care):
    assert offered(mara, "send reminder osprey") == [("Test phones: 4 days late", "Osprey Rail")]
    assert offered(mara, "send reminder kestrel") == []


def test_nothing_waits_under_a_kind_without_items(mara, site):
    assert "Client input" not in [label for label, _note in offered(mara, "send reminder")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("rate card", "Only finance and directors can see the rate card."),
        ("month end", "Only finance can close a month."),
    ],
)
def test_a_page_for_others_says_whose_it_is(client, mara, ada, typed, sentence):
    client.force_login(mara)
    options, page = (client.get(address, {"q": typed}).text for address in ("/jump/options/", "/jump/"))

    assert sentence in options
    assert sentence in page
    assert "New account" not in options
    client.force_login(ada)
    assert "Only finance and directors" not in client.get("/jump/options/", {"q": "rate card"}).text


def test_who_is_free_leads_to_open_briefs_with_lines(mara, piet, osprey):
    assert offered(mara, "who is free") == []
    brief = make_whole_brief(mara, osprey, piet)
    assert offered(mara, "who is free") == [("Is anyone free?", f"{brief.title}, Osprey Rail")]
