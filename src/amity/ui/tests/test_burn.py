"""The burn chart: where the budget is expected to be used up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from amity.ui.charts import Ahead, BurnLine, burn

TODAY = date(2026, 11, 29)
EXPECTED = Ahead(date(2027, 2, 28), Decimal(90), Decimal(120), Decimal(160))
LINE = BurnLine([(date(2026, 9, 1), Decimal(0)), (TODAY, Decimal(60))], budget=Decimal(100), ahead=EXPECTED)


def test_the_ring_has_the_date_that_is_said_elsewhere():
    crossed = burn("b", "Burn", LINE, today=TODAY, unit="hours")
    told = burn(
        "b", "Burn", replace(LINE, ahead=replace(EXPECTED, runs_out=date(2027, 2, 3))), today=TODAY, unit="hours"
    )

    assert [one.text for one in crossed.words if "used up" in one.text] == ["budget used up on 28 Jan 2027"]
    assert [one.text for one in told.words if "used up" in one.text] == ["budget used up on 3 Feb 2027"]
