"""Rules of agreements: what each fee model needs, and what cannot stand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from amity.agreements.rules import fees
from amity.agreements.rules.fees import AgreedTerms, Fault

FIXED = AgreedTerms("fixed", "EUR", fee=1000_00)


@pytest.mark.parametrize(
    ("model", "missing"),
    [("fixed", ("fee",)), ("retainer", ("fee",)), ("prepaid", ("fee", "bought_seconds")), ("time_and_materials", ())],
)
def test_each_fee_model_says_what_it_still_needs(model, missing):
    assert fees.missing(AgreedTerms(model, "EUR")) == missing


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"fee_model": "barter"}, Fault("fee_model", "choice")),
        ({"fee": -1}, Fault("fee", "negative")),
        ({"discount": 2000_00}, Fault("discount", "more_than_fee")),
        ({"fee_model": "time_and_materials", "cap": 100, "discount": 101}, Fault("discount", "more_than_cap")),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, Fault("ends_on", "before_start")),
    ],
)
def test_terms_that_cannot_stand_are_named_by_their_field(changes, fault):
    assert fault in fees.faults(replace(FIXED, **changes))


def test_only_currency_and_the_price_of_an_hour_change_prices():
    assert fees.changes_prices(FIXED, replace(FIXED, hourly_rate=Decimal("120")))
    assert not fees.changes_prices(FIXED, replace(FIXED, fee=2))
