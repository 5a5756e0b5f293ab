"""Versions, coming dates, change orders and value: rules that need no database."""

from datetime import date

import pytest

from amity.agreements import rules
from amity.agreements.fees import rules as fees
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.orders import rules as orders
from amity.agreements.orders.rules import Change
from amity.agreements.versions import rules as versions

TODAY = date(2026, 11, 25)


def test_a_hash_is_of_what_is_said_whatever_the_order_of_keys():
    assert versions.sha256({"a": 1, "b": {"c": "ü"}}) == versions.sha256({"b": {"c": "ü"}, "a": 1})
    assert versions.sha256({"a": 1}) != versions.sha256({"a": 2})


def test_differences_are_told_field_by_field_with_what_is_gone_last():
    before = {"terms": {"liability": "unlimited", "law": "x"}, "lines": {"2": {"rate": "120"}}}
    after = {"terms": {"liability": "2"}, "lines": {"2": {"rate": "125"}, "3": {"title": "New"}}}

    found = [(one.field, one.before, one.after) for one in versions.differences(before, after)]

    assert found == [
        ("terms.liability", "unlimited", "2"), ("lines.2.rate", "120", "125"), ("lines.3.title", "", "New"),
        ("terms.law", "x", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "money"),
    [("paid.fee", True), ("lines.2.rate", True), ("changes.4.price", True), ("lines.2.title", False),
     ("terms.payment", False)],
)  # fmt: skip
def test_amounts_are_known_as_such(field, money):
    assert versions.is_money(field) is money


def test_a_field_is_about_its_line_or_term():
    assert (versions.about("lines.2.rate"), versions.about("terms.payment")) == ("lines.2", "terms.payment")


def test_what_renews_by_itself_warns_of_notice_and_not_of_its_end():
    near = date(2026, 12, 20)

    found = rules.warnings(notice_on=near, renews_on=None, ends_on=near, renewal="itself", today=TODAY)

    assert [one.what for one in found] == ["notice"]


def test_the_nearest_day_comes_first():
    found = rules.warnings(
        notice_on=date(2026, 12, 30), renews_on=None, ends_on=date(2026, 12, 1), renewal="none", today=TODAY
    )

    assert [one.what for one in found] == ["ends", "notice"]


def test_an_order_is_the_sum_of_what_it_does_to_lines():
    found = orders.effect([
        Change("added", None, 500_00, None, 7200), Change("changed", 100_00, 250_00, 3600, 7200),
        Change("removed", 80_00, None, 3600, None),
    ])  # fmt: skip

    assert (found.price, found.seconds, found.unpriced) == (570_00, 7200, 0)


def test_a_line_without_a_price_is_in_no_sum_and_is_counted():
    found = orders.effect([Change("changed", None, 250_00, 0, 0), Change("added", None, None, None, 60)])

    assert (found.price, found.seconds, found.unpriced) == (0, 60, 2)


@pytest.mark.parametrize(
    ("terms", "prices", "change", "worth"),
    [
        (AgreedTerms("fixed", "EUR", fee=100, discount=10), [], 0, 90),
        (AgreedTerms("fixed", "EUR"), [40, 60], 5, 100), (AgreedTerms("fixed", "EUR"), [40, None], 0, None),
        (AgreedTerms("time_and_materials", "EUR", cap=70), [1], -20, 50), (AgreedTerms("unknown", "EUR"), [], 0, None),
        (AgreedTerms("retainer", "EUR", fee=10, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)), [], 0, 120),
        (AgreedTerms("retainer", "EUR", fee=10, starts_on=date(2026, 1, 1)), [], 0, None),
        (AgreedTerms("non_billable", "EUR"), [], 0, 0),
    ],
)  # fmt: skip
def test_what_an_agreement_is_worth(terms, prices, change, worth):
    assert fees.value(terms, prices, change) == worth


@pytest.mark.parametrize(
    ("model", "found"),
    [("fixed", (110, 50)), ("prepaid", (110, 50)), ("time_and_materials", (100, 60)), ("retainer", (100, 50))],
)  # fmt: skip
def test_signed_orders_move_the_amount_that_says_the_price(model, found):
    assert fees.with_orders(model, 100, 50, 10) == found
