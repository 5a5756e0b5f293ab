"""Figures and dates in a person's format."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from amity.shared.money import Money
from amity.ui import formats
from amity.ui.reader_format import Ways, in_locale, using
from amity.ui.unit_prices import unit_price

TODAY = date(2026, 11, 25)
GERMAN = Ways(locale="de_DE")


def plain(text: str) -> str:
    return text.replace(formats.GAP, " ")


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (1240049, "EUR", "€12,400"),
        (99999, "EUR", "€999.99"),
        (100000, "EUR", "€1,000"),
        (-38050, "EUR", "−€380.50"),
        (380, "JPY", "JP¥380"),
        (1500, "KWD", "KWD 1.500"),
        (-20, "USD", "−US$0.20"),
    ],
)
def test_money_shows_cents_only_below_a_thousand_major_units(minor, currency, written):
    assert plain(formats.money(Money(minor, currency))) == written


@pytest.mark.parametrize(
    ("value", "written"), [("29000", "€29,000"), ("380.5", "€380.50"), ("1250.5", "€1,250.50"), ("56.2525", "€56.2525")]
)
def test_the_price_of_a_unit_has_cents_where_they_say_something(value, written):
    assert unit_price(Decimal(value), "EUR") == written


def test_an_invoice_asks_for_its_cents():
    assert plain(formats.money(Money(1240049, "EUR"), cents=True)) == "€12,400.49"


def test_the_locale_decides_where_the_currency_stands():
    with using(GERMAN):
        assert plain(formats.money(Money(1240049, "EUR"))) == "12.400 €"


@pytest.mark.parametrize(
    ("seconds", "style", "written"),
    [
        (2203200, "sum", "612 h"),
        (66600, "sum", "18.5 h"),
        (1464120, "exact", "406.70 h"),
        (1464120, "title", "407 h"),
        (2700, "title", "45 min"),
        (5400, "sheet", "1:30"),
        (-5400, "sheet", "−1:30"),
        (11400, "prose", "3.2 h"),
        (-2700, "prose", "−45 min"),
        (482400, "prose", "134 h"),
        (0, "prose", "0 min"),
        (182700, "words", "50 hours 45 minutes"),
        (3660, "words", "1 hour 1 minute"),
        (0, "words", "0 minutes"),
    ],
)
def test_hours_are_written_for_where_they_stand(seconds, style, written):
    assert plain(formats.hours(seconds, style)) == written


def test_half_an_hour_takes_half_an_hour_from_quarters():
    left = [plain(formats.hours(minutes * 60, "sum")) for minutes in (795, 780, 765, 750, -795, 794)]

    assert left == ["13.25 h", "13 h", "12.75 h", "12.5 h", "−13.25 h", "13.2 h"]


@pytest.mark.parametrize(("value", "places", "written"), [("2.5", 0, "3"), ("3.5", 0, "4"), ("0.125", 2, "0.13")])
def test_a_half_is_rounded_upwards_as_people_expect(value, places, written):
    assert formats.number(Decimal(value), places, places) == written


def test_who_prefers_decimals_gets_decimals():
    with using(Ways(decimal_hours=True)):
        assert formats.hours(5400, "sheet") == "1.50"


def test_a_share_comes_from_basis_points():
    assert plain(formats.percent(4410)) == "44.1%"
    assert plain(formats.percent(640, signed=True)) == "+6.4%"
    assert plain(formats.percent(-60)) == "−0.6%"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 11, 25), "today"),
        (date(2026, 11, 24), "yesterday"),
        (date(2026, 11, 20), "20 Nov"),
        (date(2025, 11, 20), "20 Nov 2025"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "Mon 10:00"),
    ],
)
def test_the_year_is_written_only_if_it_is_another(value, written):
    assert formats.day(value, TODAY) == written


def test_nothing_known_is_a_dash():
    assert {formats.money(None), formats.hours(None), formats.percent(None), formats.number(None)} == {"–"}


def test_a_small_negative_that_rounds_away_has_no_minus():
    assert formats.number(Decimal("-0.001")) == "0"


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en_US", "Saturday, December 5, 2026"), ("en_IE", "Saturday 5 December 2026"),
        ("de_DE", "Samstag, 5. Dezember 2026"), ("fr_FR", "samedi 5 décembre 2026"),
    ],
)  # fmt: skip
def test_a_full_day_has_its_weekday_and_month_whole_in_every_locale(locale, written):
    with in_locale(locale):
        assert formats.full_day(date(2026, 12, 5)) == written


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "en_AU"])
def test_september_is_as_short_as_the_other_months(locale):
    with in_locale(locale):
        assert formats.month(202609) == "Sep 2026"
        assert "Sep" in formats.day_of_week(date(2026, 9, 3))
        assert "Sept" not in formats.day_of_week(date(2026, 9, 3)) + formats.day_and_month(date(2026, 9, 3))
        assert "September" in formats.month(202609, prose=True)


def test_the_first_of_a_month_is_an_ordinal_in_french_alone():
    first = date(2026, 12, 1)
    with using(Ways(locale="fr_FR")):
        assert formats.full_day(first) == "mardi 1er décembre 2026"
        assert formats.dated(first) == "1er déc. 2026"
        assert formats.day_and_month(date(2026, 12, 11)) == "11 déc."
        assert formats.month(202612, prose=True) == "décembre 2026"
    with using(Ways(locale="de_DE")):
        assert formats.dated(first) == "1. Dez. 2026"
