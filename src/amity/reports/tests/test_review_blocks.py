"""Blocks of services and invoices in account reviews: what the client sees of them, and what only we see."""

from datetime import date
from types import SimpleNamespace

import pytest

from amity.advice.tests.making import make_goal
from amity.invoicing.tests.making import make_invoice
from amity.people.models import Person
from amity.reports.reviews import content, queries, rules
from amity.reports.reviews.blocks import client_money
from amity.reports.reviews.commands import show_block
from amity.reports.tests.making import make_review
from amity.retainers.spans.rules import Span
from amity.services.tests.making import deliver, make_service, record, set_health
from amity.shared.permission import MoneyRight
from tests.builders import MONDAY, acting, make_account, make_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]
OCTOBER_5, AUGUST_3 = date(2026, 10, 5), date(2026, 8, 3)


def shown(by, review):
    return {one["key"]: one for one in content.content_of(acting(by), review)["blocks"]}


def with_possible(by, review):
    show_block(by=acting(by), review_id=review.pk, key="possible", is_shown=True, now=MONDAY)
    return shown(by, queries.review_seen_by(acting(by), review.pk))


def test_invoices_of_the_period_show_what_is_paid_and_open(mara, osprey):
    make_invoice(osprey, number="A-1", issued_on=OCTOBER_5, paid=119_000)
    make_invoice(osprey, number="A-2", issued_on=date(2026, 11, 2), paid=19_000)
    make_invoice(osprey, number="C-1", issued_on=date(2026, 11, 3), kind="credit_note", net=-10_000, total=-11_900)
    for status in ("draft", "void"):
        make_invoice(osprey, number=f"X-{status}", issued_on=OCTOBER_5, status=status)
    make_invoice(make_account("Larkfield"), number="B-1", issued_on=OCTOBER_5)
    make_invoice(osprey, number="OLD", issued_on=AUGUST_3, paid=19_000)
    make_invoice(osprey, number="OLD-PAID", issued_on=AUGUST_3, paid=119_000)

    block = shown(mara, make_review(mara, osprey))["invoiced"]

    assert block["title"] == "Invoiced: €2,261, €881 of it open"
    assert [row[0] for row in block["table"]["rows"]] == ["A-1", "A-2", "Credit note C-1"]
    assert [row[3:] for row in block["table"]["rows"]] == [
        ["€1,190.00", "€1,190.00", "€0.00"], ["€1,190.00", "€190.00", "€1,000.00"], ["−€119.00", "€0.00", "−€119.00"]
    ]  # fmt: skip
    assert block["table"]["total"][3:] == ["€2,261.00", "€1,380.00", "€881.00"]
    assert block["text"] == ["€1,000 of earlier invoices is still open."]


def test_invoices_in_several_currencies_are_not_added_up(mara, osprey):
    make_invoice(osprey, issued_on=OCTOBER_5)
    make_invoice(osprey, issued_on=OCTOBER_5, currency="GBP")
    block = shown(mara, make_review(mara, osprey))["invoiced"]
    assert block["title"] == "What was invoiced, and what is open"
    assert not block["table"]["total"]


def test_invoices_need_the_right_to_fees(mara, osprey):
    make_invoice(osprey, issued_on=OCTOBER_5)
    review, ours = make_review(mara, osprey), make_review(mara, osprey, kind=rules.INTERNAL)
    assert "inside_invoiced" in shown(mara, ours)
    Person.objects.filter(pk=mara.pk).update(own_money_right=MoneyRight.HOURS)
    assert "invoiced" not in shown(mara, review)
    assert "inside_invoiced" not in shown(mara, ours)


@pytest.fixture
def map_of_osprey(mara, osprey):
    """Osprey buys App. No one does Film, a competitor does Media, and both fit a goal."""
    app, film, media, brand = (
        make_service(name, helps_with=helps)
        for name, helps in (("App", ""), ("Film", "Tickets sold"), ("Media", "Tickets sold"), ("Brand", "Recognition"))
    )
    make_goal(osprey, "Tickets sold in the app")
    deliver(mara, osprey, app)
    record(mara, osprey, film, "no_one")
    record(mara, osprey, brand, "no_one")
    record(mara, osprey, media, "competitor", competitor="Lantern Media", spend=4_848_484)
    set_health(osprey, 82)
    return osprey


def test_the_client_sees_only_services_that_no_one_does_and_that_fit_their_goal(mara, map_of_osprey):
    review = make_review(mara, map_of_osprey)
    assert "possible" not in shown(mara, review)

    block = with_possible(mara, review)["possible"]

    assert block["title"] == "1 more service could help with your goals"
    assert block["table"]["rows"] == [["Film", "Tickets sold", "Tickets sold in the app"]]
    assert "Lantern" not in str(block)
    assert "client" not in str(block["table"])


def test_we_see_openings_with_reasons_and_none_while_the_account_is_unwell(mara, map_of_osprey):
    review = make_review(mara, map_of_osprey, kind=rules.INTERNAL)
    block = shown(mara, review)["services_map"]
    assert block["title"] == "Osprey Rail buys 1 of 4 relevant services"
    assert block["text"] == ["We deliver: App."]
    assert {row[0]: row[1] for row in block["table"]["rows"]} == {
        "Brand": "No one", "Film": "No one", "Media": "Lantern Media"
    }  # fmt: skip
    assert {row[0]: bool(row[2]) for row in block["table"]["rows"]} == {"Brand": False, "Film": True, "Media": True}

    client = make_review(mara, map_of_osprey)
    set_health(map_of_osprey, 41)
    closed = shown(mara, review)["services_map"]
    assert [len(row) for row in closed["table"]["rows"]] == [2, 2, 2]
    assert closed["text"][1] == "Osprey Rail has a health of 41, so nothing is suggested until it is 60 or more."
    assert "possible" not in with_possible(mara, client)


@pytest.mark.parametrize(("month", "is_shown"), [(11, True), (9, False)])
def test_used_hours_are_shown_for_periods_of_the_review_only(mara, osprey, monkeypatch, month, is_shown):
    agreement = make_agreement(osprey, "retainer", kind="sow", state="in_force", fee=640_000)
    whole = date(2026, month, 1), date(2026, month, 28)
    span = Span(*whole, *whole)
    balance = SimpleNamespace(agreement=agreement, period=SimpleNamespace(span=span), as_of=span.last)
    monkeypatch.setattr(client_money, "balances_shown", lambda *_ids: [balance])
    monkeypatch.setattr(client_money, "_used", lambda _balance: "54 h of 60 h")
    assert ("54 h" in str(shown(mara, make_review(mara, osprey))["client_money"])) is is_shown
