"""A share is rounded once, when it is shown."""

from fractions import Fraction

from amity.shared.shares import BasisPoints, exact
from amity.ui import formats


def test_a_share_is_shown_from_its_exact_value_and_not_from_rounded_basis_points():
    share = BasisPoints.of(Fraction(595_477, 1_000_000))

    assert (share, exact(share)) == (5_955, Fraction(595_477, 100))
    assert formats.percent(share).startswith("59.5")
    assert formats.percent(5_955).startswith("59.6")
