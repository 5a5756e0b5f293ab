"""Figures as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.shared.money import Money
from amity.ui.formats import formatter
from amity.ui.number_parsing import NotANumber, parse_decimal


@pytest.mark.parametrize(
    ("text", "locale", "figure"),
    [
        ("1,234.5", "en_GB", "1234.5"),
        ("1.234,5", "en_GB", "1234.5"),
        ("1.234,5", "de_DE", "1234.5"),
        ("1.234", "de_DE", "1234"),
        ("1.234", "en_GB", "1.234"),
        ("1,234", "en_GB", "1234"),
        ("12,5", "en_GB", "12.5"),
        ("12.5", "de_DE", "12.5"),
        ("1 234,5", "fr_FR", "1234.5"),
        ("1'234.50", "de_CH", "1234.50"),
        ("−7", "en_GB", "-7"),
        ("1,234,567", "en_GB", "1234567"),
    ],
)
def test_a_figure_is_read_the_persons_way_and_a_little_beyond(text, locale, figure):
    assert parse_decimal(text, locale) == Decimal(figure)


@pytest.mark.parametrize("text", ["", "abc", "1,23,4", "1.2.3", "--4", "12,34.5.6", "=cmd", "∞", "1e5"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(NotANumber):
        parse_decimal(text, "en_GB")


@given(st.integers(-(10**10), 10**10), st.sampled_from(["en_GB", "de_DE", "fr_FR", "de_CH", "en_US"]))
def test_every_amount_we_write_can_be_read_back(minor, locale):
    written = formatter(locale).money(Money(minor, "EUR"), cents=True)

    assert parse_decimal(written.sign + written.digits, locale) == Money(minor, "EUR").major
