"""The balance of someone's last commitments: off at first, their own accounts only, and pure sums."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amity.agency.models import Limit
from amity.decisions import commands, rules
from amity.decisions.balance import balance_of
from amity.decisions.models import Decision
from amity.decisions.rules import Choice
from amity.decisions.tests.making import GOOD, PLAIN, opened
from tests.builders import MONDAY, acting, make_account, make_agency, make_person

SUMS = some.integers(-15, 15)


@given(SUMS)
def test_an_effect_on_the_bar_keeps_its_sign_and_its_bounds(total):
    found = rules.on_bar(total)

    assert -5 <= found <= 5
    assert (found > 0) == (total > 0)
    assert (found < 0) == (total < 0)


@given(some.lists(some.integers(-5, 5), min_size=1))
def test_the_mean_is_between_the_lowest_and_the_highest(effects):
    assert min(effects) <= rules.mean(effects) <= max(effects)


def committed(by, account):
    decision = opened(by, account, GOOD, PLAIN)
    choice = Choice(decision.options.get(title=GOOD.title).pk, "It pays for itself.")
    return commands.decide(by=acting(by), decision_id=decision.pk, version=decision.version, choice=choice, now=MONDAY)


@pytest.mark.usefixtures("on_monday")
def test_it_is_off_until_limits_say_how_many_commitments_count(client, mara, osprey):
    make_agency()
    zoe = make_person("Zoe", "account_manager")
    committed(mara, osprey)
    committed(zoe, make_account("Larkfield Dairy", manager=zoe))
    opened(mara, osprey, GOOD, PLAIN)
    client.force_login(mara)
    assert balance_of(acting(mara)) is None
    assert "Balance" not in client.get("/decisions/").content.decode()

    Limit.objects.create(name="decision.balance", value=20)

    found = balance_of(acting(mara))
    assert found is not None
    assert [(one.account.name, left, right) for one, left, right in found.rows] == [("Osprey Rail", 1, 1)]
    assert "Your last commitment: +1 for the client, +1 for us" in client.get("/decisions/").content.decode()


@pytest.mark.usefixtures("on_monday")
def test_the_newest_commitments_count_for_the_account_manager_and_the_director(mara, osprey):
    make_agency()
    osprey.director = make_person("Greta", "account_director")
    osprey.save()
    committed(mara, osprey)
    newest = committed(mara, osprey)
    Decision.objects.filter(pk=newest.pk).update(decided_at=MONDAY + timedelta(hours=1))
    Limit.objects.create(name="decision.balance", value=1)

    for person in (mara, osprey.director):
        found = balance_of(acting(person))
        assert found is not None
        assert [one.pk for one, _client, _agency in found.rows] == [newest.pk]
