"""A signed change order of a retainer: the months from its date on have the new fee, and earlier ones are unchanged."""

import re
from datetime import date

import pytest
from django.db import transaction

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.orders import commands as order_commands
from amity.agreements.steps.commands import record_signature, record_with_client
from amity.agreements.tests.making import EVIDENCE, make_draft, read, sign, submit
from amity.notifications.models import Notification
from amity.retainers.models import RetainerTerms
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import in_force
from amity.shared.errors import Invalid, Refused
from amity.timesheets.commands import lock_month
from tests.builders import MONDAY, acting

YEAR = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31), "included_seconds": 144_000}


def retained(mara, osprey, **terms):
    """Return a signed retainer of 8,000 a month."""
    said = AgreedTerms("retainer", "EUR", fee=8_000_00, **terms)
    return sign(mara, make_draft(mara, osprey, "retainer", title="Care", number="RET-1", terms=said))


def drafted(mara, retainer, fee, from_day):
    """Return a draft of a change order with another fee."""
    order = draft_commands.draft_order(by=acting(mara), agreement_id=retainer.pk, title="More care", now=MONDAY)
    return order_commands.set_new_fee(
        by=acting(mara), order_id=order.pk, version=order.version, fee=fee, from_day=from_day, now=MONDAY
    )


def raised(mara, retainer, fee, from_day):
    """Return a signed change order with another fee."""
    return sign(mara, drafted(mara, retainer, fee, from_day))


def fee_on(retainer, day):
    """Return the monthly fee and the included quantity on a date."""
    agreed = agreed_of(read(retainer), facts_of([retainer])[retainer.pk])
    assert agreed is not None
    terms = in_force(agreed, day)
    return (terms.fee if terms.fee is not None else read(retainer).fee, terms.included)


def test_the_fee_changes_from_its_day_on_and_what_is_included_stays(mara, osprey):
    retainer = retained(mara, osprey, **YEAR)

    raised(mara, retainer, 9_000_00, date(2027, 7, 1))

    assert fee_on(retainer, date(2027, 6, 1)) == (8_000_00, 144_000)
    assert fee_on(retainer, date(2027, 7, 1)) == (9_000_00, 144_000)
    assert read(retainer).fee == 8_000_00


@pytest.mark.usefixtures("on_monday")
def test_the_page_of_the_retainer_names_its_fee_now_and_from_which_day_the_next(client, mara, running):
    raised(mara, running, 9_000_00, date(2027, 1, 1))
    client.force_login(mara)
    page = client.get(f"/retainers/{running.pk}/").text.replace("\xa0", " ")
    page = " ".join(re.sub(r"</?time[^>]*>", "", page).split())

    assert "10 hours a month for €8,000." in page
    assert "From 1 Jan 2027: 10 hours a month for €9,000." in page


def test_an_order_that_says_no_fee_writes_no_terms(mara, osprey):
    retainer = retained(mara, osprey, **YEAR)
    order = draft_commands.draft_order(by=acting(mara), agreement_id=retainer.pk, title="Longer", now=MONDAY)
    order_commands.set_new_end(
        by=acting(mara), order_id=order.pk, version=order.version, ends_on=date(2028, 6, 30), now=MONDAY
    )  # fmt: skip

    sign(mara, order)

    assert not RetainerTerms.objects.exists()


def test_a_retainer_without_a_first_day_cannot_take_a_fee_and_nothing_is_signed(mara, osprey):
    retainer = retained(mara, osprey)

    with pytest.raises(Invalid, match="no start date"), transaction.atomic():
        raised(mara, retainer, 9_000_00, date(2027, 7, 1))

    assert not RetainerTerms.objects.exists()
    assert not retainer.children.exists()


@pytest.fixture
def running(mara, osprey):
    """Return a retainer of 8,000 a month that began in January 2026."""
    return retained(mara, osprey, included_seconds=36_000, starts_on=date(2026, 1, 1))


def close(fina, month):
    lock_month(by=acting(fina), month=month, now=MONDAY)


def test_a_fee_from_a_closed_month_is_refused_at_its_date(mara, fina, running):
    close(fina, 202610)

    with pytest.raises(Invalid, match="October 2026 is closed") as fault:
        drafted(mara, running, 9_000_00, date(2026, 10, 15))

    assert fault.value.field == "from_day"
    assert drafted(mara, running, 9_000_00, date(2026, 11, 1)).fee == 9_000_00


def test_a_month_that_closed_since_is_refused_before_the_client_gets_the_order(mara, fina, running):
    order = drafted(mara, running, 9_000_00, date(2026, 10, 1))
    close(fina, 202610)

    with pytest.raises(Refused, match="Choose a later date"):
        submit(mara, order)


@pytest.mark.usefixtures("on_monday")
def test_a_signature_after_the_closing_counts_and_the_fee_starts_in_the_next_open_month(mara, fina, running):
    order = submit(mara, drafted(mara, running, 9_000_00, date(2026, 9, 1)))
    by, said = acting(mara), EVIDENCE
    record_with_client(by=by, agreement_id=order.pk, version=read(order).version, evidence=said, now=MONDAY)
    close(fina, 202609)
    close(fina, 202610)

    record_signature(by=by, agreement_id=order.pk, version=read(order).version, evidence=said, now=MONDAY)

    assert read(order).state == "in_force"
    terms = RetainerTerms.objects.get(agreement=running)
    assert (terms.fee, terms.valid_from) == (9_000_00, date(2026, 11, 1))
    told = Notification.objects.get(person=mara).text
    assert "More care is signed with a new fee from 1 Sep. September 2026 is closed, so it counts from 1 Nov." in told


def test_an_open_month_takes_the_fee_as_signed_and_nobody_is_told(mara, running):
    raised(mara, running, 9_000_00, date(2026, 11, 1))

    assert RetainerTerms.objects.get(agreement=running).valid_from == date(2026, 11, 1)
    assert not Notification.objects.exists()
