"""How over-servicing is shown."""

import pytest
from django.utils.html import strip_tags

from amity.profitability.figures.rules import Figure
from amity.profitability.templatetags.profits import figure


@pytest.mark.parametrize(
    ("value", "shown"), [(1030, "+10.3%"), (0, "0.0%"), (-3560, "35.6% unused"), (-10_000, "100.0% unused")]
)
def test_less_than_what_is_included_is_unused_and_not_negative_over_servicing(value, shown):
    text = figure(Figure(value, "basis_points"), "over")

    assert " ".join(strip_tags(text).split()).replace(" %", "%") == shown
