"""Retainers off their pace wait for the account manager. Time that expires does in the last days of its period."""

from datetime import date
from decimal import Decimal

import pytest

from amity.retainers.pace.waiting import lost_of
from amity.retainers.periods.queries import period_beginning
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.money import Rate
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_agreement, make_entry, make_project, seconds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def used(mara, tim, piet, osprey):
    """Return a function that makes a retainer of 60 h a month with hours used by 20 November."""

    def make(october, november, rollover="none"):
        care = make_agreement(osprey, "retainer", fee=720_000, included_seconds=seconds("60"), starts_on=OCTOBER)
        project = make_project(osprey, name="Care", manager=piet, team=[tim], agreement=care)
        rate = Rate(Decimal(120), "EUR")
        terms = PeriodTerms(OCTOBER, "hours", seconds("60"), rollover=rollover, rate=rate)
        agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=terms, now=MONDAY)
        for month, hours, last in ((10, october, 30), (11, november, 20)):
            for number, part in enumerate(range(0, hours, 20)):
                day = date(2026, month, last - number)
                make_entry(by=tim, project=project, hours=str(min(20, hours - part)), on=day)
        return care

    return make


def found(person, key):
    """The lead or title, the notes and the money of what waits of a kind."""
    groups = waiting_for(acting(person), MONDAY, only=key)
    return [
        (item.lead or item.title, list(item.notes), item.stakes and item.stakes.money)
        for one in groups
        for item in one.items
    ]


@pytest.mark.parametrize(
    ("hours", "leads"),
    [
        (70, ["More used than is available"]),
        (50, ["Heading for overage"]),  # 50 h in 15 of 21 working days lead to 70 h
        (44, []),  # 44 h lead to 61.6 h: less than 5% over
        (40, []),
        (20, ["Used slowly"]),
    ],
)
def test_what_is_used_in_fifteen_of_21_days_waits_when_it_leads_far_off(used, mara, piet, hours, leads):
    used(60, hours)

    assert [lead for lead, _notes, _money in found(mara, "retainer_pace")] == leads
    assert found(piet, "retainer_pace") == []


def test_an_overage_has_its_price_and_where_it_ends(used, mara):
    used(60, 50)

    ((_lead, notes, money),) = found(mara, "retainer_pace")
    assert [note.replace("\xa0", " ") for note in notes] == [
        "50 h of 60 h used", "about 10 hours over by the end of the period",
    ]  # fmt: skip
    assert (money.minor, money.currency) == (120_000, "EUR")


def test_rolled_over_time_waits_in_the_last_ten_days_as_far_as_it_stays_unused(used, mara):
    care = used(20, 20, rollover="surplus")
    period = period_beginning(care, date(2026, 11, 1), MONDAY.date())
    more = seconds("8")  # 20 h in 15 of 21 working days lead to 28 h

    assert lost_of(period, None) == period.row.would_expire == seconds("20")
    assert lost_of(period, period.row.used + more) == seconds("12")
    assert lost_of(period, period.row.there) == 0
    ((title, _notes, _money),) = found(mara, "rollover")
    assert title.replace("\xa0", " ") == f"{care.title}: 12 h will expire"
