"""Figures include signed change orders, and no offer. The agreement's own columns stay as they were signed."""

from datetime import date
from decimal import Decimal

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.models import Agreement
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.tests.making import make_draft, make_offer, read, sign
from amity.profitability.books.records import agreements_of
from amity.profitability.books.visible import is_sold
from amity.profitability.forecast.queries import evidence_of
from amity.profitability.terms.queries import agreement_terms, plans
from amity.projects.models import Project
from tests.builders import MONDAY, acting, make_entry, make_project

TODAY = date(2026, 11, 25)


def test_fee_budget_and_end_are_those_of_the_newest_signed_order(mara, osprey):
    draft = make_draft(mara, osprey)
    line = make_offer(mara, draft)
    sow = sign(mara, draft)
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="More", now=MONDAY)
    change = ChangedTerms("changed", line.pk, quantity=Decimal(100), rate=Decimal(125), planned_seconds=360_000)
    order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY)
    order_commands.set_new_end(
        by=acting(mara), order_id=order.pk, version=read(order).version, ends_on=date(2027, 6, 30), now=MONDAY
    )
    sign(mara, order)

    record = agreements_of(Agreement.objects.all())[sow.pk]
    plan = plans({sow.pk: record}, TODAY)[sow.pk]
    terms = agreement_terms(record, plan)

    assert (terms.fee, terms.ends_on, plan.seconds) == (12_500_00, date(2027, 6, 30), 360_000)
    assert read(sow).fee == 10_000_00


def test_offers_master_agreements_and_orders_sell_nothing_by_themselves(mara, osprey):
    sow = sign(mara, make_draft(mara, osprey))
    offer, frame = make_draft(mara, osprey), make_draft(mara, osprey, "msa")
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="More", now=MONDAY)

    rows = agreements_of(Agreement.objects.all())

    assert {key: is_sold(row) for key, row in rows.items()} == {
        sow.pk: True, offer.pk: False, frame.pk: False, order.pk: False,
    }  # fmt: skip


def test_a_signed_order_moves_the_forecast_and_an_offer_does_not(mara, osprey, piet, tim):
    draft = make_draft(mara, osprey)
    make_offer(mara, draft)
    sow = sign(mara, draft)
    project = make_project(osprey, manager=piet, team=[tim], agreement=sow)
    make_entry(by=tim, project=project, hours="20:00", on=date(2026, 11, 2))
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="More", now=MONDAY)
    change = ChangedTerms("added", number="9", title="Newport", unit="fixed", rate=Decimal(900), planned_seconds=36_000)
    chosen = Project.objects.filter(pk=project.pk).select_related("agreement")

    before = evidence_of(chosen, TODAY)[project.pk]
    order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY)
    offered = evidence_of(chosen.all(), TODAY)[project.pk]
    sign(mara, order)
    signed = evidence_of(chosen.all(), TODAY)[project.pk]

    assert (offered.budget, offered.forecast()) == (before.budget, before.forecast())
    assert signed.budget == before.budget + 36_000
    assert signed.forecast().overrun < before.forecast().overrun
