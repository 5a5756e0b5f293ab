"""The month end: what prevents closing, finance's reasons, and what closing then refuses or freezes."""

import csv
import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from amity.audit.models import Payload, Record
from amity.outbox.models import Message
from amity.profitability.closing import commands
from amity.profitability.closing.checklist import checklist
from amity.profitability.closing.payroll import absorbed
from amity.profitability.closing.pricing import Rate
from amity.profitability.models import Closing, LeftPoint, MonthEnd
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.approval import commands as approval
from amity.timesheets.models import TimeRules
from amity.timesheets.week.days import Week
from tests.builders import MONDAY, acting, make_account, make_agreement, make_cost_rate, make_entry, make_project

TODAY = date(2026, 11, 23)
OCTOBER, PAGE = 202610, "/money/month-end/2026-10/"


def state_of(fina, point):
    return checklist(acting(fina), OCTOBER, TODAY).points[point].state


def left(fina, *points):
    for point in points:
        commands.leave_point(by=acting(fina), month=OCTOBER, point=point, reason="So be it", now=MONDAY)


def close(fina):
    return commands.close_month(by=acting(fina), month=OCTOBER, now=MONDAY)


def test_a_month_with_something_to_do_is_not_closed_and_says_what(october, fina):
    with pytest.raises(Refused, match="time has no cost; payroll is not entered"):
        close(fina)

    assert not Closing.objects.exists()


def test_a_month_closes_when_every_point_is_done_or_left_with_a_reason(october, fina):
    left(fina, "unpriced", "payroll")

    close(fina)

    assert Closing.objects.get().closed_by == "Fina"
    assert [one.reason for one in LeftPoint.objects.all()] == ["So be it", "So be it"]


def test_time_without_a_cost_is_listed_for_all_who_logged_it_also_those_who_left(october, fina, site, piet, tim):
    make_entry(by=piet, project=site, hours="2:00", on=date(2026, 10, 7))
    make_entry(by=piet, project=site, hours="1:00", on=date(2026, 9, 30))
    tim.is_active = False
    tim.save()

    seen = checklist(acting(fina), OCTOBER, TODAY)

    without = {one.person.name: one.seconds for one in seen.unpriced}
    assert without == {"Piet": 7_200, "Tim": seen.absorbed.uncosted_seconds - 7_200}


def test_a_point_that_was_left_comes_back_when_it_grows(october, fina, site, tim):
    left(fina, "unpriced")
    assert state_of(fina, "unpriced") == "left"

    make_entry(by=tim, project=site, hours="1:00", on=date(2026, 10, 6))

    assert state_of(fina, "unpriced") == "todo"


def test_a_month_that_is_not_over_cannot_be_left(fina, october):
    with pytest.raises(Refused, match="the month has not ended"):
        commands.leave_point(by=acting(fina), month=202611, point="over", reason="Early", now=MONDAY)


def test_money_without_an_exchange_rate_is_a_hard_no(fina, tim):
    abroad = make_account("Alpine", currency="CHF")
    project = make_project(abroad, agreement=make_agreement(abroad, hourly_rate="100"), team=[tim])
    make_entry(by=tim, project=project, hours="2:00", on=date(2026, 10, 5))

    assert state_of(fina, "rates") == "hard"
    with pytest.raises(Refused, match="exchange rate is missing"):
        left(fina, "rates")


def test_time_is_missing_by_person_and_over_time_of_one_fills_no_gap(fina, tim, mara, october):
    for one in (tim, mara):
        one.weekly_seconds = 40 * 3600
        one.save()

    seen = checklist(acting(fina), OCTOBER, TODAY)

    assert [(one.person.name, one.missing // 3600) for one in seen.time.short] == [("Mara", 176), ("Tim", 168)]
    assert seen.points["time"].state == "todo"


def test_those_who_miss_time_are_asked_by_mail_once_a_day(fina, tim, october):
    tim.weekly_seconds = 40 * 3600
    tim.save()

    assert commands.ask_for_time(by=acting(fina), month=OCTOBER, now=MONDAY) == 1

    assert "168 hours" in Message.objects.get(to=tim.mail).subject
    with pytest.raises(Refused, match="emailed them today"):
        commands.ask_for_time(by=acting(fina), month=OCTOBER, now=MONDAY)


def test_who_has_no_email_address_is_named_beside_those_who_are_emailed(fina, tim, mara, october):
    for person in (tim, mara):
        person.weekly_seconds = 40 * 3600
    tim.save()
    mara.mail = None
    mara.save()

    seen = checklist(acting(fina), OCTOBER, TODAY).time

    assert ([one.person.name for one in seen.asked], seen.unreachable) == (["Tim"], ["Mara"])


def test_payroll_less_absorbed_cost_is_the_variance_by_delivery_care_and_inside(fina, tim, osprey, site):
    make_cost_rate("50")
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    make_entry(by=tim, account_id=osprey.pk, hours="2:00", on=date(2026, 10, 6))
    make_entry(by=tim, hours="1:00", on=date(2026, 10, 7))

    commands.enter_payroll(by=acting(fina), month=OCTOBER, amount=58_000, now=MONDAY)

    used = absorbed(OCTOBER)
    assert [one.cost for one in (used.delivery, used.care, used.inside)] == [40_000, 10_000, 5_000]
    seen = checklist(acting(fina), OCTOBER, TODAY)
    assert seen.variance
    assert (seen.variance.amount, seen.variance.share) == (3_000, 517)
    assert (seen.usual, seen.points["variance"].state) == (True, "done")


@pytest.mark.parametrize(("work", "cost"), [("delivery", 400), ("service", 100), ("internal", 50)])
def test_each_cost_of_payroll_opens_the_time_it_is_made_of(client, fina, tim, osprey, site, work, cost):
    make_cost_rate("50")
    inside = make_project(team=[tim])
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    make_entry(by=tim, account_id=osprey.pk, hours="2:00", on=date(2026, 10, 6))
    make_entry(by=tim, project=inside, hours="0:30", on=date(2026, 10, 7))
    make_entry(by=tim, hours="0:30", on=date(2026, 10, 7))
    client.force_login(fina)
    page = client.get(PAGE).content.decode()
    shown = re.search(rf'href="([^"]*work={work})"><span class="cur">€</span>(\d+)', page)
    assert shown

    file = client.get(f"{unescape(shown[1])}&export=csv").getvalue().decode("utf-8-sig")

    assert int(shown[2]) == cost
    assert sum(Decimal(row["Cost"]) for row in csv.DictReader(file.splitlines())) == cost


def test_a_variance_above_the_agencys_usual_share_asks_for_a_reason(fina, tim, site):
    make_cost_rate("50")
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    commands.enter_payroll(by=acting(fina), month=OCTOBER, amount=43_600, now=MONDAY)
    with pytest.raises(Refused, match="payroll and cost differ"):
        close(fina)

    commands.enter_payroll(by=acting(fina), month=OCTOBER, amount=43_400, now=MONDAY)
    close(fina)


def test_finance_learns_how_much_of_a_month_no_one_approved(fina, tim, piet, site):
    TimeRules.objects.create(pk=1, approval=True)
    tim.lead = piet
    tim.save()
    make_entry(by=tim, project=site, hours="2:00")
    sheet = approval.submit_week(by=acting(tim), week=Week(date(2026, 11, 16)), now=MONDAY)
    approval.approve_week(by=acting(piet), sheet_id=sheet.pk, now=MONDAY)
    make_entry(by=tim, project=site, hours="0:30", on=date(2026, 11, 3))

    assert absorbed(202611).unapproved == 1800
    assert checklist(acting(fina), 202611, TODAY).points["approval"].measure == 1800


def test_payroll_is_finances_own_and_is_in_the_audit_log_as_money(fina, ada, october):
    commands.enter_payroll(by=acting(fina), month=OCTOBER, amount=58_000, now=MONDAY)

    with pytest.raises(Refused, match="Only finance"):
        commands.enter_payroll(by=acting(ada), month=OCTOBER, amount=1, now=MONDAY)
    record = Record.objects.get(action="payroll.entered")
    assert Payload.objects.get(record=record).money_fields == ["before", "payroll"]


def test_payroll_of_a_closed_month_stays(fina, october):
    left(fina, "unpriced", "payroll")
    close(fina)

    with pytest.raises(Refused, match="closed"):
        commands.enter_payroll(by=acting(fina), month=OCTOBER, amount=1, now=MONDAY)

    assert not MonthEnd.objects.filter(payroll__isnull=False).exists()


def test_no_month_closes_while_a_re_rating_runs(fina, october):
    commands.price_time(by=acting(fina), rate=Rate("average", Decimal(50), date(2026, 10, 1)), now=MONDAY)

    with pytest.raises(Refused, match="re-rating is running"):
        timesheets.lock_month(by=acting(fina), month=OCTOBER, now=MONDAY)


def test_the_page_is_finances_and_shows_what_blocks_closing(fina, ada, october):
    browser = Client()
    browser.force_login(fina)
    page = browser.get(PAGE).content.decode()
    browser.force_login(ada)

    assert "logged by Tim have no cost" in page
    assert "Save payroll" in page
    assert [browser.get(path).status_code for path in (PAGE, "/money/month-end/", f"{PAGE}frozen.csv")] == [403] * 3


@pytest.mark.parametrize("typed", ["", "y" * 501], ids=["missing", "too long"])
def test_a_refused_reason_is_shown_next_to_its_field_with_what_was_typed(fina, october, typed):
    browser = Client()
    browser.force_login(fina)

    accepting = browser.post(f"{PAGE}leave/payroll/", {"reason": typed})
    left(fina, "unpriced", "payroll")
    close(fina)
    reopening = browser.post(f"{PAGE}open/", {"reason": typed})

    for answer, field in ((accepting, "leave-payroll-reason"), (reopening, "open-reason")):
        page = answer.content.decode()
        assert (answer.status_code, page.count('aria-invalid="true"')) == (422, 1)
        assert f'id="{field}_error"' in page
        assert typed in page
    assert Closing.objects.get().superseded_at is None


def test_a_closed_month_shows_what_is_frozen_and_after_opening_what_changed(fina, site, tim):
    make_cost_rate("50")
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    left(fina, "payroll")
    close(fina)
    browser = Client()
    browser.force_login(fina)
    assert "Frozen figures" in browser.get(PAGE).content.decode()

    browser.post(f"{PAGE}open/", {"reason": "A sheet came late"})
    make_entry(by=tim, project=site, hours="2:00", on=date(2026, 10, 6))

    page = browser.get(PAGE).content.decode()
    assert "A sheet came late" in page
    assert "200" in page[page.index("Change since") :]


def test_the_file_holds_exact_amounts(fina, site, tim):
    make_cost_rate("50")
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    browser = Client()
    browser.force_login(fina)

    rows = browser.get(f"{PAGE}frozen.csv").content.decode().splitlines()

    assert rows[1] == "Osprey Rail,8,0,800.00,0.00,800.00,400.00,0.00,50,exact,"


def test_accounts_beyond_the_first_are_behind_a_link_and_in_the_total(fina, site, tim, monkeypatch):
    monkeypatch.setattr("amity.profitability.closing.views.SHOWN", 1)
    make_entry(by=tim, project=site, hours="8:00", on=date(2026, 10, 5))
    zephyr = make_account("Zephyr")
    make_entry(by=tim, project=make_project(zephyr, team=[tim]), hours="1:00", on=date(2026, 10, 5))
    browser = Client()
    browser.force_login(fina)

    first, every = (browser.get(address).content.decode() for address in (PAGE, f"{PAGE}?all=1"))

    assert f"{PAGE}?all=1#frozen" in first
    row = f"/accounts/{zephyr.pk}/money/?period=202610"
    assert (row in first, row in every) == (False, True)
    assert "Accounts: 2" in first
