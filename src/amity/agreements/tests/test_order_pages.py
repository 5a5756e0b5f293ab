"""A change order on its way: what its forms propose, that it changes something, and what a client's no leads to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from amity.agency.models import CardPrice
from amity.agreements.drafts import commands as draft_commands
from amity.agreements.models import Agreement
from amity.agreements.orders import commands as order_commands
from amity.agreements.orders.commands import ChangedTerms
from amity.agreements.orders.waiting import awaited_rows
from amity.agreements.steps.commands import record_with_client
from amity.agreements.tests.making import EVIDENCE, make_draft, make_offer, make_order, read, sign, submit
from amity.people.models import Discipline
from amity.shared.errors import Refused
from amity.waiting.queries import waiting_for
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
def sow(mara, osprey) -> Agreement:
    """Return a signed statement of work with two lines."""
    draft = make_draft(mara, osprey)
    make_offer(mara, draft, "1")
    make_offer(mara, draft, "2")
    return sign(mara, draft)


def test_forms_propose_the_next_numbers_and_an_hourly_line_is_planned_as_it_is_paid(client, mara, sow):
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="More", number="CO-1", now=MONDAY)
    client.force_login(mara)
    assert client.get(f"/agreements/{sow.pk}/order/").context["form"]["number"].value() == "CO-2"
    form = client.get(f"/agreements/{order.pk}/changes/add/").context["form"]
    assert (form["act"].value(), form["number"].value()) == ("added", "3")
    hourly = ChangedTerms("added", number="3", title="Tests", quantity=Decimal("12.5"), rate=Decimal(125))

    def planned(change):
        return order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY).planned_seconds

    assert planned(hourly) == 45_000
    assert planned(replace(hourly, planned_seconds=3600)) == 3600
    assert client.get(f"/agreements/{order.pk}/changes/add/").context["form"]["number"].value() == "4"


def test_an_hourly_line_without_a_rate_has_that_of_the_rate_card(mara, sow):
    design = Discipline.objects.create(name="Design")
    CardPrice.objects.create(discipline=design, currency="EUR", per_hour=Decimal(130), valid_from=date(2026, 1, 1))
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="More", now=MONDAY)
    hourly = ChangedTerms("added", number="3", title="Tests", quantity=Decimal(10), discipline_id=design.pk)

    def rate(change):
        return order_commands.put_change(by=acting(mara), order_id=order.pk, change=change, now=MONDAY).rate

    assert rate(hourly) == 130
    assert rate(replace(hourly, rate=Decimal(95))) == 95
    assert rate(replace(hourly, unit="fixed")) is None
    assert rate(replace(hourly, discipline_id=None)) is None


def test_what_the_client_declined_waits_for_the_account_manager_and_no_longer_for_them(mara, sow):
    order = submit(mara, make_order(mara, sow))
    record_with_client(
        by=acting(mara), agreement_id=order.pk, version=read(order).version, evidence=EVIDENCE, now=MONDAY
    )
    assert list(awaited_rows(mara, MONDAY.date())) == [order]

    read(order).recorded.create(
        step="declined", happened_on=MONDAY.date(), note="Too dear.", recorded_by="Dana", recorded_at=MONDAY
    )

    [group] = waiting_for(acting(mara), MONDAY, only="change_order")
    assert [(item.lead, item.open) for item in group.items] == [("Declined by the client", "Open agreement")]
    assert list(awaited_rows(mara, MONDAY.date())) == []


def test_an_order_that_changes_nothing_is_not_sent_for_review(client, mara, sow):
    order = draft_commands.draft_order(by=acting(mara), agreement_id=sow.pk, title="More", now=MONDAY)
    client.force_login(mara)
    page = client.get(f"/agreements/{order.pk}/")
    assert [one.label for one in page.context["buttons"] if one.primary] == ["Add a line"]
    with pytest.raises(Refused, match="changes nothing yet"):
        submit(mara, order)

    order_commands.set_new_end(
        by=acting(mara), order_id=order.pk, version=order.version, ends_on=date(2027, 6, 30), now=MONDAY
    )

    assert submit(mara, order).state == "cleared"
    page = client.get(f"/agreements/{order.pk}/").text
    assert "No line changes." in page
    assert "No changes yet" not in page
