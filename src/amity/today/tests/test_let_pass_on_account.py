"""What a person let pass is not late on the account for them, by the rule by which it stays off their Today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amity.accounts.models import Account
from amity.today.asides import commands
from amity.today.asides.fields import LetPassFields
from amity.today.models import AccountWeight
from amity.today.tests.making import make_promise
from amity.today.weights.queries import accounts_named, known_of, weight_along
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


def test_what_was_let_pass_costs_one_query_and_one_for_its_kind(client, mara, osprey):
    def asked():
        sections(client, mara, osprey)
        with CaptureQueriesContext(connection) as captured:
            urgent = sections(client, mara, osprey)["urgent"]
        return len(captured), urgent.keys()

    passed = make_promise(osprey, mara, "Passed", -8)
    make_promise(osprey, mara, "Late", -7)
    before, _urgent = asked()
    let_pass(mara, passed)

    assert asked() == (before + 2, {"Late"})


def test_the_weight_of_an_account_read_along_is_that_which_is_read_by_its_name(osprey):
    AccountWeight.objects.create(account=osprey, minor=1_250_000, currency="EUR", share=410, as_of=MONDAY.date())

    along = Account.objects.annotate(**weight_along()).get(pk=osprey.pk)

    assert known_of(along) == accounts_named([osprey.name])[osprey.name]
