"""The real invoice files, with the counts and totals that their README states."""

import os
from pathlib import Path

import pytest
from django.db.models import Sum

from amity.imports.models import Made
from amity.imports.tests.bringing import amity
from amity.invoicing.models import Invoice, InvoiceLine, Payment

FOLDER = Path(os.environ.get("AMITY_REAL_DATA", "")) / "finance"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FOLDER.is_dir() or not os.environ.get("AMITY_REAL_DATA"), reason="AMITY_REAL_DATA isn’t set"
    ),
]


def brought(capsys, name, *words):
    return amity(capsys, "import", "invoices", FOLDER / name, "--json", "--create-missing", *words)


def test_wave_has_three_invoices_and_one_payment_in_fifteen_rows(capsys, fina):
    answer = brought(capsys, "wave_invoices.csv", "--currency", "USD")

    assert (answer["rows"], answer["created"], answer["rejected"]) == (15, 3, [])
    assert {one.number: (one.account.name, one.total, one.paid) for one in Invoice.objects.all()} == {
        "2": ("Mark Walberg", 497_400, 0),
        "3": ("Lucas Cage", 59_050, 59_050),
        "4": ("Jessica Jones", 350_041, 0),
    }
    assert (InvoiceLine.objects.count(), InvoiceLine.objects.aggregate(net=Sum("net"))["net"]) == (10, 906_491)
    assert Payment.objects.get().reference == "1131802355113782011"


def test_freshbooks_has_one_invoice_of_three_lines_and_keeps_its_zeros(capsys, fina):
    answer = brought(capsys, "freshbooks_invoices.csv")

    invoice = Invoice.objects.get()
    assert (answer["rows"], answer["created"], invoice.number) == (3, 1, "0000001")
    assert (invoice.total, invoice.currency, invoice.lines.count()) == (789_000, "USD", 3)
    assert [str(line.quantity) for line in invoice.lines.order_by("position")] == [
        "10.00000000", "5.00000000", "45.00000000",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["wave_invoices.csv", "freshbooks_invoices.csv"])
def test_twice_brings_nothing_new_and_undo_leaves_nothing(capsys, fina, name):
    first = brought(capsys, name)
    again = brought(capsys, name)

    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    for batch in (again["batch"], first["batch"]):
        amity(capsys, "undo", batch, "--json")
    assert not any(model.objects.exists() for model in (Invoice, InvoiceLine, Payment, Made))
