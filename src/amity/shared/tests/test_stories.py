"""Tables of the demo's stories: named columns become values, and an unknown column is refused."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from amity.shared.stories import Calendar, Codes, Day, rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    name: str
    on: Day
    price: Decimal = Decimal(7)
    roles: Codes = ()


def test_cells_become_values_and_a_blank_one_is_the_default(tmp_path):
    table = tmp_path / "rows.csv"
    table.write_text("name,on,price,roles\nSketch,-4-1,1.50,sponsor finance\nText,18-24,,\n")

    assert rows(table, Row) == (
        Row("Sketch", (-4, 1), Decimal("1.50"), ("sponsor", "finance")), Row("Text", (18, 24))
    )  # fmt: skip


def test_a_column_that_no_row_has_is_refused(tmp_path):
    table = tmp_path / "rows.toml"
    table.write_text('[[rows]]\nname = "Sketch"\non = "1-1"\nprise = 2\n')

    with pytest.raises(ValueError, match="prise"):
        rows(table, Row, "rows")


def test_days_of_the_story_lie_before_and_after_it_too():
    calendar = Calendar(202610)

    assert [calendar.day(day) for day in ((18, 31), (22, 31), (-4, 1))] == [
        date(2026, 10, 31), date(2027, 2, 28), date(2024, 12, 1)
    ]  # fmt: skip
