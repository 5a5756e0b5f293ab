"""What is open, overdue, settled, realised and collected."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amity.invoicing.rules import (
    AGES,
    NO_DUE_DATE,
    NOT_DUE,
    OVER_90,
    TO_30,
    TO_60,
    TO_90,
    InvoiceValues,
    LineValues,
    Owed,
    PaymentValues,
    age_of,
    collection,
    paying,
    realisation,
    settled_on,
)

DAY = date(2026, 11, 23)
DAYS = st.integers(-400, 400)


def back(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "age"),
    [(-1, NOT_DUE), (0, NOT_DUE), (1, TO_30), (30, TO_30), (31, TO_60), (60, TO_60), (61, TO_90), (90, TO_90),
     (91, OVER_90)],
)  # fmt: skip
def test_the_age_of_an_open_invoice(days, age):
    assert age_of(back(days), DAY) == age


def test_without_a_due_date_the_age_is_not_known():
    assert age_of(None, DAY) == NO_DUE_DATE


@given(DAYS, DAYS)
def test_an_older_invoice_is_never_in_a_younger_age(one, other):
    younger, older = sorted((one, other))
    assert AGES.index(age_of(back(younger), DAY)) <= AGES.index(age_of(back(older), DAY))


def test_realisation_and_collection_are_shares():
    assert (realisation(90_000, 100_000), collection(119_000, 119_000)) == (9_000, 10_000)
    assert (realisation(1, 0), collection(0, 0)) == (None, None)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 10**9))
def test_realisation_rises_with_what_is_invoiced(invoiced, standard, more):
    before, after = realisation(invoiced, standard), realisation(invoiced + more, standard)
    assert before is not None
    assert after is not None
    assert before <= after


def test_an_invoice_is_settled_by_the_payment_that_reaches_its_total():
    paid = [PaymentValues(60, back(3)), PaymentValues(40, back(9)), PaymentValues(5, back(1))]

    assert settled_on(100, paid) == back(3)
    assert settled_on(106, paid) is None
    assert settled_on(100, [*paid, PaymentValues(1)]) is None, "a payment without a date leaves it unknown"


@given(st.lists(st.tuples(st.integers(1, 1000), st.integers(0, 300)), max_size=6), st.integers(1, 4000))
def test_it_is_settled_exactly_if_enough_was_paid(payments, total):
    found = settled_on(total, [PaymentValues(amount, back(days)) for amount, days in payments])
    assert (found is not None) == (sum(amount for amount, _days in payments) >= total)


def test_how_a_client_pays_is_the_mean_of_paid_and_overdue_invoices():
    invoices = [
        Owed(back(40), back(30), is_open=False),
        Owed(back(20), back(20), is_open=False),
        Owed(back(50), None, is_open=True),
        Owed(back(-5), None, is_open=True),
        Owed(back(60), None, is_open=False),
    ]

    found = paying(invoices, DAY, DAY)

    assert found is not None
    assert (found.days_late, found.overdue, found.invoices) == (20, 50, 3)


def test_on_an_earlier_day_an_invoice_settled_since_was_still_open():
    found = paying([Owed(back(40), back(2), is_open=False)], back(10), DAY)

    assert found is not None
    assert (found.overdue, found.as_of) == (30, back(10))


def test_what_was_read_long_ago_is_judged_as_of_then():
    found = paying([Owed(back(120), None, is_open=True)], DAY, back(100))

    assert found is not None
    assert (found.overdue, found.as_of) == (20, back(100))


@given(st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS), st.booleans()), max_size=8))
def test_no_client_is_more_overdue_than_the_oldest_due_date(rows):
    invoices = [Owed(back(due), None if paid is None else back(paid), open_) for due, paid, open_ in rows]
    found = paying(invoices, DAY, DAY)
    assert found is None or found.overdue <= max(0, *(due for due, _paid, _open in rows))


def test_values_are_stored_and_read_back():
    line = LineValues("Design", 100, 19, Decimal("2.5"), Decimal("40"), 7)
    values = InvoiceValues(
        "0000001", DAY, "EUR", 100, 19, 119, due_on=back(-30), lines=(line,), payments=(PaymentValues(50, DAY, "T1"),)
    )

    assert InvoiceValues.from_json(values.as_json()) == values
