"""Charts show the same values as their numbers."""

import itertools
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from amity.ui.charts import (
    AimLine,
    BurnLine,
    Layer,
    MonthBar,
    RankedBar,
    StackedBar,
    aim,
    burn,
    margin_by_month,
    ranked,
    stacked,
)

SVG = "{http://www.w3.org/2000/svg}"
BARS = [MonthBar(202609, Decimal(200), Decimal(100), 5000), MonthBar(202610, Decimal(100), Decimal(120), -2000)]


def boxes(chart, css: str) -> list[float]:
    drawn = ElementTree.fromstring(chart.standalone())  # noqa: S314 - our own
    return [float(box.get("height", 0)) for box in drawn.iter(f"{SVG}rect") if box.get("class") == css]


def test_heights_stand_in_the_ratio_of_their_amounts():
    chart = margin_by_month("m", "Margin", BARS, "€ thousand")

    (left,), (over,), (cost, capped) = boxes(chart, "q4"), boxes(chart, "over"), boxes(chart, "q1")
    assert abs(left - cost) < 0.2
    assert abs(capped - cost) < 0.2
    assert abs(over * 5 - cost) < 1


def test_the_table_beneath_holds_the_same_numbers():
    table = margin_by_month("m", "Margin", BARS, "€ thousand").table

    assert all(text in table for text in ("Sep 2026", "200", "120", "−20.0"))


def test_a_burn_past_its_budget_names_the_day():
    used = [(date(2026, 11, 1), Decimal(0)), (date(2026, 11, 11), Decimal(100))]
    chart = burn("b", "Burn", BurnLine(used, budget=Decimal(50)), today=date(2026, 11, 25), unit="hours")

    assert "over budget since 6 Nov" in str(chart)


def test_a_page_picture_carries_no_style_and_names_itself():
    chart = str(ranked("r", "An <hour> earns", [RankedBar("Orla", Decimal(76), "€76")], target=Decimal(119)))

    assert "style" not in chart
    assert "An &lt;hour&gt; earns" in chart
    assert 'role="img"' in chart


def test_no_data_is_an_empty_chart_not_an_error():
    assert "<svg" in str(margin_by_month("m", "Margin", [], "€"))
    assert "<svg" in str(burn("b", "Burn", BurnLine([]), today=date(2026, 11, 25), unit="hours"))


def test_a_narrow_chart_names_every_second_month_and_keeps_its_shares():
    year = [MonthBar(202600 + month, Decimal(10), Decimal(5), 5_000) for month in range(1, 13)]

    wide = [word.text for word in margin_by_month("m", "Margin", year, "€", width=740).words]
    small = [word.text for word in margin_by_month("m", "Margin", year, "€", width=350).words]

    assert ("Jan" in wide, "Feb" in wide) == (True, True)
    assert ("Jan" in small, "Feb" in small) == (True, False)
    assert small.count("50") == 12


def test_parts_of_a_month_stand_on_each_other_beside_the_line_of_what_could_be():
    layers = [Layer("Signed", "q1"), Layer("Goes on", "maybe")]
    chart = stacked("s", "Ahead", [StackedBar(202612, [Decimal(100), Decimal(50)], Decimal(120))], layers, "can", "€")

    signed, goes_on = chart.boxes[:2]
    assert abs(signed.height - 2 * (goes_on.height + 2)) < 0.5
    assert goes_on.y < float(chart.lines[0].d.split()[1].split("h")[0]) < signed.y
    assert all(text in chart.table for text in ("Dec 2026", "Goes on", "100", "50", "120"))


@pytest.mark.parametrize("width", [740, 350])
def test_parts_are_labelled_beside_the_last_bar_and_no_label_covers_another(width):
    layers = [Layer("Retainers", "q1"), Layer("Time and prepaid blocks", "q4"), Layer("Confirmed, not signed", "offer")]
    late = StackedBar(202701, [Decimal(40), Decimal(40), Decimal(40)], Decimal(150))
    chart = stacked("s", "Ahead", [late, late], layers, "capacity", "€", width=width)
    labels = [word for word in chart.words if word.x > max(box.x + box.width for box in chart.boxes)]
    heights = sorted(word.y for word in labels)

    assert len(chart.boxes) == 6, "no box of a key"
    assert [word.text for word in sorted(labels, key=lambda word: word.y)] == [
        "capacity", "Confirmed, not", "signed", "Time and", "prepaid blocks", "Retainers",
    ]  # fmt: skip
    assert all(low - high >= 12 for high, low in itertools.pairwise(heights))
    assert heights[-1] <= 226, "above the names of the months"


@pytest.mark.parametrize("width", [740, 350])
@pytest.mark.parametrize("last", [[40, 2, 0], [40, 2, 2]], ids=["missing from the last bar", "too close"])
def test_parts_are_named_above_the_bars_if_their_labels_dont_fit_beside_them(width, last):
    layers = [Layer("Retainers", "q1"), Layer("Time and prepaid blocks", "q4"), Layer("Confirmed, not signed", "offer")]
    early = StackedBar(202612, [Decimal(40), Decimal(2), Decimal(90)], Decimal(150))
    late = StackedBar(202701, [Decimal(part) for part in last], Decimal(42))
    chart = stacked("s", "Ahead", [early, late], layers, "capacity", "€", width=width)
    names = [word for word in chart.words if word.text in ("capacity", *(layer.label for layer in layers))]
    top = min(float(line.d.split()[1].split("H")[0]) for line in chart.grid)

    assert len(names) == 4
    assert all(word.y < top for word in names)
    assert {line.css for line in chart.lines} == {"bud"}, "no hairline crosses the bars"
    rows = itertools.groupby(names, key=lambda word: word.y)
    for row in [list(row) for _y, row in rows]:
        assert all(right.x - left.x > 5 * len(left.text) + 18 for left, right in itertools.pairwise(row))
        assert row[-1].x + 5.5 * len(row[-1].text) <= width
    assert max(box.x + box.width for box in chart.boxes) > width - 60, "bars take the room"


def test_a_month_without_a_line_has_none_in_picture_and_table():
    chart = stacked("s", "Ahead", [StackedBar(202612, [Decimal(1)])], [Layer("Signed", "q1")], "can", "€")

    assert chart.lines == []
    assert "can" not in chart.table


def test_an_aim_names_its_last_reading_and_its_target():
    read = [(date(2026, 6, 1), Decimal(4200)), (date(2026, 9, 1), Decimal(4120))]
    line = AimLine(read, (read[0], (date(2027, 6, 1), Decimal(3000))), Decimal(3000), "calls")

    chart = aim("a", "Readings", line, width=720)

    assert [word.text for word in chart.words if word.css in ("fa b", "b")] == ["4,120", "target 3,000"]
    assert chart.summary.endswith("The target is 3,000.")
    assert "4,200" in chart.table
    first, last = (dot.y for dot in chart.dots)
    assert last > first, "fewer is lower in the picture"


def test_readings_without_a_target_are_drawn_too():
    one = AimLine([(date(2026, 6, 1), Decimal(0))])

    assert "<svg" in str(aim("a", "Readings", one, width=340))
