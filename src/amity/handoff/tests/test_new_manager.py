"""Until it is accepted, a hand-off is addressed to whoever manages the project now."""

import pytest

from amity.audit import trail
from amity.handoff.answers import commands as answer_commands
from amity.handoff.models import ReadBack
from amity.handoff.offers import commands as offer_commands
from amity.handoff.tests.making import keys, offered, prepared, read_back_all, taken
from amity.handoff.tests.test_anew import give_to
from amity.outbox.models import Message
from amity.shared.errors import NotSeen, Refused
from tests.builders import MONDAY, acting, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora(agency):
    return make_person("Nora", "project_manager")


def test_after_a_withdrawn_offer_pages_name_the_new_project_manager(at, rest, mara, nora, waiting):
    one = offered(mara, waiting)
    at(mara, "take_back", one.pk, press="1")
    give_to(mara, waiting, nora)

    page = at(mara, "handoff", one.pk)[1]
    assert "Offer to Nora" in page
    assert "Offer to Piet" not in page
    assert "is handing this project off to Nora" in at(mara, "projects:project", waiting.pk)[1]
    assert rest(mara, "GET", f"/handoffs/{one.pk}")[1]["taker_id"] == nora.pk
    assert trail.actions_on(one)[-1] == "handoff.passed_on"


def test_an_open_offer_goes_to_the_new_project_manager(at, mara, piet, nora, waiting):
    one = offered(mara, waiting)
    before = Message.objects.filter(to=nora.mail).count()
    give_to(mara, waiting, nora)

    one.refresh_from_db()
    assert (one.state, one.taker, one.number) == ("offered", nora, 1)
    assert Message.objects.filter(to=nora.mail).count() == before + 1
    with pytest.raises(NotSeen):
        answer_commands.got_it(by=acting(piet), handoff_id=one.pk, number=1, sentence="Mine.", now=MONDAY)
    answer_commands.got_it(by=acting(nora), handoff_id=one.pk, number=1, sentence="Mine.", now=MONDAY)


def test_read_backs_of_the_one_before_are_gone(mara, piet, nora, waiting):
    one = offered(mara, waiting, "full")
    assert keys(one)
    read_back_all(piet, one)
    give_to(mara, waiting, nora)
    assert not ReadBack.objects.filter(handoff=one).exists()


def test_an_offer_that_no_one_else_would_take_is_withdrawn(mara, ada, waiting):
    one = offered(mara, waiting)
    give_to(ada, waiting, mara)

    one.refresh_from_db()
    assert (one.state, one.taker) == ("preparing", mara)
    with pytest.raises(Refused, match="The same person is on both sides"):
        offer_commands.offer_handoff(by=acting(mara), handoff_id=one.pk, now=MONDAY)


def test_who_accepted_stays_the_one_who_took_it(mara, piet, nora, waiting):
    one = taken(mara, piet, waiting)
    give_to(mara, waiting, nora)
    one.refresh_from_db()
    assert (one.state, one.taker) == ("accepted", piet)


def test_the_same_person_again_changes_nothing(mara, piet, waiting):
    one = prepared(mara, waiting)
    version = one.version
    give_to(mara, waiting, piet)
    one.refresh_from_db()
    assert one.version == version
