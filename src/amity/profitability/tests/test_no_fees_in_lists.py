"""A list of accounts or projects has a dash where no fees are earned, with the reason."""

from amity.profitability.figures.rules import Figure
from amity.profitability.templatetags.profits import dash, figure


def test_fees_of_nothing_are_a_dash_with_the_reason_and_elsewhere_the_figure():
    nothing = Figure(0, "minor", currency="EUR")

    assert figure(nothing, "fees") == (
        '<span class="none" title="Net fees are 0 or below, so no margin can be calculated.">–</span>'
    )
    assert dash(nothing, "fees") == figure(nothing, "fees")
    assert "0.00" in figure(nothing)
