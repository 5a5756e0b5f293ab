"""A list of only some of the rows behind a figure shows a note."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.people import rules as roles
from amity.shared.permission import MoneyRight
from amity.timesheets.queries import entries_behind, seconds_of
from tests.builders import acting, make_entry, make_person, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def ina(agency):
    return make_person("Ina", roles.TEAM_MEMBER, own_money_right=MoneyRight.HOURS)


@pytest.fixture
def shop(osprey, tim, ina):
    project = make_project(osprey, name="Shop", team=[tim, ina])
    make_entry(by=tim, project=project, hours="3:00")
    make_entry(by=ina, project=project, hours="1:00")
    make_entry(by=tim, hours="5:00", billable=False)
    return project


def note(client, person, query):
    client.force_login(person)
    return client.get(f"/time/?{query}").context["part_of"]


@pytest.mark.parametrize("which", ["project", "account"])
def test_it_says_how_much_of_the_time_is_listed(client, ina, shop, which):
    key = shop.pk if which == "project" else shop.account_id

    assert note(client, ina, f"{which}={key}").startswith("1.00\u00a0h of 4.00\u00a0h")
    assert seconds_of(entries_behind(acting(ina))) == 4 * 3_600


def test_nothing_is_said_where_all_is_listed_or_hours_are_not_to_be_seen(client, fina, tim, shop):
    tim.own_money_right = MoneyRight.NONE
    tim.save()

    assert note(client, fina, f"project={shop.pk}") == ""
    assert note(client, tim, f"project={shop.pk}") == ""


def test_the_time_of_one_other_person_is_never_summed(client, ina, tim, shop):
    assert note(client, ina, f"project={shop.pk}&person={ina.pk}") == ""
    assert note(client, ina, f"project={shop.pk}&billable=yes") == ""


def test_what_the_filters_offer_is_read_once(client, ina, shop):
    client.force_login(ina)
    client.get("/time/")

    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/time/?project={shop.pk}").context["part_of"]

    asked = [query["sql"] for query in captured]
    assert len(asked) == len(set(asked))
