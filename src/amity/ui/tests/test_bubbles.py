"""Bubbles between two measures, and where their labels find a place."""

from decimal import Decimal
from itertools import combinations

from amity.ui.charts import Bubble, Field, bubbles

FIELD = Field(target=50, good_from=75, across="margin", up="health", size="net fees", good="target 50%")


def _drawn(*found: tuple[str, str, int, int]):
    rows = [
        Bubble(label, Decimal(share), score, Decimal(size), "well", str(size)) for label, share, score, size in found
    ]
    return bubbles("k", "Health", rows, FIELD, width=560)


def test_bubbles_close_together_each_have_their_label():
    chart = _drawn(
        ("Larkfield Dairy", "57.7", 92, 412), ("Morrow Mills", "61.0", 91, 154), ("Calder Clinics", "52.6", 77, 301),
        ("Saltmarsh Foods", "55.5", 75, 246), ("Halyard Ports", "39.0", 69, 132), ("Osprey Rail", "44.2", 64, 499),
    )  # fmt: skip
    labels = [
        one
        for one in chart.words
        if one.text
        in {"Larkfield Dairy", "Morrow Mills", "Calder Clinics", "Saltmarsh Foods", "Halyard Ports", "Osprey Rail"}
    ]

    assert len(labels) == 6


def test_no_label_is_on_another_bubble_or_label():
    chart = _drawn(*((f"Account {number}", str(50 + number % 3), 80 + number % 4, 100) for number in range(12)))
    lines = [one for one in chart.words if one.text.startswith("Account")]

    assert lines
    for one, other in combinations(lines, 2):
        assert abs(one.y - other.y) > 8 or abs(one.x - other.x) > 30


def test_scores_are_marked_in_whole_tens():
    chart = _drawn(("A", "40", 60, 1), ("B", "60", 98, 2))
    marks = [one.text for one in chart.words if one.text.isdigit()]

    assert marks == ["50", "60", "70", "80", "90", "100"]
