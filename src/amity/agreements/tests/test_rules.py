"""Rules of agreements: the requirements of each fee model, and invalid terms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from amity.agreements.fees import rules as fees
from amity.agreements.fees.rules import AgreedTerms
from amity.shared.errors import Invalid
from amity.shared.values import tidied

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
        ({"discount": 2000_00}, ("discount", "more_than_fee")),
        ({"fee_model": "time_and_materials", "cap": 100, "discount": 101}, ("discount", "more_than_cap")),
        ({"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, ("ends_on", "before_start")),
    ],
)
def test_terms_that_cannot_stand_are_named_by_their_field(changes, fault):
    assert fault in fees.faults(replace(FIXED, **changes))


@pytest.mark.parametrize(("changes", "field"), [({"fee_model": "barter"}, "fee_model"), ({"fee": -1}, "fee")])
def test_terms_beyond_their_limits_are_refused_at_their_field(changes, field):
    with pytest.raises(Invalid) as refused:
        tidied(replace(FIXED, **changes))

    assert refused.value.field == field


def test_only_currency_and_the_price_of_an_hour_change_prices():
    assert fees.changes_prices(FIXED, replace(FIXED, hourly_rate=Decimal("120")))
    assert not fees.changes_prices(FIXED, replace(FIXED, fee=2))
