"""A signed change order of a retainer: the months from its date on have the new fee, and earlier ones are unchanged."""

from datetime import date

import pytest
from django.db import transaction

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.orders import commands as order_commands
from amity.agreements.tests.making import make_draft, read, sign
from amity.retainers.models import RetainerTerms
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import in_force
from amity.shared.errors import Refused
from tests.builders import MONDAY, acting

YEAR = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31), "included_seconds": 144_000}


def retained(mara, osprey, **terms):
    """Return a signed retainer of 8,000 a month."""
    said = AgreedTerms("retainer", "EUR", fee=8_000_00, **terms)
    return sign(mara, make_draft(mara, osprey, "retainer", title="Care", number="RET-1", terms=said))


def raised(mara, retainer, fee, from_day):
    """Return a signed change order with another fee."""
    order = draft_commands.draft_order(by=acting(mara), agreement_id=retainer.pk, title="More care", now=MONDAY)
    order_commands.set_new_fee(
        by=acting(mara), order_id=order.pk, version=order.version, fee=fee, from_day=from_day, now=MONDAY
    )  # fmt: skip
    return sign(mara, order)


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

    with pytest.raises(Refused, match="no start date"), transaction.atomic():
        raised(mara, retainer, 9_000_00, date(2027, 7, 1))

    assert not RetainerTerms.objects.exists()
    assert not retainer.children.exists()
