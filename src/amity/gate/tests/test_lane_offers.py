"""Ten clean emails in a row offer a lighter lane, and one bad email offers the one before."""

from datetime import timedelta

import pytest

from amity.audit import trail
from amity.gate.decisions.commands import return_item
from amity.gate.items.fields import Ground
from amity.gate.lane_offers import commands, rules
from amity.gate.lane_offers.models import LaneOffer
from amity.gate.lane_offers.queries import open_on
from amity.gate.lanes.commands import set_lanes
from amity.gate.lanes.queries import lane_by_settings
from amity.gate.models import Item
from amity.gate.releases.commands import release
from amity.gate.tests.making import make_contact, read, submitted
from amity.people import rules as roles
from amity.shared.errors import Refused
from amity.waiting.kinds import Sent, act_of
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_person, make_project

pytestmark = pytest.mark.usefixtures("on_monday")


@pytest.fixture
def dana(osprey, piet):
    make_project(osprey, manager=piet)
    return make_contact(osprey, "Dana")


@pytest.fixture
def clock():
    """Count minutes, so that each email has a time of its own."""
    moments = (MONDAY + timedelta(minutes=number) for number in range(1, 1000))
    return lambda: next(moments)


def sends(by, account, dana, clock, times=1, **values):
    """Let emails of the lane *hold unless stopped* go at their time: two, and copies of the first between."""
    first = goes(by, account, dana, clock, **values)
    for _number in range(times - 2):
        Item.objects.bulk_create([copy(first, clock())])
    if times > 1:
        goes(by, account, dana, clock, **values)


def goes(by, account, dana, clock, **values):
    item = submitted(account, by, [dana], kind="input", now=clock(), **values)
    Item.objects.filter(pk=item.pk).update(goes_at=(now := clock()))
    assert release(item_id=item.pk, now=now), read(item).state
    return read(item)


def copy(item, now):
    """Return an email that went as another one did, later."""
    like = {
        field.attname: getattr(item, field.attname) for field in Item._meta.concrete_fields if field.attname != "id"
    }
    return Item(**like | dict.fromkeys(("submitted_at", "goes_at", "released_at", "created_at", "changed_at"), now))


def returned(account, piet, mara, dana, clock):
    item = submitted(account, piet, [dana], kind="input", now=clock())
    ground = Ground("fact", "The date is another one")
    return return_item(by=acting(mara), item_id=item.pk, digest=item.digest, ground=ground, now=clock())


def cards(person):
    groups = waiting_for(acting(person), MONDAY, only="lane_offer")
    return [one for group in groups for one in group.items]


def lane(account):
    return lane_by_settings(account, "input", "pm").lane


def test_a_lane_gets_lighter_by_one_and_never_below_the_floor_of_its_kind():
    assert rules.lighter("input", "unless") == "advise"
    assert rules.lighter("input", "watch") == ""
    assert rules.lighter("quote", "four") == "hold"
    assert rules.lighter("quote", "hold") == ""


def test_ten_clean_emails_offer_a_lighter_lane_that_is_taken_in_one_click(mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 9)
    assert cards(mara) == []
    sends(piet, osprey, dana, clock)

    [card] = cards(mara)
    assert card.title == "Client input request, Project manager: change the lane to “advise”?"
    assert cards(piet) == []
    act_of("lane_offer", "take").run(acting(mara), card.id, Sent(), clock())

    assert (lane(osprey), cards(mara)) == ("advise", [])
    assert "lanes.set" in trail.actions_on(osprey)


def test_a_dismissed_offer_needs_ten_more(mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 10)
    act_of("lane_offer", "dismiss").run(acting(mara), cards(mara)[0].id, Sent(), clock())
    assert (lane(osprey), trail.actions_on(osprey)[-1]) == ("unless", "lanes.offer_dismissed")

    sends(piet, osprey, dana, clock, 9)
    assert cards(mara) == []
    sends(piet, osprey, dana, clock)
    assert len(cards(mara)) == 1


def test_a_returned_email_ends_the_row_and_takes_the_offer_away(mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 9)
    returned(osprey, piet, mara, dana, clock)
    sends(piet, osprey, dana, clock)
    assert cards(mara) == []

    sends(piet, osprey, dana, clock, 9)
    assert len(cards(mara)) == 1
    returned(osprey, piet, mara, dana, clock)
    assert cards(mara) == []
    assert LaneOffer.objects.get().answer == "lapsed"


def test_one_bad_email_offers_the_lane_before(client, mara, piet, osprey, dana, clock, preference):
    key = ("input", "pm")
    set_lanes(by=acting(mara), account_id=osprey.pk, chosen={key: "advise"}, now=MONDAY)
    sends(piet, osprey, dana, clock, 10)
    commands.answer_offer(by=acting(mara), offer_id=LaneOffer.objects.get().pk, is_taken=True, now=clock())
    assert lane(osprey) == "watch"

    sends(piet, osprey, dana, clock, body="We guarantee it.")

    [offer] = open_on(osprey)
    assert (offer.why, offer.before, offer.after) == ("back", "watch", "advise")
    client.force_login(mara)
    assert "This was the lane before." in client.get(f"/accounts/{osprey.pk}/lanes/").content.decode()
    client.post(f"/lane-offers/{offer.pk}/", {"answer": "taken"})
    assert (lane(osprey), open_on(osprey)) == ("advise", [])


def test_no_lane_is_offered_back_that_no_offer_made_lighter(mara, piet, osprey, dana, clock, preference):
    set_lanes(by=acting(mara), account_id=osprey.pk, chosen={("input", "pm"): "watch"}, now=MONDAY)

    sends(piet, osprey, dana, clock, body="We guarantee it.")

    assert open_on(osprey) == []


def test_an_offer_passes_once_the_lane_was_changed(mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 10)
    offer = LaneOffer.objects.get()
    set_lanes(by=acting(mara), account_id=osprey.pk, chosen={("input", "pm"): "hold"}, now=clock())

    assert cards(mara) == []
    with pytest.raises(Refused, match="passed"):
        commands.answer_offer(by=acting(mara), offer_id=offer.pk, is_taken=True, now=clock())
    assert lane(osprey) == "hold"


def test_the_agencys_lane_takes_an_offer_away_where_the_account_has_none(mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 10)
    boss = make_person("Edda", roles.ACCOUNT_DIRECTOR)

    set_lanes(by=acting(boss), account_id=None, chosen={("input", "others"): "hold"}, now=clock())
    assert len(cards(mara)) == 1
    set_lanes(by=acting(boss), account_id=None, chosen={("input", "pm"): "hold"}, now=clock())
    assert cards(mara) == []


def test_only_who_may_set_lanes_answers(mara, piet, osprey, dana, clock):
    sends(piet, osprey, dana, clock, 10)

    with pytest.raises(Refused, match="Only the account manager"):
        commands.answer_offer(by=acting(piet), offer_id=LaneOffer.objects.get().pk, is_taken=True, now=clock())
