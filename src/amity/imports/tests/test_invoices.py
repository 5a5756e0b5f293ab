"""Invoices by file: of four programs and of any layout, never twice, undone to nothing."""

from datetime import date
from decimal import Decimal

import pytest

from amity.accounts.models import Account
from amity.imports.invoices.payments import joined
from amity.imports.invoices.rules.columns import invoice_columns, looks_like_invoices, surveyed
from amity.imports.invoices.rules.grouping import invoices_in
from amity.imports.invoices.rules.values import FileInvoice, FileLine, summed
from amity.imports.models import Choice, Made
from amity.imports.rules import Reason, Record, Unreadable
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity, csv_file
from amity.invoicing import commands
from amity.invoicing.models import Invoice, InvoiceLine, Payment
from amity.invoicing.rules import CREDIT_NOTE, DRAFT, PaymentValues
from tests.builders import MONDAY, acting, make_account, make_agreement, make_line

XERO = (
    "*ContactName,EmailAddress,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,*Description,*Quantity,"
    "*UnitAmount,Discount,*AccountCode,*TaxType,TaxAmount,Currency"
)
OSPREY_1 = "Osprey,,INV-0007,PO 4711,14/10/2026,13/11/2026,595.00,Design,4,125.00,,200,OUTPUT,95.00,EUR"
QUICKBOOKS = "Date,Transaction Type,Num,Customer,Due Date,Amount,Open Balance"
PLAIN = "Invoice number,Client,Date,Due date,Total,Paid"


def rows_of(header, *rows, **answers):
    headers = header.split(",")
    records = [Record(number, row.split(","), None) for number, row in enumerate(rows, start=1)]
    table = surveyed(headers, invoice_columns(headers), records, **{"currency": "EUR"} | answers)
    return list(invoices_in(table, records))


@pytest.fixture
def bring(capsys, fina, tmp_path):
    def brought(header, *rows, words=()):
        path = csv_file(tmp_path, "\n".join((header, *rows)) + "\n", name="invoices.csv")
        return amity(capsys, "import", "invoices", path, "--json", *words)

    return brought


@pytest.fixture
def osprey(db):
    return make_account("Osprey")


def test_xero_lines_become_one_invoice_with_its_total_counted_once():
    second = "Osprey,,INV-0007,PO 4711,14/10/2026,13/11/2026,1190.00,Build,1,500.00,,200,OUTPUT,95.00,EUR"
    (found,) = rows_of(XERO, OSPREY_1.replace("595.00", "1190.00"), second)

    assert isinstance(found, FileInvoice)
    assert (found.number, found.net, found.tax, found.total) == ("INV-0007", 100_000, 19_000, 119_000)
    assert (found.issued_on, found.due_on) == (date(2026, 10, 14), date(2026, 11, 13))
    assert [line.quantity for line in found.lines] == [Decimal(4), Decimal(1)]


def test_amounts_that_include_tax_are_recognised_by_the_total():
    line = FileLine("Design", 11_900, 1_900)
    found = summed((line,), 11_900, has_tax=True)

    assert not isinstance(found, Reason)
    assert (found.net, found.tax, found.total, found.lines[0].net) == (10_000, 1_900, 11_900, 10_000)


def test_lines_that_do_not_add_up_are_refused_with_both_sums():
    (refused,) = rows_of(XERO, OSPREY_1.replace("595.00", "700.00"))

    assert refused.reasons[0][1] == Reason("invoice_total", lines="595.00", total="700.00")


def test_a_date_order_is_asked_for_unless_a_day_above_twelve_decides():
    open_dates = OSPREY_1.replace("14/10/2026", "03/04/2026").replace("13/11/2026", "05/06/2026")
    with pytest.raises(Unreadable) as asked:
        rows_of(XERO, open_dates)
    (month_first,) = rows_of(XERO, open_dates.replace("05/06/2026", "05/20/2026"))

    assert asked.value.reason.code == "date_order_open"
    assert month_first.issued_on == date(2026, 3, 4)


def test_a_list_of_quickbooks_reads_what_is_open_and_no_payment_row():
    rows = rows_of(
        QUICKBOOKS,
        "10/15/2026,Invoice,1041,Osprey,11/14/2026,1190.00,190.00",
        "11/02/2026,Payment,1041,Osprey,,-1000.00,0.00",
        "11/03/2026,Credit Memo,1042,Osprey,,-50.00,-50.00",
    )
    invoice, credit = rows

    assert (invoice.total, invoice.payments) == (119_000, (PaymentValues(100_000),))
    assert (credit.kind, credit.total, credit.payments) == (CREDIT_NOTE, -5_000, ())


def test_payment_rows_are_added_where_nothing_else_says_what_was_paid():
    header = "Invoice number,Client,Date,Type,Total"
    (found,) = rows_of(header, "7,Osprey,2026-10-01,Invoice,100", "7,Osprey,2026-11-01,Payment,40")

    assert (found.total, found.payments) == (10_000, (PaymentValues(4_000, date(2026, 11, 1)),))


def test_a_broken_row_leaves_its_whole_invoice_out():
    found = rows_of(XERO, OSPREY_1, OSPREY_1.replace("125.00", "a lot"), OSPREY_1.replace("INV-0007", "INV-0008"))

    assert [one.number for one in found if isinstance(one, FileInvoice)] == ["INV-0008"]
    assert {one.number for one in found if not isinstance(one, FileInvoice)} == {1, 2}


def test_headers_of_each_program_are_recognised_and_time_is_not():
    fresh = "Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Rate,Quantity,Line Total,Currency"
    assert all(looks_like_invoices(header.split(",")) for header in (XERO, fresh, QUICKBOOKS, PLAIN))
    assert not looks_like_invoices(["Date", "Client", "Project", "Task", "Notes", "Hours", "Billable?", "Amount"])


def test_payments_are_joined_once_each():
    wave, cash = PaymentValues(10, date(2026, 1, 1), "T1"), PaymentValues(10, date(2026, 1, 1))

    assert joined([wave, cash], [wave, cash], is_stated=False) == (cash, wave)
    assert joined([cash], [cash, cash], is_stated=False) == (cash, cash)
    assert joined([wave], [], is_stated=False) == (wave,)
    assert joined([wave, cash], [], is_stated=True) == ()


def test_the_same_file_again_changes_nothing_and_a_newer_one_brings_the_payment(bring, osprey):
    first = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,0")
    again = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,0")
    newer = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,119.00")

    assert (first["created"], again["unchanged"], newer["updated"]) == (1, 1, 1)
    invoice = Invoice.objects.get()
    assert (invoice.account, invoice.number, invoice.unpaid) == (osprey, "0001", 0)


def test_undo_goes_back_step_by_step_to_nothing(capsys, bring, osprey):
    first = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,0")["batch"]
    second = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,119.00", "0002,Osprey,2026-10-02,,10,0")["batch"]

    assert "Undo the newer import first" in amity(capsys, "undo", first, "--json").err
    amity(capsys, "undo", second, "--json")
    assert [(one.number, one.unpaid) for one in Invoice.objects.all()] == [("0001", 11_900)]
    amity(capsys, "undo", first, "--json")
    assert not any(model.objects.exists() for model in (Invoice, InvoiceLine, Payment, Made))


def test_an_unknown_client_is_refused_or_gets_an_account_on_request(capsys, bring):
    row = "0001,Acme,2026-10-01,2026-10-31,119.00,0"
    refused = bring(PLAIN, row)
    made = bring(PLAIN, row, words=("--create-missing",))

    assert "Acme" in refused["rejected"][0]["reason"]
    assert Invoice.objects.get().account.name == "Acme"
    amity(capsys, "undo", made["batch"], "--json")
    assert not Account.objects.exists()


def test_a_dry_run_writes_nothing(bring, osprey):
    answer = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,0", words=("--dry-run",))

    assert (answer["created"], answer["batch"], Invoice.objects.count()) == (1, None, 0)


def test_lines_bill_the_quoted_line_that_the_file_names(bring, osprey):
    agreement = make_agreement(osprey, order_number="PO 4711")
    line = make_line(agreement, "2.1")
    bring(XERO, OSPREY_1.replace("Design", line.title))

    invoice = Invoice.objects.get()
    assert (invoice.agreement, invoice.lines.get().line) == (agreement, line)


def test_an_invoice_whose_quoted_line_was_chosen_stays_and_is_listed(capsys, bring, osprey, fina):
    quoted = make_line(make_agreement(osprey), "2.1")
    batch = bring(PLAIN, "0001,Osprey,2026-10-01,2026-10-31,119.00,0")["batch"]
    line = InvoiceLine.objects.get()
    commands.place_line(by=acting(fina), line_id=line.pk, quoted_id=quoted.pk, now=MONDAY)

    undone = amity(capsys, "undo", batch, "--json")

    assert (undone.code, Invoice.objects.count()) != (0, 0)
    assert Invoice.objects.exists()


def test_drafts_are_kept_apart(bring, osprey):
    bring("Invoice number,Client,Date,Total,Status", "0001,Osprey,2026-10-01,100,Draft")

    assert (Invoice.objects.get().status, Invoice.objects.get().unpaid) == (DRAFT, 0)


def test_days_to_pay_fill_in_a_missing_due_date(bring, osprey):
    bring(PLAIN, "0001,Osprey,2026-10-01,,119.00,0", words=("--due-days", "30"))

    assert Invoice.objects.get().due_on == date(2026, 10, 31)


def test_on_the_page_a_client_is_matched_once_and_remembered(finas, osprey):
    content = f"{PLAIN}\n0001,Osprey Rail GmbH & Co,2026-10-01,2026-10-31,119.00,0\n"
    by_page.bring(finas, content, name="a.csv", tool="find_out")
    assert by_page.newest().tool == "invoices"
    page = finas.get(by_page.at("batch")).content.decode()
    assert "Clients in this file" in page

    finas.post(by_page.at("clients"), {"client": "osprey rail gmbh & co", "answer": str(osprey.pk)})
    finas.post(by_page.at("take"))
    by_page.run_job()

    assert Invoice.objects.get().account == osprey
    assert Choice.objects.get().target == osprey.pk
    by_page.bring(finas, content.replace("0001", "0002"), name="b.csv", tool="invoices")
    assert "1</dd>" in finas.get(by_page.at("batch")).content.decode()
    finas.post(by_page.at("take"))
    by_page.run_job()
    assert Invoice.objects.count() == 2
