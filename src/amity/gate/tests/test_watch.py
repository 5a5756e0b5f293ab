"""The first two weeks: everything goes, what the checks would have stopped is recorded, and a person decides."""

from datetime import timedelta

import pytest
from django.core import mail

from amity.agency import commands as agency
from amity.audit import trail
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, submitted
from amity.gate.watch import commands, queries
from amity.gate.watch.models import Watch
from amity.outbox import sending
from amity.people import rules as roles
from amity.shared.errors import Refused, Stale
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.usefixtures("on_monday")
LATER = MONDAY + timedelta(days=15)


@pytest.fixture
def lars(osprey):
    return make_person("Lars", roles.FINANCE)


@pytest.fixture
def director(db):
    return make_person("Edda", roles.ACCOUNT_DIRECTOR)


@pytest.fixture
def watch(db):
    """Begin the watch of a new agency on Monday."""
    return Watch.objects.create(begins_at=MONDAY, ends_at=MONDAY + timedelta(days=14))


def decide(by, watch, outcome, now=LATER):
    return commands.decide(by=acting(by), version=watch.version, outcome=outcome, now=now)


def test_a_new_agency_begins_to_watch_and_an_old_one_does_not(mara, osprey):
    boss = make_person("Boss", roles.ADMINISTRATOR)
    agency.set_up_agency(by=acting(boss), frame=agency.Frame("Halden & Moor"), now=MONDAY)
    agency.set_up_agency(by=acting(boss), frame=agency.Frame(country="GB"), now=LATER)

    begun = Watch.objects.get()
    assert begun.ends_at == MONDAY + timedelta(days=14)
    assert trail.actions_on(begun) == ["watch.begun"]


def test_an_agency_that_already_writes_to_clients_never_begins_to_watch(mara, osprey):
    submitted(osprey, mara)
    boss = make_person("Boss", roles.ADMINISTRATOR)

    agency.set_up_agency(by=acting(boss), frame=agency.Frame(country="GB"), now=LATER)

    assert not Watch.objects.exists()


def test_what_would_be_held_goes_at_once_and_what_would_stop_it_is_recorded(
    mara, lars, director, osprey, preference, watch, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    item = submitted(osprey, lars, [preference.stated_by], body="We guarantee it.")

    assert (item.state, item.lane, item.lane_because) == ("cleared", "watch", "watching")
    assert (release_due(lambda: MONDAY), sending.deliver(lambda: MONDAY), len(mail.outbox)) == (1, 1, 1)
    seen = queries.seen_by(acting(mara), watch)
    assert (seen.went, seen.waited) == (1, 1)
    assert [(one.item, one.titles) for one in seen.stopped] == [(item, ["Breaks a “never” of the client"])]
    assert queries.seen_by(acting(make_person("Other", roles.TEAM_MEMBER)), watch).stopped[0].item is None


def test_floors_hold_all_the_same(mara, lars, osprey, watch):
    assert submitted(osprey, lars, body="It costs € 3,200.").state == "submitted"
    assert submitted(osprey, lars, kind="quote").state == "submitted"
    sponsor = make_contact(osprey, "Boss", roles=["sponsor"])
    assert submitted(osprey, lars, [sponsor]).state == "submitted"


def test_a_recipient_who_left_stops_an_email_even_then(lars, osprey, watch):
    dana = make_contact(osprey, "Dana")
    item = submitted(osprey, lars, [dana])
    dana.is_active = False
    dana.save()

    assert release_due(lambda: MONDAY) == 0
    item.refresh_from_db()
    assert item.state == "held"


def test_the_gate_is_switched_on_by_those_who_set_lanes(mara, lars, director, osprey, watch):
    with pytest.raises(Refused):
        decide(mara, watch, "on")
    assert decide(director, watch, "on") is None

    assert submitted(osprey, lars).state == "submitted"
    assert trail.actions_on(watch) == ["watch.decided"]
    with pytest.raises(Refused, match="already on"):
        decide(director, watch, "on")


def test_two_weeks_more_count_again(director, lars, osprey, watch):
    submitted(osprey, lars)

    more = decide(director, watch, "longer")

    assert more is not None
    assert (more.begins_at, more.ends_at) == (LATER, LATER + timedelta(days=14))
    assert queries.seen_by(acting(director), more).went == 0
    with pytest.raises(Stale):
        commands.decide(by=acting(director), version=0, outcome="on", now=LATER)


def test_without_a_decision_it_keeps_watching_and_waits_for_one(client, director, lars, osprey, watch):
    Watch.objects.update(begins_at=MONDAY - timedelta(days=15), ends_at=MONDAY - timedelta(days=1))
    assert submitted(osprey, lars).lane == "watch"

    client.force_login(director)
    assert "In two weeks 1 email went out; 0 would have been stopped" in client.get("/waiting/").content.decode()
    page = client.get("/settings/first-weeks/").content.decode()
    assert "Everything still goes at once until you decide." in page
    watch.refresh_from_db()
    answer = client.post("/settings/first-weeks/", {"outcome": "on", "version": watch.version}, follow=True)
    assert "The gate is on." in answer.content.decode()
    assert client.get("/settings/first-weeks/").status_code == 302
