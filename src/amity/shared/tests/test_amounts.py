"""Amounts in free text are found, but not hours, dates and counts."""

import time

import pytest

from amity.shared.text.amounts import amount_in


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("About 11,000 of the fee of this stage", "11,000"),
        ("They have €12.400 left", "€12.400"),
        ("We agreed on 12k EUR", "12k EUR"),
        ("The budget is about 9 000", "budget is about 9 000"),
        ("It costs 50 pounds", "50 pounds"),
        ("The fee for 2027 is €2,027", "€2,027"),
        ("The budget is 2000", "budget is 2000"),
    ],
)
def test_an_amount_is_found(text, amount):
    assert amount_in(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "54 of your 60 hours", "from 1 Dec 2026", "6,000 recipe cards by Friday", "Version 2.1 at 10:30", "12 h a week",
        "Your price list 2027", "The 2027 price list", "Budget 2027. Please confirm it",
        "The fee is agreed. 3 revision roundss", "",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_left_alone(text):
    assert amount_in(text) == ""


@pytest.mark.parametrize("words", ["0" * 20_000, "111 " * 5_000, "1" + ",000" * 5_000], ids=["row", "spaces", "commas"])
def test_a_long_row_of_digits_is_read_in_a_moment(words):
    began = time.process_time()
    amount_in(words)

    assert time.process_time() - began < 2
