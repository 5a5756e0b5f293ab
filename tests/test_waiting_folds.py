"""A long page opens with what is most urgent. Everything else is a heading with its count, and nothing is lost."""

import re
from datetime import timedelta

import pytest

from amity.conversations.tests.passed import make_action
from amity.scope.requests.commands import log_request
from amity.scope.requests.fields import RequestFields
from amity.status.asks.models import Ask
from amity.status.tests.making import make_ask
from amity.today.tests.making import make_promise
from amity.waiting.page import sections
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def maras(client, mara):
    """Mara's browser."""
    client.force_login(mara)
    return client


def promises(osprey, mara, late, later):
    """Make promises, some of them late and some due in a week."""
    for number in range(late):
        make_promise(osprey, mara, f"Late {number:02}", -1)
    for number in range(later):
        make_promise(osprey, mara, f"Later {number:02}", 7)


def folds(text):
    """Return the start of each folded group's heading, and whether it is open."""
    found = re.findall(r'<details class="wl-fold"( open)?>\s*<summary class="wl-h">(.*?)</summary>', text, re.DOTALL)
    return [(" ".join(re.sub("<[^>]+>", "", words).split()), bool(is_open)) for is_open, words in found]


def test_a_dozen_items_are_all_open(maras, osprey, mara):
    promises(osprey, mara, 6, 6)
    assert folds(maras.get("/waiting/").text) == []


def test_more_are_folded_with_their_counts_behind_the_most_urgent(maras, osprey, mara):
    promises(osprey, mara, 20, 4)
    text = maras.get("/waiting/").text
    assert folds(text) == [("Show 11 more: Late or due today", False), ("Promises 4", False)]
    assert all(f"Late {number:02}" in text for number in range(20))
    assert all(f"Later {number:02}" in text for number in range(4))
    assert folds(maras.get("/waiting/?kind=promise").text) == [], "one kind is open"


def test_an_action_in_a_folded_group_returns_to_it_open(maras, osprey, mara):
    promises(osprey, mara, 20, 4)
    assert 'value="/waiting/?open=promise"' in maras.get("/waiting/").text
    assert folds(maras.get("/waiting/?open=promise").text)[1] == ("Promises 4", True)
    assert folds(maras.get("/waiting/?open=urgent-more").text)[0] == ("Show 11 more: Late or due today", True)


def test_an_account_shows_the_first_dozen_and_folds_the_kinds_after_them(maras, osprey, mara):
    promises(osprey, mara, 2, 8)
    address = f"/accounts/{osprey.pk}/"
    assert folds(maras.get(address).text) == []

    for number in range(4):
        log_request(by=acting(mara), account_id=osprey.pk, fields=RequestFields(f"Wish {number}"), now=MONDAY)
    text = maras.get(address).text
    assert [(words.partition(" ")[0], is_open) for words, is_open in folds(text)] == [("Requests", False)]
    assert f'value="{address}?open=client_request"' in text
    assert [is_open for _words, is_open in folds(maras.get(f"{address}?open=client_request").text)] == [True]


def test_an_account_with_a_long_list_of_late_items_folds_their_rest(maras, osprey, mara):
    promises(osprey, mara, 14, 1)
    text = maras.get(f"/accounts/{osprey.pk}/").text

    assert folds(text)[0] == ("Show 5 more: Late or due today", False)


def test_many_statuses_to_answer_do_not_bury_what_else_is_due(osprey, piet):
    def listed(count):
        for number in range(Ask.objects.count(), count):
            made = make_project(osprey, name=f"Care {number}", manager=piet)
            make_ask(made, piet, MONDAY.date() - timedelta(days=number), token=f"token-{number}")
        found = sections(waiting_for(acting(piet), MONDAY), "/waiting/", MONDAY.date())
        return [(one.key, one.total) for one in found]

    assert listed(2) == [("urgent", 2)]
    assert listed(3) == [("status", 3)]
    site = Ask.objects.earliest("pk").project
    make_action(osprey, by=piet, due_on=MONDAY.date(), project=site)

    assert listed(4) == [("urgent", 1), ("status", 4)]
