"""Terms by period, top-ups, overage billed or written off, and units, with the refusals of each command."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from amity.agreements.drafts.commands import agree_terms
from amity.agreements.queries import terms_of
from amity.audit import trail
from amity.retainers.deliveries.commands import count_delivery, take_back_delivery
from amity.retainers.listing.queries import retainer_list
from amity.retainers.listing.rows import list_row
from amity.retainers.models import RetainerTerms
from amity.retainers.overage.commands import decide_over
from amity.retainers.page import RetainerPage, retainer_page
from amity.retainers.periods.ledger_to_date import ledger_to_date
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.rules import PeriodTerms
from amity.retainers.top_ups.commands import buy_top_up, take_back_top_up
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.money import Rate
from amity.timesheets import commands as time
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting, make_account, make_agreement, make_entry, make_line, make_project, seconds

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
AT_120 = Rate(Decimal(120), "EUR")
TERMS = PeriodTerms(OCTOBER, "hours", seconds("60"), "surplus", 1_000, 1, rate=AT_120)


@pytest.fixture
def care(osprey, piet, tim):
    """Return a retainer of 60 h for 7,200 a month from October on, pooled over two projects."""
    agreement = make_agreement(osprey, "retainer", fee=720_000, included_seconds=seconds("60"), starts_on=OCTOBER)
    make_line(agreement, "1")
    make_project(osprey, name="Care", manager=piet, team=[tim], agreement=agreement)
    make_project(osprey, name="More care", manager=piet, team=[tim], agreement=agreement)
    return agreement


def worked(care, tim, hours, on=OCTOBER, project="Care"):
    """Log time of Tim on the retainer, at most 20 h a day."""
    left, place = seconds(hours), care.projects.get(name=project)
    for day in range(28):
        part = min(left, seconds("20"))
        if part:
            make_entry(by=tim, project=place, hours=str(Decimal(part) / 3600), on=on.replace(day=day + 1))
        left -= part


def worked_until(care, tim, hours, day):
    """Log time of Tim, with a quarter of an hour more on a day, so that the figures reach that day."""
    worked(care, tim, hours, on=NOVEMBER)
    make_entry(by=tim, project=care.projects.get(name="Care"), hours="0:15", on=day)


def october(care, on=date(2026, 11, 23)):
    """Return the row of October."""
    return ledger_to_date(care, on).periods[0]


def test_time_of_all_projects_is_pooled_and_what_is_left_rolls_on(mara, tim, care):
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    worked(care, tim, "30")
    worked(care, tim, "25", project="More care")

    row = october(care).row

    assert (row.used, row.rolled_on, row.expired) == (seconds("55"), seconds("5"), 0)
    assert trail.actions_on(care) == ["retainer.terms_agreed"]


def test_terms_hold_from_the_period_of_their_day_and_earlier_rows_stay(mara, tim, care):
    worked(care, tim, "70")
    more = PeriodTerms(date(2026, 11, 17), "hours", seconds("80"), rate=AT_120)

    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=more, now=MONDAY)

    assert RetainerTerms.objects.get().valid_from == NOVEMBER
    assert [one.row.included for one in ledger_to_date(care, date(2026, 11, 23)).periods] == [
        seconds("60"),
        seconds("80"),
    ]


def test_what_a_period_holds_is_said_in_one_place(mara, care):
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    said = terms_of(care)

    with pytest.raises(Refused):
        agree_terms(
            by=acting(mara), agreement_id=care.pk, version=1, terms=replace(said, included_seconds=5), now=MONDAY
        )
    agree_terms(by=acting(mara), agreement_id=care.pk, version=1, terms=replace(said, fee=800_000), now=MONDAY)


def test_another_kind_is_another_agreement(mara, care):
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)

    with pytest.raises(Invalid):
        agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=PeriodTerms(NOVEMBER, "units", 4), now=MONDAY)


def test_no_one_changes_a_closed_month_through_the_retainer(mara, fina, care):
    time.lock_month(by=acting(fina), month=202610, now=MONDAY)

    with pytest.raises(Refused):
        agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    with pytest.raises(Refused):
        buy_top_up(by=acting(mara), agreement_id=care.pk, amount=1, price=1, valid_from=OCTOBER, now=MONDAY)


def test_what_was_over_is_billed_but_for_what_is_given(mara, tim, care):
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    worked(care, tim, "71")
    assert october(care).price == 11 * 12_000

    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=seconds("3"), now=MONDAY)

    assert (october(care).billed, october(care).over_service) == (seconds("8"), 1_833)
    assert october(care).price == 8 * 12_000


def test_no_more_is_given_than_was_over(mara, tim, care):
    worked(care, tim, "61")

    with pytest.raises(Invalid):
        decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=seconds("2"), now=MONDAY)
    with pytest.raises(Invalid):
        decide_over(by=acting(mara), agreement_id=care.pk, period=date(2026, 10, 2), given=0, now=MONDAY)


def test_a_top_up_is_there_beside_what_is_included(mara, tim, care):
    worked(care, tim, "65")

    buy_top_up(by=acting(mara), agreement_id=care.pk, amount=seconds("8"), price=90_000, valid_from=OCTOBER, now=MONDAY)

    assert (october(care).row.bought, october(care).row.over) == (seconds("8"), 0)


def test_a_top_up_of_nothing_or_that_ends_before_it_begins_is_refused(mara, care):
    for wrong in ({"amount": 0}, {"price": -1}, {"expires_on": date(2026, 9, 1)}):
        said: dict[str, Any] = {"amount": 5, "price": 5, "valid_from": OCTOBER} | wrong
        with pytest.raises(Invalid):
            buy_top_up(by=acting(mara), agreement_id=care.pk, now=MONDAY, **said)


def test_a_top_up_noted_wrongly_is_taken_back_in_an_open_month_only(mara, fina, tim, care):
    worked(care, tim, "65")
    bought = buy_top_up(
        by=acting(mara), agreement_id=care.pk, amount=seconds("80"), price=90_000, valid_from=OCTOBER, now=MONDAY
    )
    asked: dict[str, Any] = {"by": acting(mara), "agreement_id": care.pk, "top_up_id": bought.pk, "now": MONDAY}
    time.lock_month(by=acting(fina), month=202610, now=MONDAY)
    with pytest.raises(Refused):
        take_back_top_up(**asked)
    time.open_month(by=acting(fina), month=202610, reason="ten times too much", now=MONDAY)

    take_back_top_up(**asked)

    assert (october(care).row.bought, october(care).row.over) == (0, seconds("5"))
    assert trail.actions_on(care)[-1] == "retainer.top_up_taken_back"
    with pytest.raises(NotSeen):
        take_back_top_up(**asked)


def test_pieces_counted_wrongly_are_taken_back_by_who_runs_the_work(mara, piet, care):
    each = PeriodTerms(OCTOBER, "units", 4, rate=Rate(Decimal(250), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=each, now=MONDAY)
    asked: dict[str, Any] = {"by": acting(piet), "agreement_id": care.pk, "now": MONDAY}
    row = count_delivery(**asked, units=60, delivered_on=date(2026, 10, 20))

    take_back_delivery(**asked, delivery_id=row.pk)

    assert (october(care).row.used, october(care).price) == (0, 0)
    assert trail.actions_on(care)[-1] == "retainer.delivery_taken_back"
    with pytest.raises(NotSeen):
        take_back_delivery(**asked, delivery_id=row.pk)


def test_units_over_those_included_are_billed_by_the_unit(mara, care):
    each = PeriodTerms(OCTOBER, "units", 4, rate=Rate(Decimal(250), "EUR"))
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=each, now=MONDAY)

    count_delivery(by=acting(mara), agreement_id=care.pk, units=6, delivered_on=date(2026, 10, 20), now=MONDAY)

    assert (october(care).row.used, october(care).price) == (6, 50_000)


def test_an_agreement_of_another_model_has_no_periods(mara, osprey):
    with pytest.raises(NotSeen):
        retainer_page(acting(mara), make_agreement(osprey, "fixed").pk, "", MONDAY.date())


@pytest.mark.parametrize(("hours", "state", "is_over"), [("59.75", "on_pace", False), ("60.25", "over", True)])
def test_the_list_and_the_page_of_a_retainer_say_the_same(mara, tim, care, hours, state, is_over):
    today = date(2026, 11, 30)
    worked_until(care, tim, hours, today)

    (listed,) = retainer_list(acting(mara), today).rows
    page = retainer_page(acting(mara), care.pk, "", today)

    assert isinstance(page, RetainerPage)
    assert (listed.state, bool(page.over)) == (state, is_over)
    assert list_row(listed, fee=True).bar == ("o" if is_over else "i")


@pytest.mark.parametrize(("hours", "state"), [("57.25", "on_pace"), ("58.75", "ahead")])
def test_up_to_one_percent_more_than_available_is_on_track_in_the_list_and_on_the_page(mara, tim, care, hours, state):
    today = date(2026, 11, 27)
    worked_until(care, tim, hours, today)

    (listed,) = retainer_list(acting(mara), today).rows
    page = retainer_page(acting(mara), care.pk, "", today)

    assert isinstance(page, RetainerPage)
    assert (listed.state, bool(listed.overage), bool(page.over)) == (state, state == "ahead", state == "ahead")


def test_overage_waits_for_a_decision_until_there_is_one(client, mara, tim, care):
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    worked(care, tim, "70")
    worked(care, tim, "1", on=NOVEMBER)
    client.force_login(mara)

    def waiting():
        page = client.get("/retainers/?view=decide")
        return [[one.span.first for one in line.row.undecided] for line in page.context["lines"]]

    assert waiting() == [[OCTOBER]]
    assert "October, 10\xa0h" in client.get("/retainers/").text

    decide_over(by=acting(mara), agreement_id=care.pk, period=OCTOBER, given=0, now=MONDAY)

    assert waiting() == []


def test_the_list_begins_with_overage_to_decide_and_its_title_names_it(client, mara, tim, care):
    calm = make_agreement(make_account("Before Osprey", manager=mara), "retainer", included_seconds=36_000)
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    worked(care, tim, "70")
    worked(care, tim, "1", on=NOVEMBER)
    client.force_login(mara)

    page = client.get("/retainers/")

    assert [line.row.listed.agreement for line in page.context["lines"]] == [care, calm]
    assert "1 of 2 retainers has overage to decide" in page.text
    assert [str(line.row.word) for line in page.context["lines"]] == ["Overage to decide", "Barely used"]


def test_the_list_says_which_retainer_is_over(mara, tim, care):
    worked(care, tim, "61", on=NOVEMBER)

    (listed,) = retainer_list(acting(mara), date(2026, 11, 30)).rows

    assert (listed.agreement, listed.state) == (care, "over")


@pytest.mark.usefixtures("on_monday")
def test_what_is_over_is_in_whole_hours_in_a_title_and_exact_in_its_row(mara, tim, care):
    agree_period_terms(by=acting(mara), agreement_id=care.pk, terms=TERMS, now=MONDAY)
    worked(care, tim, "71:03")
    worked_until(care, tim, "1", date(2026, 11, 20))

    [item] = [item for group in waiting_for(acting(mara), MONDAY, only="overage") for item in group.items]

    assert "11 hours to bill or write off" in item.heading
    assert str(item.notes[0]) == "Overage: 11.1\xa0h"
