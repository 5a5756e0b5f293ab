"""Costs from a file reveal single people's cost. Only those who can see it see a margin or cost based on them."""

import json
from datetime import date

import pytest
from django.test import Client

from amity.people.models import Person
from amity.profitability.figures.rules import amount
from amity.profitability.statements.money_view import FROM_FILE, MoneyView
from amity.profitability.statements.rules import Part, statement
from amity.profitability.tests.asking import COSTS, addresses, seen_by, someone_on
from amity.profitability.tests.made import hours
from amity.profitability.tests.test_profit_command import main
from amity.projects.models import Project
from amity.shared.permission import MoneyRight
from amity.timesheets.models import Entry
from amity.timesheets.rules import Measures
from amity.timesheets.sums.queries import costs_from_file
from tests.builders import make_account, make_agreement, make_entry, make_project

WORKED = Part(Measures(seconds=hours(1), cost=4_000), amount(10_000, "EUR"))
BROUGHT = Part(Measures(seconds=hours(1), cost=4_000), amount(10_000, "EUR"), from_file=True)


def test_one_part_with_costs_from_a_file_makes_the_whole_so():
    assert statement([WORKED, BROUGHT], "EUR").from_file
    assert not statement([WORKED], "EUR").from_file


def test_a_part_without_time_brings_no_costs_from_a_file():
    assert not statement([WORKED, Part(Measures(), amount(0, "EUR"), from_file=True)], "EUR").from_file


def test_care_with_costs_from_a_file_makes_the_account_so():
    assert statement([WORKED], "EUR", Measures(seconds=60), service_from_file=True).from_file
    assert not statement([WORKED], "EUR", Measures(), service_from_file=True).from_file


@pytest.mark.parametrize("right", list(MoneyRight))
def test_costs_from_a_file_are_seen_like_costs_by_person(right):
    view = MoneyView(right, "average").over(from_file=True)

    assert view.level == FROM_FILE
    assert view.margin == (right == MoneyRight.COST)


@pytest.fixture
def brought(brand: Project) -> Project:
    """Return the brand project with costs from a file."""
    Entry.objects.filter(project=brand).update(cost_from_file=True)
    return brand


@pytest.fixture
def other(brand: Project, tim: Person) -> Project:
    """Return a project of another account, with costs at the agency's average."""
    account = make_account("Tessel", manager=brand.manager)
    project = make_project(account, team=[tim], agreement=make_agreement(account, hourly_rate="1000"))
    make_entry(by=tim, project=project, hours="10:00", on=date(2026, 11, 4))
    return project


def test_no_amount_of_theirs_is_in_any_answer_below_the_right_to_costs(brought):
    text = seen_by(someone_on(brought, MoneyRight.MARGIN), *addresses(brought))

    assert [amount for amount in (*COSTS, "99.2") if amount in text] == []
    assert "on target" in text


def test_who_sees_what_people_cost_reads_that_costs_are_from_the_file(brought, fina):
    text = seen_by(fina, *addresses(brought))

    assert "99.2" in text
    assert "costs from the file" in text


def test_without_costs_from_a_file_no_one_reads_of_them(brand, fina):
    assert "costs from the file" not in seen_by(fina, *addresses(brand))


def test_why_is_refused_where_the_figure_is_not_shown(brought):
    client = Client()
    client.force_login(someone_on(brought, MoneyRight.MARGIN))

    assert client.get(f"/projects/{brought.pk}/money/why/margin/").status_code == 403
    assert client.get(f"/projects/{brought.pk}/money/why/agi/").status_code == 200


def test_other_accounts_keep_their_margin_and_the_total_does_not_give_the_difference_away(brought, other, fina):
    fina.own_money_right = MoneyRight.MARGIN
    fina.save()

    page, rows = seen_by(fina, "/money/"), seen_by(fina, "/money/portfolio.csv")

    assert "22.2" in page  # of the other account: 1,000 less 777.77 an hour
    assert "22.2" in rows
    assert [amount for amount in (*COSTS[:2], "99.2") if amount in page] == []


def test_the_command_has_neither_cost_nor_margin_and_says_why(brought, capsys):
    manager = someone_on(brought, MoneyRight.MARGIN)

    assert main(["profit", "--json", "--by", "project", "--as", str(manager.mail)]) == 0
    answer = json.loads(capsys.readouterr().out)

    assert answer["cost_level"] == "file"
    assert [(row["cost"], row["margin_bp"], row["why_not"]) for row in answer["rows"]] == [(None, None, "no_right")]


def test_time_on_an_account_alone_and_on_nothing_is_looked_up_too(osprey, fina):
    make_entry(by=fina, account_id=osprey.pk, project=None)
    make_entry(by=fina, project=None)
    assert costs_from_file([], [osprey.pk]) == (frozenset(), frozenset())

    Entry.objects.update(cost_from_file=True)

    assert costs_from_file([], [osprey.pk]) == (frozenset(), frozenset({0, osprey.pk}))


def test_where_no_cost_came_with_a_file_one_look_is_enough(brand, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert costs_from_file([brand.pk], [brand.account_id]) == (frozenset(), frozenset())
