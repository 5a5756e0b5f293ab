"""A list whose rows are calculated: its order over all rows."""

from dataclasses import dataclass

from amity.ui.lists.computed import in_order
from amity.ui.lists.keyset import Order


@dataclass(frozen=True)
class Row:
    name: str
    share: int | None


ROWS = [Row("A", 5), Row("B", None), Row("C", 9), Row("D", 5)]


def test_rows_without_a_value_come_last_whichever_way():
    assert [row.name for row in in_order(ROWS, Order("share"))] == ["A", "D", "C", "B"]
    assert [row.name for row in in_order(ROWS, Order("share", descending=True))] == ["C", "A", "D", "B"]
