"""The books include a retainer's terms: its revenue depends on terms of periods, top-ups and what was written off."""

from datetime import date
from decimal import Decimal

import pytest

from amity.profitability.books.load import books
from amity.profitability.revenue.rules import revenue_of_month
from amity.retainers.overage.commands import decide_over
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.retainers.top_ups.commands import buy_top_up
from amity.shared.money import Rate
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def care(osprey, mara, piet, tim):
    """Return a retainer of ten hours for 1,200 in October, and 120 an hour above. Sixteen hours were worked."""
    agreement = make_agreement(osprey, "retainer", fee=120_000, included_seconds=36_000, starts_on=OCTOBER)
    project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    terms = PeriodTerms(OCTOBER, "hours", 36_000, rate=Rate(Decimal(120), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=agreement.pk, terms=terms, now=MONDAY)
    make_entry(by=tim, project=project, hours="16", on=OCTOBER)
    return agreement


def october(care, person):
    """Return the revenue of October."""
    deal = books(acting(person), MONDAY.date()).deals[care.pk]
    return revenue_of_month(deal.terms, deal.history, 202610, MONDAY.date()).value


def test_what_is_over_is_revenue_until_it_is_given(mara, care):
    assert october(care, mara) == 120_000 + 6 * 12_000

    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=4 * 3_600, now=MONDAY)

    assert october(care, mara) == 120_000 + 2 * 12_000


def test_a_top_up_stands_in_for_what_would_be_over(mara, care):
    buy_top_up(by=acting(mara), agreement_id=care.pk, amount=8 * 3_600, price=80_000, valid_from=OCTOBER, now=MONDAY)

    assert october(care, mara) == 120_000 + 60_000
