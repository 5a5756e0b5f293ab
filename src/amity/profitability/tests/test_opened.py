"""Shares open the inputs they were calculated from, and hours open what they add up from."""

import pytest
from django.template import Context, Template

from amity.profitability.figures.rules import Figure, amount
from amity.profitability.utilisation.rules import completeness, concentration, utilisation

HOURS = 3_600


def drawn(figure: Figure, words: str = "") -> str:
    """The tag as a page draws it."""
    template = Template("{% load profits %}{% opened figure 'a ÷ b' '/time/?since=2026-11-16' " + words + "%}")
    return template.render(Context({"figure": figure}))


@pytest.mark.parametrize(
    ("figure", "shown", "inputs"),
    [
        (completeness(150 * HOURS, 168 * HOURS), "89", ("Time logged", "150.00", "Time expected", "168.00")),
        (utilisation(90 * HOURS, 120 * HOURS), "75", ("Delivery time", "90.00", "Capacity", "120.00")),
    ],
)
def test_a_share_opens_both_sides_of_its_division(figure, shown, inputs):
    page = drawn(figure)

    assert f"<summary>{shown}<span" in page
    for words in inputs:
        assert words in page, words
    assert 'href="/time/?since=2026-11-16"' in page


def test_concentration_opens_the_fees_it_divides():
    share = concentration([(1, amount(750_00, "EUR")), (2, amount(250_00, "EUR"))])
    page = drawn(Figure(share.value, share.unit, None, share.inputs, "EUR"), "word='Why?' ")

    assert "<summary>Why?</summary>" in page
    assert "750" in page
    assert "1,000" in page
