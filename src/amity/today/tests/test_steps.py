"""What passed a further threshold comes back, whatever was answered before it: an invoice at 60 days overdue."""

from datetime import timedelta

import pytest

from amity.invoicing.tests.making import make_invoice
from amity.today.asides import commands
from amity.today.asides.fields import LetPassFields, NotNowFields
from amity.today.cards.collecting import board_of
from tests.builders import MONDAY, acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


def after(person, days: int) -> list[str]:
    """The invoices on someone's Today some days later, by their headings."""
    shown = board_of(acting(person), MONDAY + timedelta(days=days)).shown
    return [str(card.lead.item.heading) for card in shown if card.lead.kind.key == "invoice_overdue"]


@pytest.fixture
def answered(mara, osprey):
    """The key of the card of an invoice 31 days overdue."""
    return f"invoice_overdue-{make_invoice(osprey, overdue=31, number='0042').pk}"


def test_an_invoice_let_pass_at_30_days_comes_back_at_60(mara, answered):
    commands.let_pass(by=acting(mara), card_key=answered, fields=LetPassFields("timing"), now=MONDAY)

    assert after(mara, 28) == []
    assert after(mara, 29) == ["Invoice 0042: 60 days overdue"]
    commands.let_pass(by=acting(mara), card_key=answered, fields=LetPassFields("timing"), now=MONDAY + timedelta(29))
    assert after(mara, 40) == []


def test_not_now_ends_at_60_days_although_its_date_is_later(mara, answered):
    until = MONDAY.date() + timedelta(days=90)
    commands.not_now(by=acting(mara), card_key=answered, fields=NotNowFields(until), now=MONDAY)

    assert after(mara, 28) == []
    assert after(mara, 29) == ["Invoice 0042: 60 days overdue"]
