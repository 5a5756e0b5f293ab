"""What keeps a project below its target: its price, its hours, or both."""

from dataclasses import replace

import pytest

from amity.profitability.causes.rules import AgencyRate, Over, Price, cause, largest, price
from amity.profitability.causes.wording import sentence, short_sentence

HOUR = 3600
LOW, FAIR = Price(7_200, 9_600, 4_800, 5_000), Price(12_000, 9_600, 4_800, 5_000)
BUILD = (Over("App build", 78 * HOUR), Over("", 17 * HOUR))


def test_an_hour_must_be_sold_at_its_cost_over_what_the_target_leaves():
    found = price(
        value=720_000, quoted_seconds=100 * HOUR, cost=480_000, costed_seconds=100 * HOUR, target=5_000
    )  # fmt: skip

    assert found == LOW


@pytest.mark.parametrize(
    "given",
    [
        {"quoted_seconds": 0, "costed_seconds": HOUR, "target": 5_000},
        {"quoted_seconds": HOUR, "costed_seconds": 0, "target": 5_000},
        {"quoted_seconds": HOUR, "costed_seconds": HOUR, "target": 10_000},
    ],
)
def test_without_hours_cost_or_a_target_below_all_of_it_no_price_is_judged(given):
    assert price(value=1, cost=1, **given) is None


@pytest.mark.parametrize(
    ("over", "priced", "found"),
    [
        (0, LOW, "price"),
        (5 * HOUR, LOW, "price"),
        (6 * HOUR, LOW, "both"),
        (6 * HOUR, FAIR, "hours"),
        (6 * HOUR, None, "hours"),
        (-40 * HOUR, FAIR, ""),
        (0, None, ""),
    ],
)
def test_a_twentieth_of_the_quote_is_still_on_plan(over, priced, found):
    assert cause(quoted_seconds=100 * HOUR, over_seconds=over, priced=priced) == found


def test_a_price_a_hair_below_what_is_needed_is_not_blamed():
    assert not Price(9_550, 9_600, 4_800, 5_000).is_low
    assert Price(9_500, 9_600, 4_800, 5_000).is_low


def test_the_rows_that_take_most_come_first_and_those_on_plan_not_at_all():
    rows = [Over("Texts", -HOUR), Over("", 17 * HOUR), Over("App build", 78 * HOUR), Over("Design", 0)]

    assert largest(rows) == list(BUILD)


@pytest.mark.parametrize(
    ("found", "priced", "words"),
    [
        ("hours", FAIR, "95 h more than quoted, most in App build, so the hours are too high."),
        ("hours", None, "95 h more than quoted, most in App build."),
        (
            "both",
            LOW,
            (
                "Sold at €72 an hour; the 50% target needs €96. Also 95 h more than quoted, most in App build, "
                "so the price is too low and the hours are too high."
            ),
        ),
        ("", FAIR, ""),
    ],
)
def test_the_sentence_names_the_cause_with_its_figures(found, priced, words):
    said = sentence(found, over_seconds=95 * HOUR, rows=BUILD, priced=priced, currency="EUR")

    assert said.replace("\u202f", " ").replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("earned", "over", "rows", "words"),
    [
        (11_900, 0, (), "Hours are on plan, so the price is too low."),
        (11_900, 3, (), "Hours are only 3 h over plan, so the main reason is the low price."),
        (11_900, 3, BUILD[1:], "Hours are 3 h over plan, with 17 h unquoted, but the main reason is the low price."),
        (11_900, -3, BUILD[1:], "In total the hours are on plan, 17 h of them unquoted, so the price is too low."),
    ],
)
def test_a_price_is_put_beside_what_the_agency_earns_and_what_the_target_needs(earned, over, rows, words):
    priced = replace(LOW, agency=AgencyRate(earned, 202511, 202610))

    found = sentence("price", over_seconds=over * HOUR, rows=rows, priced=priced, currency="EUR")

    sold = (
        f"Sold at €72 an hour; the agency earns €{earned // 100} (Nov 2025 to Oct 2026), and the 50% target needs €96."
    )
    assert found.replace("\u202f", " ").replace("\u00a0", " ") == f"{sold} {words}"


@pytest.mark.parametrize(
    ("found", "earned", "words"),
    [
        ("price", 11_900, "Sold at €72 an hour, but the 50% target needs €96: the price is too low."),
        ("price", 7_100, "Sold at €72 an hour, but at its hourly cost the 50% target needs €96."),
        (
            "both", 11_900,
            "Sold at €72 an hour, but the 50% target needs €96. The price is too low and the hours are too high.",
        ),
        (
            "both", 7_100,
            "Sold at €72 an hour, but at its hourly cost the 50% target needs €96. The hours are too high as well.",
        ),
        ("hours", 11_900, ""),
    ],
)  # fmt: skip
def test_a_phone_reads_a_cause_in_the_price_as_one_short_sentence(found, earned, words):
    priced = replace(LOW, agency=AgencyRate(earned, 202511, 202610))

    assert short_sentence(found, priced=priced, currency="EUR").replace("\u00a0", " ") == words


def test_where_the_cost_is_to_blame_the_sentence_is_about_the_cost_and_clears_the_price():
    priced = replace(LOW, agency=AgencyRate(7_100, 202511, 202610))

    found = sentence("both", over_seconds=95 * HOUR, rows=(), priced=priced, currency="EUR")

    assert found.replace("\u202f", " ").replace("\u00a0", " ") == (
        "Sold at €72 an hour, at or above the agency’s €71 (Nov 2025 to Oct 2026). "
        "At its hourly cost, the 50% target needs €96. "
        "Also 95 h more than quoted, so both the hourly cost and the hours are too high."
    )


@pytest.mark.parametrize(
    ("earned", "words"),
    [
        (11_900, "So far the hours are within plan, so the price is too low."),
        (7_100, "So far the hours are within plan, so the hourly cost is too high."),
    ],
)
def test_hours_used_of_unfinished_work_are_within_plan_so_far_only(earned, words):
    priced = replace(LOW, agency=AgencyRate(earned, 202511, 202610))

    assert sentence("price", over_seconds=0, rows=(), priced=priced, currency="EUR", so_far=True).endswith(words)
