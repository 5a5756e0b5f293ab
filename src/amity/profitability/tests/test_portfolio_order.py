"""Every number of the tables of accounts and of an account's projects sorts all rows; hidden values never decide."""

from types import SimpleNamespace
from typing import Any

from amity.profitability.accounts.queries import ORDERS as ACCOUNT_ORDERS
from amity.profitability.accounts.queries import projects_in_order
from amity.profitability.portfolio.queries import ORDERS, in_order


def row(name, *, fees, seconds, rate, margin, over=None, cost=None, left=None, on_target=None):
    figures = {"agi": fees, "hourly": rate, "margin": margin, "over": over, "cost": cost, "left": left}
    known = {key: None if value is None else SimpleNamespace(value=value) for key, value in figures.items()}
    return SimpleNamespace(name=name, seconds=seconds, on_target=on_target, **known)


ROWS: list[Any] = [
    row("A", fees=10, seconds=30, rate=200, margin=None, over=5),
    row("B", fees=30, seconds=10, rate=100, margin=4000, over=9),
    row("C", fees=20, seconds=20, rate=300, margin=2000, over=7),
]

PROJECTS: Any = [
    row("A", fees=10, seconds=30, rate=200, margin=None, cost=9, left=1),
    row("B", fees=30, seconds=10, rate=100, margin=4000, cost=5, left=2),
    row("C", fees=20, seconds=20, rate=300, margin=2000, cost=7, left=3),
]


def test_each_order_puts_the_most_first_and_the_lowest_margin():
    found = {order: "".join(one.name for one in in_order(ROWS, order)) for order in ORDERS}

    assert found == {"fees": "BCA", "time": "ACB", "rate": "CAB", "margin": "CBA", "over": "BCA"}


def test_who_sees_only_whether_a_margin_reaches_its_target_has_those_below_it_first():
    hidden = {"fees": None, "rate": None, "margin": None}
    judged: list[Any] = [
        row("A", seconds=40, **hidden),
        row("B", seconds=30, on_target=True, **hidden),
        row("C", seconds=10, on_target=False, **hidden),
        row("D", seconds=20, on_target=False, **hidden),
    ]

    assert "".join(one.name for one in in_order(judged, "margin")) == "DCBA"


def test_each_number_of_the_projects_of_an_account_sorts_them():
    projects: Any = SimpleNamespace(projects=PROJECTS)

    found = {order: "".join(one.name for one in projects_in_order(projects, order)) for order in ACCOUNT_ORDERS}

    assert found == {"fees": "BCA", "time": "ACB", "rate": "CAB", "cost": "ACB", "left": "CBA", "margin": "CBA"}
    assert "".join(one.name for one in projects_in_order(projects, "gap")) == "ABC"
