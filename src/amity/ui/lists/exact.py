"""Figures for files: exact, the same in every locale, and "" for unknown values."""

from decimal import Decimal

from amity.shared.money import Money


def hours(seconds: int | None) -> str:
    """Return hours with up to four decimals."""
    return "" if seconds is None else f"{(Decimal(seconds) / 3600).quantize(Decimal('0.0001')).normalize():f}"


def amount(minor: int | None, currency: str) -> str:
    """Return minor units in major ones."""
    return "" if minor is None else f"{Money(minor, currency).major:f}"


def percent(basis_points: int | None) -> str:
    """Return basis points in percent."""
    return "" if basis_points is None else f"{Decimal(basis_points) / 100:f}"
