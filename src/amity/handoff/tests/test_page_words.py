"""Words of a hand-off's page: states start with a capital, sources are named once, conditions are counted."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from amity.handoff.answers import commands as answers
from amity.handoff.tests.making import condition, make_waiting, offered, prepared, read_back_all
from amity.strategy.models import StrategyCard
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def shown(client, mara):
    """Return a function that reads the page of a hand-off as someone, Mara unless told otherwise."""

    def read(handoff, reader=mara):
        client.force_login(reader)
        page = client.get(reverse("handoff:handoff", args=[handoff.pk])).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    return read


def test_states_and_kinds_start_with_a_capital(shown, mara, piet, osprey):
    page = shown(offered(mara, make_waiting(osprey, piet)))

    assert re.search(r"Preparing\W+Offered, version 1\W+Accepted", page)
    assert "Small hand-off" in page
    assert "Ask a question" in shown(offered(mara, make_waiting(osprey, piet, name="Other")), piet)


def test_an_acceptance_counts_its_conditions(shown, mara, piet, osprey):
    handoff = offered(mara, make_waiting(osprey, piet), "full")
    read_back_all(piet, handoff)
    answers.accept_with_conditions(
        by=acting(piet), handoff_id=handoff.pk, number=1, conditions=[condition(mara)], now=MONDAY + timedelta(hours=1)
    )

    assert re.search(r"Piet accepted version 1 today[^.]*, with 1 condition\.", shown(handoff))


def test_an_assumption_says_once_that_no_one_stated_it(shown, mara, piet, osprey):
    page = shown(prepared(mara, make_waiting(osprey, piet)))

    assert "Assumed" in page
    assert "no one has said so" not in page


def test_what_the_strategy_refuses_names_the_strategy_card(shown, mara, piet, osprey):
    StrategyCard.objects.create(
        account=osprey, state="in_force", must_not="Health claims", number=1, added_at=MONDAY, changed_at=MONDAY
    )

    assert re.search(r"Health claims +strategy card", shown(prepared(mara, make_waiting(osprey, piet), "full")))


def test_a_note_of_a_hand_off_is_changed_and_removed_in_its_menu(client, mara, piet, osprey):
    handoff = prepared(mara, make_waiting(osprey, piet), "full")
    client.force_login(mara)
    page = client.get(reverse("handoff:handoff", args=[handoff.pk])).text

    menus = re.findall(r'<div class="menu-b">\s*<a class="item" href="/handoff-notes/\d+/".*?</div>', page, re.DOTALL)
    assert len(menus) == handoff.notes.count() == page.count("/drop/")
    assert all("Change" in one and "Remove" in one for one in menus)
