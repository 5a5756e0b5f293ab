"""What makes a row of clean emails, and when the lane before is offered back."""

from datetime import timedelta

import pytest

from amity.charter.duties.commands import set_questions
from amity.charter.duties.rules import Questions
from amity.gate.decisions.commands import clear
from amity.gate.edits.models import Edit
from amity.gate.lane_offers import commands, queries, rules
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lane_offers.queries import open_on
from amity.gate.lanes.commands import set_lanes
from amity.gate.lanes.queries import lane_by_settings
from amity.gate.models import Item, Overruling, Step
from amity.gate.releases.commands import release
from amity.gate.tests.making import make_contact, submitted
from amity.gate.tests.test_lane_offers import clock, dana, sends
from amity.gate.watch.models import Watch, Watched
from amity.people import rules as roles
from amity.people.tokens.commands import make_token
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_account, make_person

__all__ = ["clock", "dana"]
pytestmark = pytest.mark.usefixtures("on_monday")
SCOPES = ("read", "setup:write")
KEY = ("input", "pm")
BAD = "We guarantee it."


@pytest.fixture
def row(piet, osprey, dana, clock):
    """Return three emails that went as their lane has it, the newest first."""
    sends(piet, osprey, dana, clock, 3)
    return list(Item.objects.order_by("-released_at"))


def last(item, lane="unless"):
    return queries.last_of(item, "pm", lane)


def test_ten_in_a_row_are_all_clean():
    assert rules.is_run([True] * 10)
    assert rules.is_run([True] * 10 + [False])
    assert not rules.is_run([True] * 9)
    assert not rules.is_run([True] * 9 + [False])


def test_an_email_in_another_lane_is_not_clean(row):
    assert last(row[0]) == [True] * 3
    Item.objects.filter(pk=row[1].pk).update(lane="hold")
    assert last(row[0]) == [True, False, True]


@pytest.mark.parametrize("because", ["price", "sponsor", "watching"])
def test_an_email_with_a_floor_or_of_the_first_weeks_is_not_in_the_row(row, because):
    Item.objects.filter(pk=row[1].pk).update(lane_because=because)

    assert last(row[0]) == [True, True]


def test_emails_of_other_authors_are_not_in_the_row(row):
    Item.objects.filter(pk=row[1].pk).update(author=make_person("Lars", roles.FINANCE))

    assert last(row[0]) == [True, True]


@pytest.mark.parametrize("what", ["explained", "changed", "stopped", "returned"])
def test_an_email_that_someone_had_to_correct_is_not_clean(row, mara, what):
    one = {"item": row[1]}
    if what == "explained":
        Overruling.objects.create(**one, finding="x", chip="typed", words="It can go", person=mara, at=MONDAY)
    elif what == "changed":
        texts = {"subject_before": "A", "subject_after": "B", "body_before": "A", "body_after": "B"}
        Edit.objects.create(**one, person=mara, at=MONDAY, **texts)
    elif what == "stopped":
        Watched.objects.create(**one, lane="watch", stopped=True, found=[], at=MONDAY)
    else:
        Step.objects.create(**one, verb="return", state="returned", at=row[1].created_at)

    assert last(row[0]) == [True, False, True]


def test_an_email_that_was_answered_by_a_chip_stays_clean(row, mara):
    Overruling.objects.create(item=row[1], finding="x", chip="checked", person=mara, at=MONDAY)

    assert last(row[0]) == [True] * 3


def test_the_charter_is_left_alone_where_only_the_account_manager_writes(mara, piet, osprey, dana, clock):
    set_questions(by=acting(mara), account_id=osprey.pk, asked=Questions("", "nothing", ""), now=MONDAY)
    for _number in range(10):
        item = submitted(osprey, piet, [dana], now=clock())
        assert item.lane_because == "writes"
        clear(by=acting(mara), item_id=item.pk, digest=item.digest, now=(now := clock()))
        assert release(item_id=item.pk, now=now)

    assert open_on(osprey) == []


@pytest.fixture
def lighter(mara, piet, osprey, dana, clock):
    """Take the lighter lane *advise* after ten clean emails."""
    sends(piet, osprey, dana, clock, 10)
    commands.answer_offer(by=acting(mara), offer_id=LaneOffer.objects.get().pk, is_taken=True, now=clock())


def by_hand(mara, osprey, clock, lane):
    set_lanes(by=acting(mara), account_id=osprey.pk, chosen={KEY: lane}, now=clock())


def bad(item, clock):
    """Tell the offers that the checks found something in an email after it went."""
    Watched.objects.create(item=item, lane="watch", stopped=True, found=[], at=MONDAY)
    commands.consider(item, clock())


def newest():
    return Item.objects.latest("released_at")


def test_the_lane_before_is_offered_back_once(mara, osprey, lighter, clock):
    bad(newest(), clock)
    assert [(one.why, one.after) for one in open_on(osprey)] == [("back", "unless")]


def test_a_lane_that_was_set_by_hand_since_is_not_offered_back(mara, osprey, lighter, clock):
    by_hand(mara, osprey, clock, "watch")
    bad(newest(), clock)
    assert open_on(osprey) == []


def test_a_lane_that_came_back_and_was_set_by_hand_again_is_not_offered_back(mara, osprey, lighter, clock):
    bad(newest(), clock)
    commands.answer_offer(by=acting(mara), offer_id=open_on(osprey)[0].pk, is_taken=True, now=clock())
    by_hand(mara, osprey, clock, "advise")
    Watched.objects.all().delete()
    bad(newest(), clock)
    assert open_on(osprey) == []


def test_nothing_is_offered_while_the_gate_only_watches(osprey, lighter, clock):
    Watch.objects.create(begins_at=MONDAY - timedelta(days=1), ends_at=MONDAY + timedelta(days=13))
    bad(newest(), clock)
    assert open_on(osprey) == []


def test_an_account_with_a_lane_of_its_own_keeps_its_offer_when_the_agencys_changes(mara, osprey, lighter, clock):
    bad(newest(), clock)
    set_lanes(
        by=acting(make_person("Edda", roles.ACCOUNT_DIRECTOR)), account_id=None, chosen={KEY: "hold"}, now=clock()
    )
    assert len(open_on(osprey)) == 1


def test_an_offer_is_dismissed_only_by_who_sets_lanes_and_is_unknown_elsewhere(piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 10)
    [offer] = open_on(osprey)
    elsewhere = make_person("Kim", roles.ACCOUNT_MANAGER)
    make_contact(make_account("Kestrel", manager=elsewhere))

    for by, refusal in ((piet, Refused), (elsewhere, NotSeen)):
        with pytest.raises(refusal):
            commands.answer_offer(by=acting(by), offer_id=offer.pk, is_taken=False, now=clock())
    assert open_on(osprey) == [offer]


def test_the_api_lists_offers_of_accounts_one_answers_for_and_answers_them(client, mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 10)
    [offer] = open_on(osprey)
    as_mara, as_piet = (
        {"Authorization": f"Bearer {make_token(by=acting(one), name='x', scopes=SCOPES, days=1, now=MONDAY).secret}"}
        for one in (mara, piet)
    )
    assert client.get("/api/v1/lane-offers", headers=as_piet).json()["items"] == []
    [row] = client.get("/api/v1/lane-offers", headers=as_mara).json()["items"]
    assert (row["id"], row["before"], row["after"], row["why"]) == (offer.pk, "unless", "advise", "lighter")

    place, body = f"/api/v1/lane-offers/{offer.pk}/answer", {"answer": "taken"}
    assert client.post(place, body, content_type="application/json", headers=as_piet).status_code == 403
    answer = client.post(place, body, content_type="application/json", headers=as_mara)

    assert (answer.status_code, answer.json()["answer"]) == (200, "taken")
    assert lane_by_settings(osprey, *KEY).lane == "advise"
    assert client.post(place, body, content_type="application/json", headers=as_mara).status_code == 403
