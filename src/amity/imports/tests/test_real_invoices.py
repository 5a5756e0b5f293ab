"""The real invoice files, with the counts and totals that their README states."""

import pytest
from django.db.models import Sum

from amity.imports.models import Made
from amity.imports.tests.bringing import amity
from amity.invoicing.models import Invoice, InvoiceLine, Payment

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(capsys, fina, real_data):
    return lambda name, *words: amity(
        capsys, "import", "invoices", real_data(f"finance/{name}"), "--json", "--create-missing", *words
    )


def test_wave_has_three_invoices_and_one_payment_in_fifteen_rows(brought):
    answer = brought("wave_invoices.csv", "--currency", "USD")

    assert (answer["rows"], answer["created"], answer["rejected"]) == (15, 3, [])
    assert {one.number: (one.account.name, one.total, one.paid) for one in Invoice.objects.all()} == {
        "2": ("Mark Walberg", 497_400, 0),
        "3": ("Lucas Cage", 59_050, 59_050),
        "4": ("Jessica Jones", 350_041, 0),
    }
    assert (InvoiceLine.objects.count(), InvoiceLine.objects.aggregate(net=Sum("net"))["net"]) == (10, 906_491)
    assert Payment.objects.get().reference == "1131802355113782011"


def test_freshbooks_has_one_invoice_of_three_lines_and_keeps_its_zeros(brought):
    answer = brought("freshbooks_invoices.csv")

    invoice = Invoice.objects.get()
    assert (answer["rows"], answer["created"], invoice.number) == (3, 1, "0000001")
    assert (invoice.total, invoice.currency, invoice.lines.count()) == (789_000, "USD", 3)
    assert [str(line.quantity) for line in invoice.lines.order_by("position")] == [
        "10.00000000", "5.00000000", "45.00000000",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["wave_invoices.csv", "freshbooks_invoices.csv"])
def test_twice_brings_nothing_new_and_undo_leaves_nothing(brought, capsys, name):
    first = brought(name)
    again = brought(name)

    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    for batch in (again["batch"], first["batch"]):
        amity(capsys, "undo", batch, "--json")
    assert not any(model.objects.exists() for model in (Invoice, InvoiceLine, Payment, Made))
