"""Illegal actions are refused with the reason, by page and by REST, and nothing changes."""

import pytest

from amity.handoff.models import Handoff
from amity.handoff.offers import commands as offer_commands
from amity.handoff.preparation import commands as preparation_commands
from amity.handoff.tests.making import offered, prepared, taken
from amity.timesheets.models import Entry
from tests.builders import MONDAY, WORK_DAY, acting, make_entry

pytestmark = pytest.mark.django_db
NOT_TAKEN = "Piet hasn’t accepted the hand-off of Winter page yet."
ANSWERED = "Piet has already answered Winter page: accepted."
CAPPED = "Up to 8 hours can be logged on Winter page before the hand-off is accepted."


def time_of(project, hours):
    return {"work_date": WORK_DAY.isoformat(), "seconds": hours * 3600, "project_id": project.pk}


def test_work_above_the_cap_is_refused_by_page(at, tim, waiting):
    typed = {"work_date": WORK_DAY.isoformat(), "work": f"p{waiting.pk}", "work_key": f"p{waiting.pk}"}

    status, page = at(tim, "timesheets:entries", hours="8:01", **typed)

    assert status == 422
    assert CAPPED in page
    assert not Entry.objects.exists()
    assert at(tim, "timesheets:entries", hours="8:00", **typed)[0] == 200
    assert Entry.objects.get().seconds == 8 * 3600


def test_work_above_the_cap_is_refused_to_a_machine(rest, tim, waiting):
    assert rest(tim, "POST", "/entries", **time_of(waiting, 8))[0] == 201

    status, said = rest(tim, "POST", "/entries", **time_of(waiting, 1))

    assert status == 403
    assert said["detail"].startswith(CAPPED)
    assert Entry.objects.get().seconds == 8 * 3600


def test_the_work_is_not_opened_before_its_handoff_is_accepted(at, rest, mara, piet, waiting):
    offered(mara, waiting)
    assert "Mark as active" not in at(piet, "projects:project", waiting.pk)[1]

    _status, page = at(piet, "projects:move_project", waiting.pk, status="active", version="1")
    status, said = rest(piet, "POST", f"/projects/{waiting.pk}/status", status="active", version=1)

    assert NOT_TAKEN in page
    assert (status, said["detail"]) == (403, NOT_TAKEN)
    waiting.refresh_from_db()
    assert waiting.status == "initiating"


def test_what_was_taken_is_not_taken_again(at, rest, mara, piet, waiting):
    one = taken(mara, piet, waiting)

    _status, page = at(piet, "answer", one.pk, words="Two pages.", number="1", got_it="1")
    status, said = rest(piet, "POST", f"/handoffs/{one.pk}/accept-small", number=1, sentence="Two pages.")

    assert ANSWERED in page
    assert (status, said["detail"]) == (403, ANSWERED)
    assert Handoff.objects.get().sentence == "One page."


def test_what_is_missing_is_not_offered(at, rest, mara, waiting):
    begun = preparation_commands.prepare_handoff(by=acting(mara), project_id=waiting.pk, kind="small", now=MONDAY)

    _status, page = at(mara, "offer", begun.pk, press="1")
    status, said = rest(mara, "POST", f"/handoffs/{begun.pk}/offer")

    assert "Still missing: What they want, in their words" in page
    assert status == 422
    assert "Still missing: What they want, in their words" in said["detail"]
    assert Handoff.objects.get().state == "preparing"


def test_the_giver_does_not_accept_and_the_taker_does_not_offer(at, rest, mara, piet, waiting):
    one = prepared(mara, waiting)
    assert rest(piet, "POST", f"/handoffs/{one.pk}/offer")[0] == 403
    offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)

    status, said = rest(mara, "POST", f"/handoffs/{one.pk}/accept-small", number=1, sentence="I take it.")

    assert (status, said["detail"]) == (403, "Only the person taking over Winter page can answer: Piet.")
    assert "Accept hand-off" not in at(mara, "handoff", one.pk)[1]


def test_stopped_work_takes_no_time_until_the_cap_is_raised_again(at, rest, mara, piet, tim, waiting):
    make_entry(by=tim, hours="2:00", project=waiting)

    status, page = at(piet, "stop_work", waiting.pk, reason="The scope is not agreed")

    assert status == 200
    assert "Piet stopped the work at 2 hours." in page
    assert "The scope is not agreed" in page
    status, said = rest(tim, "POST", "/entries", **time_of(waiting, 1))
    assert (status, said["detail"]) == (
        403, "Work on Winter page is stopped until its hand-off is accepted. Piet: The scope is not agreed",
    )  # fmt: skip
    at(mara, "raise_cap", waiting.pk, seconds="6", reason="It is agreed now")
    assert rest(tim, "POST", "/entries", **time_of(waiting, 1))[0] == 201


def test_work_is_stopped_once_and_only_by_both_sides(rest, mara, tim, waiting):
    path = f"/projects/{waiting.pk}/stop-work"
    assert rest(tim, "POST", path, reason="Too early")[0] == 403

    told = [rest(mara, "POST", path, reason="Too early") for _press in range(2)]

    assert told[0] == (200, {"project_id": waiting.pk, "worked": 0, "cap": 0, "stopped": True})
    assert told[1][0] == 403
    assert "has already been stopped" in told[1][1]["detail"]
