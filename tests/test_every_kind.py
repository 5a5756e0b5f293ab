"""Every kind of things that wait: its cause makes it wait for the right people, and it ends with its cause."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from amity.huddles.agendas.topics import NOT_BETWEEN_THEM, WAITING
from amity.people.models import Person
from amity.waiting.kinds import Item, Kind, kinds
from amity.waiting.queries import count_for, waiting_for
from amity.waiting.stakes import MOST
from tests.builders import MONDAY, acting
from tests.causes import agency, clients, work
from tests.causes.world import Maker, make_world

pytestmark = pytest.mark.django_db
KINDS = sorted(kind.key for kind in kinds() if kind.rows)
OF_MANAGER_TOO = {"contradiction", "forecast", "milestone", "request"}
"""Kinds that wait for the account manager in their cause, and for the project manager too."""
MAKERS: dict[str, Maker] = {**clients.MAKERS, **agency.MAKERS, **work.MAKERS}


def items(person: Person, key: str) -> list[Item]:
    """The items of one kind that wait for a person."""
    return [item for group in waiting_for(acting(person), timezone.now(), only=key) for item in group.items]


def test_every_kind_has_a_maker():
    assert sorted(MAKERS) == KINDS


@pytest.mark.parametrize("key", KINDS)
def test_its_cause_makes_it_wait_and_ends_it(db, key):
    with time_machine.travel(MONDAY, tick=False):
        world = make_world()
        assert items(world.edda, key) == []
        cause = MAKERS[key](world)
    with time_machine.travel(cause.at, tick=False):
        (item,) = items(cause.person, key)
        assert tells(item)
        assert not kind_of(key).measured or item.measure > 0
        assert opens(cause.person, item.address)
        assert not item.form or draws(cause.person, item.form)
        assert count_for(acting(cause.person), timezone.now())[0] >= 1
        assert items(world.edda, key) == []
        world.cover()
        assert [one.id for one in items(world.edda, key)] == ([item.id] if cause.stand_in else [])
        assert items(world.lotte, key) == []
        world.cover_manager()
        is_of_manager = cause.person == world.piet or key in OF_MANAGER_TOO
        assert [one.id for one in items(world.lotte, key)] == ([item.id] if is_of_manager else [])
        assert not is_of_manager or opens(world.lotte, item.address)
        assert not is_of_manager or not item.form or draws(world.lotte, item.form)

        cause.end()
        assert items(cause.person, key) == items(world.edda, key) == items(world.lotte, key) == []


def test_hours_asked_of_a_project_manager_wait_for_their_stand_in_too(db):
    with time_machine.travel(MONDAY, tick=False):
        world = make_world()
        cause = agency.estimate(world, of=world.piet)
        assert items(world.lotte, "estimate") == []
        world.cover_manager()
        (item,) = items(world.lotte, "estimate")
        assert opens(world.lotte, item.address)
        cause.end()
        assert items(world.lotte, "estimate") == []


def test_every_kind_has_a_place_in_the_table_of_the_huddle():
    """A new kind either comes up in a huddle, in `TOPICS`, or it doesn't, in `NOT_BETWEEN_THEM`."""
    assert set(KINDS) == WAITING | NOT_BETWEEN_THEM
    assert not WAITING & NOT_BETWEEN_THEM


@pytest.mark.parametrize("key", sorted(WAITING))
def test_what_comes_up_in_a_huddle_has_an_account(db, key):
    with time_machine.travel(MONDAY, tick=False):
        cause = MAKERS[key](make_world())
    kind, find = kind_of(key), kind_of(key).rows
    assert find is not None
    with time_machine.travel(cause.at, tick=False):
        holders = [kind.holder_of(row) for row in find(cause.person, timezone.localdate())]
    assert [one.account_id for one in holders if one.account_id], "without it the agenda leaves the kind out"


def kind_of(key: str) -> Kind:
    """Return a kind by its key."""
    return next(kind for kind in kinds() if kind.key == key)


def opens(person: Person, address: str) -> bool:
    """Return whether a person can open the page that an item leads to."""
    client = Client()
    client.force_login(person)
    return client.get(address).status_code == 200


def draws(person: Person, form: str) -> bool:
    """Return whether a person can open the form of an item over the page they are on."""
    client = Client()
    client.force_login(person)
    answer = client.get(form, headers={"X-Dialog": "1"})
    return answer.status_code == 200 and "<form" in answer.text and "<html" not in answer.text


def tells(item: Item) -> bool:
    """Return whether an item tells what is at stake for both sides, and leads to what to do."""
    stakes = item.stakes
    assert stakes is not None
    assert 0 <= min(stakes.client, stakes.agency) <= max(stakes.client, stakes.agency) <= MOST
    assert stakes.client or stakes.agency
    assert stakes.money is None or stakes.money.minor > 0
    return bool(item.title and (item.acts or item.open) and item.address.startswith("/"))
