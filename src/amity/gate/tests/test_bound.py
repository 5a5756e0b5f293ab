"""Bound fields: what a text states beside a name that the system knows."""

from datetime import date
from decimal import Decimal

import pytest

from amity.gate.bound.rules import Bound, differing

TODAY = date(2026, 11, 23)
TOTAL = Bound(("Total", "Gesamt"), amount=Decimal(12500), currency="EUR")
PAGES = Bound(("Pages and recipe cards",), amount=Decimal("4750.40"), currency="EUR")
BETA = Bound(("Beta for dealers",), day=date(2026, 12, 4))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Total: €12,500", []),
        ("Total: €12,400", ["€12,400"]),
        ("Gesamt: 12.400 €", ["12.400 €"]),
        ("Total: $12,500", ["$12,500"]),
        ("Totally €1", []),
        ("The total is fine. Lunch is €12.", []),
        ("Pages and recipe cards, €4,750", []),
        ("Pages and recipe cards, €4,700", ["€4,700"]),
        ("Pages and recipe cards, €4,750.40 of a total of €12,500", []),
        ("Pages and recipe cards €12,500, total €12,500", ["€12,500"]),
        ("Instead of €12,000 the total is €12,500", []),
        ("Beta for dealers: 4 Dec 2026", []),
        ("We hand over the beta for dealers on 4 December.", []),
        ("Beta for dealers: 11 Dec 2026", ["11 Dec 2026"]),
        ("Beta for dealers am 4.12.2026", []),
        ("Beta for dealers : 4 déc. 2026", []),
        ("The beta for dealers is late. On 11 Dec 2026 we meet.", []),
        ("Beta for dealers: 12/4/2026", []),
        ("Beta for dealers soon", []),
    ],
)
def test_another_value_beside_a_name_is_found_and_the_right_one_is_not(text, words):
    assert [one.words for one in differing(text, (TOTAL, PAGES, BETA), written_on=TODAY)] == words
