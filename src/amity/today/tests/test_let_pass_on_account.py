"""What a person let pass is not late on the account for them, by the rule by which it stays off their Today."""

import pytest
from django.urls import reverse

from amity.today.asides import commands
from amity.today.asides.fields import LetPassFields
from amity.today.tests.making import make_promise
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def sections(client, person, account):
    """Return the titles and notes of each section of the account's page, as this person sees it."""
    client.force_login(person)
    groups = client.get(reverse("accounts:account", args=[account.pk])).context["groups"]
    return {group.key: {row.item.title: list(row.item.notes) for row in (*group.rows, *group.rest)} for group in groups}


def let_pass(person, promise):
    commands.let_pass(by=acting(person), card_key=f"promise-{promise.pk}", fields=LetPassFields("timing"), now=MONDAY)


def test_what_was_let_pass_is_not_among_what_is_late_on_the_account(client, mara, ada, osprey):
    passed = make_promise(osprey, mara, "Passed", -8)
    make_promise(osprey, mara, "Late", -7)
    assert sections(client, mara, osprey)["urgent"].keys() == {"Passed", "Late"}

    let_pass(mara, passed)

    found = sections(client, mara, osprey)
    assert found["urgent"].keys() == {"Late"}
    assert found["promise"]["Passed"][-1] == "You let this pass"
    assert sections(client, ada, osprey)["urgent"].keys() == {"Passed", "Late"}


def test_it_is_late_again_on_the_account_where_it_comes_back_to_today(client, mara, osprey):
    let_pass(mara, make_promise(osprey, mara, "Passed", -8))
    for title in ("Second", "Third"):
        make_promise(osprey, mara, title, -1)

    assert sections(client, mara, osprey)["urgent"].keys() == {"Passed", "Second", "Third"}


def test_promises_of_colleagues_do_not_bring_it_back(client, mara, ada, osprey):
    let_pass(mara, make_promise(osprey, mara, "Passed", -8))
    for title in ("Second", "Third"):
        make_promise(osprey, ada, title, -1)

    assert sections(client, mara, osprey)["urgent"].keys() == {"Second", "Third"}
