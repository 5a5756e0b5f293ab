"""Every number of the table of accounts under Money sorts all accounts, and hidden values never decide."""

from types import SimpleNamespace
from typing import Any

from amity.profitability.portfolio.queries import ORDERS, in_order


def row(name, *, fees, seconds, rate, margin, over):
    figures = {"agi": fees, "hourly": rate, "margin": margin, "over": over}
    known = {key: None if value is None else SimpleNamespace(value=value) for key, value in figures.items()}
    return SimpleNamespace(name=name, seconds=seconds, **known)


ROWS: list[Any] = [
    row("A", fees=10, seconds=30, rate=200, margin=None, over=5),
    row("B", fees=30, seconds=10, rate=100, margin=4000, over=9),
    row("C", fees=20, seconds=20, rate=300, margin=2000, over=7),
]


def test_each_order_puts_the_most_first_and_the_lowest_margin():
    found = {order: "".join(one.name for one in in_order(ROWS, order)) for order in ORDERS}

    assert found == {"fees": "BCA", "time": "ACB", "rate": "CAB", "margin": "CBA", "over": "BCA"}
