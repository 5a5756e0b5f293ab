"""Retainers off their pace wait for the account manager. Time that expires does in the last days of its period."""

from datetime import date
from decimal import Decimal

import pytest

from amity.retainers.pace.waiting import lost_of
from amity.retainers.periods.ledger_to_date import ledgers_to_date
from amity.retainers.periods.queries import period_beginning
from amity.retainers.requests.queries import due_by_end
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.scope.requests.commands import log_included_request
from amity.scope.requests.fields import RequestFields
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


@pytest.fixture
def ask(mara):
    """Return a function that logs a request on a retainer, due by the end of November."""

    def make(care, hours):
        fields = RequestFields(
            f"Gift guide of {hours} h",
            asked_on=MONDAY.date(),
            wanted_on=date(2026, 11, 30),
            planned_seconds=seconds(hours),
        )
        return log_included_request(by=acting(mara), agreement_id=care.pk, fields=fields, now=MONDAY)

    return make


def test_requests_due_that_need_more_than_the_pace_leads_to_wait_as_overage(used, ask, mara, tim):
    care = used(60, 40)  # its pace leads to 56 h
    assert found(mara, "retainer_pace") == []
    request = ask(care, "30")
    ask(care, "4")

    ((lead, notes, money),) = found(mara, "retainer_pace")
    assert lead == "Heading for overage"
    assert notes[-1].replace("\xa0", " ") == "about 14 hours over by the end of the period"
    assert money.minor == 168_000

    make_entry(by=tim, project=care.projects.get(), item_id=request.item_id, hours="6", on=date(2026, 11, 20))
    ((_lead, worked, _money),) = found(mara, "retainer_pace")
    assert worked[-1] == notes[-1]


def test_requests_due_use_rolled_over_time_before_it_expires(used, ask, mara):
    care = used(20, 20, rollover="surplus")
    ask(care, "15")

    ((title, _notes, _money),) = found(mara, "rollover")
    assert title.replace("\xa0", " ") == f"{care.title}: 5 h will expire"


def test_all_requests_due_of_all_retainers_are_read_in_one_query(used, ask, mara, django_assert_num_queries):
    care = used(60, 40)
    for hours in ("5", "6", "7"):
        ask(care, hours)
    ledgers = ledgers_to_date([care], MONDAY.date()).values()

    with django_assert_num_queries(1):
        assert due_by_end(ledgers, MONDAY.date()) == {care.pk: seconds("18")}
