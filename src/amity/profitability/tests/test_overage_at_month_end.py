"""The month end asks about overage that would be frozen although nobody decided on it."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client

from amity.audit.queries import trail_seen_by
from amity.notifications.models import Notification
from amity.profitability.closing.checklist import checklist
from amity.profitability.closing.overage import EndedOverage
from amity.profitability.tests.test_month_end import OCTOBER, PAGE, TODAY, close, left, state_of
from amity.retainers.models import OverDecision, RetainerTerms
from amity.retainers.overage.commands import decide_over
from amity.retainers.wording import Unit
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting, make_agreement, make_cost_rate, make_entry, make_project


@pytest.fixture
def care(osprey, piet, tim):
    """Return a retainer of 10 h a month at €100 an hour above it, with 12 h in October."""
    make_cost_rate("40")
    agreement = make_agreement(
        osprey, "retainer", title="App care", fee=100_000, included_seconds=36_000, overage_rate=100,
        starts_on=date(2026, 10, 1),
    )  # fmt: skip
    project = make_project(osprey, name="Care", manager=piet, agreement=agreement, team=[tim])
    for day in (5, 6):
        make_entry(by=tim, project=project, hours="6:00", on=date(2026, 10, day))
    return agreement


def test_overage_without_a_decision_is_asked_about_and_gone_once_decided(care, fina, mara):
    left(fina, "payroll")
    browser = Client()
    browser.force_login(fina)

    assert state_of(fina, "overage") == "todo"
    with pytest.raises(Refused, match="overage is not decided"):
        close(fina)
    point = browser.get(PAGE).content.decode().split('id="point-overage"', 1)[1].split("</li>", 1)[0]
    assert "App care" in point
    assert f'href="/retainers/{care.pk}/"' in point
    assert '<span class="cur">€</span>200.00, will be billed' in " ".join(point.split())

    decide_over(by=acting(mara), agreement_id=care.pk, period=date(2026, 10, 1), given=0, now=MONDAY)

    assert "overage" not in checklist(acting(fina), OCTOBER, TODAY).points
    close(fina)


@pytest.mark.parametrize(("kind", "over", "words"), [("units", 9, "9 units"), ("hours", 7_200, "2 h")])
def test_overage_has_its_unit(kind, over, words):
    ended: Any = SimpleNamespace(row=SimpleNamespace(over=over))

    amount = EndedOverage(1, "App care", ended, Unit(kind, "EUR", fee=True)).amount

    assert amount.replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("given", "outcome"), [(0, "billed"), (7_200, "written off"), (3_600, "billed, 1 h of it written off")]
)
def test_what_was_decided_stays_on_the_page_of_a_closed_month(care, fina, mara, given, outcome):
    left(fina, "payroll")
    decide_over(by=acting(mara), agreement_id=care.pk, period=date(2026, 10, 1), given=given, now=MONDAY)
    close(fina)
    browser = Client()
    browser.force_login(fina)

    page = browser.get(PAGE).content.decode()

    decided = " ".join(page.split('id="decided-overage"', 1)[1].split("</li>", 1)[0].split())
    assert "App care" in decided
    assert f'<span class="cur">€</span>200.00, {outcome}</td>' in decided.replace("\u00a0", " ")


@pytest.mark.parametrize(("label", "given"), [("Bill", 0), ("Write off", 7_200)])
@time_machine.travel(MONDAY)
def test_finance_decides_in_the_row_and_can_undo_it(care, fina, label, given):
    left(fina, "payroll")
    browser = Client()
    browser.force_login(fina)
    forms = browser.get(PAGE).content.decode().split('id="point-overage"', 1)[1].split("</li>", 1)[0].split("<form")
    form = next(one for one in forms if f">{label}<" in one)
    fields = dict(re.findall(r'name="(nonce|version|back)" value="([^"]*)"', form))

    answer = browser.post(re.findall(r'action="([^"]*)"', form)[0], fields)

    assert answer["Location"] == PAGE
    assert OverDecision.objects.get().given == given
    page = browser.get(PAGE).content.decode()
    assert "October is ready to close" in page
    browser.post(re.findall(r'action="([^"]*/undo/)"', page)[0], {"back": PAGE})
    assert state_of(fina, "overage") == "todo"


def test_an_open_point_says_that_someone_has_to_decide_or_accept_the_defaults(care, fina):
    left(fina, "payroll")
    browser = Client()
    browser.force_login(fina)

    assert "Decide each one, or accept the defaults: closing" in browser.get(PAGE).text


def test_a_closed_month_no_longer_says_what_closing_will_do(care, fina):
    left(fina, "payroll", "overage")
    browser = Client()
    browser.force_login(fina)
    assert "Closing the month applies each retainer" in browser.get(PAGE).text

    close(fina)

    page = browser.get(PAGE).text
    assert 'id="point-overage"' in page
    assert "Closing the month applies" not in page


def test_overage_may_be_left_as_agreed_for_that_case(care, fina):
    left(fina, "payroll", "overage")

    close(fina)

    assert state_of(fina, "overage") == "left"


def test_the_account_manager_is_notified_of_what_finance_decides_on_overage(care, fina, mara):
    def decide(person, given):
        decide_over(by=acting(person), agreement_id=care.pk, period=date(2026, 10, 1), given=given, now=MONDAY)

    decide(mara, 3_600)
    assert not Notification.objects.exists()

    for given in (7_200, 7_200, 0):
        decide(fina, given)

    off, billed = Notification.objects.order_by("pk")
    assert (off.person, off.path) == (mara, f"/retainers/{care.pk}/")
    assert off.text == "Fina wrote off €200 of overage: App care, October 2026."
    assert billed.text == "Fina billed €200 of overage: App care, October 2026."


def test_billing_overage_before_the_month_is_closed_notifies_as_closing_it_does(care, fina, mara):
    decide_over(by=acting(fina), agreement_id=care.pk, period=date(2026, 10, 1), given=0, now=MONDAY)

    assert Notification.objects.get(person=mara).text == "Fina billed €200 of overage: App care, October 2026."


@pytest.mark.parametrize(("agreed", "verb"), [("billed", "billed"), ("given", "wrote off")])
def test_the_account_manager_is_notified_of_overage_that_closing_the_month_decides(care, fina, mara, agreed, verb):
    RetainerTerms.objects.create(
        agreement=care, valid_from=date(2026, 10, 1), kind="hours", included=36_000, overage_rate=100, over=agreed,
        agreed_at=MONDAY,
    )  # fmt: skip
    left(fina, "payroll", "overage")
    assert not Notification.objects.exists()

    close(fina)

    notified = Notification.objects.get()
    assert (notified.person, notified.path) == (mara, f"/retainers/{care.pk}/")
    assert notified.text == f"Fina {verb} €200 of overage: App care, October 2026. Reason: So be it"


def test_the_audit_log_names_the_accepted_point(care, fina):
    left(fina, "payroll", "overage")

    newest = trail_seen_by(acting(fina))[0]

    assert newest.text.endswith("accepted a month-end point of Oct 2026: overage is not decided")
