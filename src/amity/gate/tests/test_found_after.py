"""Emails of the lane *watch* are checked after sending: what is found stays with them and waits for the manager."""

import pytest

from amity.audit import trail
from amity.gate.models import LaneSetting
from amity.gate.releases.commands import release_due
from amity.gate.tests.making import make_contact, submitted
from amity.gate.watch import commands
from amity.gate.watch.models import Watched
from amity.people import rules as roles
from amity.people.tokens.commands import make_token
from amity.shared.errors import NotSeen, Refused
from amity.waiting.kinds import Sent, act_of
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = pytest.mark.usefixtures("on_monday")
SCOPES = ("read", "setup:write")
BREAKS = "Breaks a “never” of the client"


@pytest.fixture
def went(piet, osprey, preference):
    """An email of a project manager that breaks a preference, and has left."""
    make_project(osprey, manager=piet)
    item = submitted(osprey, piet, [preference.stated_by], body="We guarantee it.")
    assert (item.lane, release_due(lambda: MONDAY)) == ("watch", 1)
    return item


def cards(person):
    groups = waiting_for(acting(person), MONDAY, only="outgoing_watched")
    return [one for group in groups for one in group.items]


def test_what_would_have_stopped_it_is_kept_and_waits_for_the_account_manager(mara, piet, went):
    [card] = cards(mara)
    assert (card.title, list(card.notes)) == (went.subject, [BREAKS])
    assert "Went out by itself, from" in card.lead
    assert cards(piet) == []
    assert cards(make_person("Kim", roles.ACCOUNT_MANAGER)) == []

    act = act_of("outgoing_watched", "read")
    act.run(acting(mara), card.id, Sent(), MONDAY)
    assert cards(mara) == []
    assert act.undo is not None
    act.undo(acting(mara), card.id, MONDAY)
    assert [one.id for one in cards(mara)] == [card.id]
    act.run(acting(mara), card.id, Sent(), MONDAY)
    assert trail.actions_on(went)[-1] == "outgoing.found_read"


def test_the_sent_email_shows_what_was_found_and_who_read_it(client, mara, went):
    client.force_login(mara)
    page = client.get(f"/going-out/{went.pk}/").content.decode()
    assert "a check would have stopped it" in page
    assert BREAKS in page
    assert "guarantee" in page[page.index("Checked after sending") :]

    commands.mark_read(by=acting(mara), watched_id=went.watched.pk, now=MONDAY)
    assert "Read by Mara" in client.get(f"/going-out/{went.pk}/").content.decode()


def test_the_words_that_were_found_are_kept(went):
    assert [(one["title"], one["words"]) for one in went.watched.found if one["stops"]] == [(BREAKS, "guarantee")]


def test_an_account_managers_own_email_is_no_card_for_them(mara, osprey, preference):
    LaneSetting.objects.create(kind="email", author="manager", lane="watch")
    submitted(osprey, mara, [preference.stated_by], body="We guarantee it.")
    release_due(lambda: MONDAY)

    assert Watched.objects.get().stopped
    assert cards(mara) == []


def test_a_warning_is_kept_and_is_no_card(client, mara, piet, osprey):
    make_project(osprey, manager=piet)
    item = submitted(osprey, piet, [make_contact(osprey, "Dana")], body="You get it by Friday.")
    release_due(lambda: MONDAY)

    assert [one["stops"] for one in Watched.objects.get(item=item).found] == [False]
    assert cards(mara) == []
    client.force_login(mara)
    assert "The checks found this." in client.get(f"/going-out/{item.pk}/").content.decode()


def test_an_email_without_findings_says_so(client, mara, piet, osprey):
    make_project(osprey, manager=piet)
    item = submitted(osprey, piet, [make_contact(osprey, "Dana")])
    release_due(lambda: MONDAY)

    client.force_login(mara)
    assert "The checks found nothing." in client.get(f"/going-out/{item.pk}/").content.decode()


def test_other_lanes_keep_nothing(mara, osprey):
    item = submitted(osprey, mara, [make_contact(osprey, "Dana")])
    release_due(lambda: MONDAY)

    assert item.lane == "advise"
    assert not Watched.objects.exists()


def test_only_who_answers_for_the_account_marks_it_as_read(piet, tim, went):
    for other in (piet, tim):
        with pytest.raises((Refused, NotSeen)):
            commands.mark_read(by=acting(other), watched_id=went.watched.pk, now=MONDAY)


def test_the_api_lists_what_was_found_and_marks_it_as_read(client, mara, piet, went):
    as_mara, as_piet = (
        {"Authorization": f"Bearer {make_token(by=acting(one), name='x', scopes=SCOPES, days=1, now=MONDAY).secret}"}
        for one in (mara, piet)
    )
    [row] = client.get("/api/v1/checked-after-sending", headers=as_mara).json()["items"]
    assert (row["item_id"], row["stopped"], row["read_at"]) == (went.pk, True, None)
    assert (BREAKS, "guarantee", True) in [(one["title"], one["words"], one["stops"]) for one in row["found"]]

    place, body = f"/api/v1/checked-after-sending/{row['id']}", {"is_read": True}
    assert client.patch(place, body, content_type="application/json", headers=as_piet).status_code == 403
    answer = client.patch(place, body, content_type="application/json", headers=as_mara)

    assert (answer.status_code, answer.json()["read_by_id"], cards(mara)) == (200, mara.pk, [])
    client.patch(place, {"is_read": False}, content_type="application/json", headers=as_mara)
    assert len(cards(mara)) == 1
