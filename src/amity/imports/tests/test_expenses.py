"""Expenses by file: imported once, recognised again, corrected with the file, and undone."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from amity.expenses import commands as expenses
from amity.expenses.changes import ExpenseChanges
from amity.expenses.models import Expense
from amity.imports.expenses.rules.rows import ExpenseRow, expense_columns, expenses_in, surveyed
from amity.imports.models import HeldExpense, Made
from amity.imports.rules import Reason, Record, Unreadable
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity, csv_file
from amity.imports.time_rows.rules.rows import Rejected
from amity.timesheets import commands as time
from tests.builders import acting, make_account, make_person, make_project

HEADER = "Date,Employee,Client,Project,Supplier,Notes,Amount,Currency,Kind,Billable,Billed"
TAXI = "2026-11-02,Tim Berg,,,Taxi Kiel,To the client,24.50,EUR,delivery,No,"


@pytest.fixture
def bring(capsys, fina, tmp_path):
    make_person("Tim Berg")

    def brought(*rows, header=HEADER, words=()):
        path = csv_file(tmp_path, "\n".join((header, *rows)) + "\n", name="expenses.csv")
        return amity(capsys, "import", "expenses", path, "--json", *words)

    return brought


@pytest.fixture
def site():
    return make_project(make_account("Osprey"), name="Site")


def rows_of(header, *rows, **told):
    headers = header.split(",")
    records = [Record(number, row.split(","), None) for number, row in enumerate(rows, start=1)]
    return list(expenses_in(surveyed(headers, expense_columns(headers), records, **told), records))


def test_an_expense_comes_in_for_whoever_paid_it(bring):
    answer = bring(TAXI)

    expense = Expense.objects.get()
    assert (answer.code, answer["created"], answer["rejected"]) == (0, 1, [])
    assert (expense.amount, expense.currency, expense.kind, expense.person.name) == (
        2450,
        "EUR",
        "delivery",
        "Tim Berg",
    )
    assert (expense.supplier, expense.text, expense.spent_on) == ("Taxi Kiel", "To the client", date(2026, 11, 2))


def test_what_is_for_a_clients_project_is_passed_on_unless_the_file_says_otherwise(bring, site):
    answer = bring("2026-11-02,Tim Berg,Osprey,Site,Print House,Flyers,100,EUR,,Yes,120")

    expense = Expense.objects.get()
    assert answer.code == 0
    assert (expense.kind, expense.billable, expense.billed) == ("pass_through", True, 12_000)
    assert (expense.project, expense.account) == (site, site.account)


def test_the_same_file_again_changes_nothing_even_with_equal_rows(bring):
    bring(TAXI, TAXI)
    again = bring(TAXI, TAXI)

    assert (again.code, again["created"], again["unchanged"], Expense.objects.count()) == (0, 0, 2, 2)


def test_a_corrected_amount_is_the_same_expense(bring):
    bring(TAXI)
    again = bring(TAXI.replace("24.50", "26.50"))

    assert (again["updated"], again["created"], Expense.objects.get().amount) == (1, 0, 2650)


def test_another_expense_of_the_day_is_another_expense(bring):
    bring(TAXI)
    again = bring(TAXI.replace("Taxi Kiel", "Hotel").replace("24.50", "180"))

    assert (again["created"], Expense.objects.count()) == (1, 2)


def test_undo_deletes_what_came_and_puts_back_what_was_corrected(capsys, bring):
    first = bring(TAXI)["batch"]
    second = bring(TAXI.replace("24.50", "26.50"), TAXI.replace("Taxi Kiel", "Hotel"))["batch"]

    undone = amity(capsys, "undo", second, "--json")
    assert (undone.code, Expense.objects.get().amount) == (0, 2450)
    amity(capsys, "undo", first, "--json")
    assert not any(model.objects.exists() for model in (Expense, HeldExpense, Made))


def test_an_older_file_is_not_undone_before_a_newer_one(capsys, bring):
    first = bring(TAXI)["batch"]
    bring(TAXI.replace("Taxi Kiel", "Hotel"))

    assert "Undo the newer import first" in amity(capsys, "undo", first, "--json").err


def test_what_was_edited_here_stays_and_is_said(capsys, bring, fina):
    batch = bring(TAXI)["batch"]
    expense = Expense.objects.get()
    changes = ExpenseChanges(expense.spent_on, 9_900, "EUR", "delivery", "Taxi Kiel")
    expenses.edit_expense(by=acting(fina), expense_id=expense.pk, version=1, changes=changes, now=timezone.now())

    corrected = bring(TAXI.replace("24.50", "26.50"))
    undone = amity(capsys, "undo", batch, "--json")

    assert "Changed here and at the source" in corrected["rejected"][0]["reason"]
    assert undone.code != 0
    assert Expense.objects.get().amount == 9_900


def test_what_was_deleted_here_stays_deleted(bring, fina):
    bring(TAXI)
    expenses.delete_expense(by=acting(fina), expense_id=Expense.objects.get().pk, version=1, now=timezone.now())

    again = bring(TAXI)

    assert (again.code, again["unchanged"], Expense.objects.count()) == (0, 1, 0)


def test_a_closed_month_takes_no_expense(bring, fina):
    time.lock_month(by=acting(fina), month=202611, now=timezone.now())

    answer = bring(TAXI)

    assert (answer.code, answer["rejected"][0]["reason"]) == (3, "Nov 2026 is locked.")
    assert not Expense.objects.exists()


def test_unknown_names_are_refused_and_nothing_is_made(bring, site):
    answer = bring(
        TAXI.replace("Tim Berg", "Nobody"), "2026-11-02,Tim Berg,Osprey,Sites,Print,,10,EUR,,,",
        "2026-11-02,Tim Berg,,,Print,,10,EUR,passed on,,",
    )  # fmt: skip

    reasons = [one["reason"] for one in answer["rejected"]]
    assert "The person “Nobody” is unknown." in reasons[0]
    assert "The project “Sites” is unknown." in reasons[1]
    assert "needs a client project" in reasons[2]
    assert not Expense.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(bring, site):
    answer = bring(TAXI, TAXI.replace("Tim Berg", "Nobody"), words=("--dry-run",))

    assert (answer["created"], len(answer["rejected"]), answer["batch"]) == (1, 1, None)
    assert not any(model.objects.exists() for model in (Expense, HeldExpense, Made))


def test_columns_can_be_named_and_who_paid_is_whoever_brings_it_where_no_one_is_named(bring, fina):
    answer = bring("2026-11-02;7,50", header="Wann;Wieviel", words=("--map", "date=Wann", "--map", "amount=Wieviel"))

    assert answer.code == 0
    assert (Expense.objects.get().amount, Expense.objects.get().person) == (750, fina)


def test_without_day_or_amount_the_open_columns_are_named(bring):
    answer = bring("x,y", header="Foo,Bar")

    assert (answer.code, "date, amount" in answer.err) == (2, True)


def test_money_that_came_back_is_below_nothing_and_a_category_stands_before_the_text():
    (row,) = rows_of("Date,Expense Category,Notes,Amount (USD)", "2026-11-02,Travel,Refund,-12.345")

    assert row == ExpenseRow(date(2026, 11, 2), -1234, "USD", text="Travel · Refund", number=1)


def test_who_paid_may_stand_in_two_columns_as_harvest_writes_it():
    (row,) = rows_of(
        "Date,Client,Project,Expense Category,Notes,Amount,Billable?,First Name,Last Name",
        "2026-11-02,Osprey,Site,Travel,Train,80.00,Yes,Tim,Berg",
        currency="EUR",
    )

    assert (row.person, row.text, row.billable) == ("Tim Berg", "Travel · Train", True)


def test_every_fault_of_a_row_is_named_at_once():
    (row, _good) = rows_of(
        "Date,Amount,Currency,Kind,Billable", "2026-13-02,x,ZZZ,gift,perhaps", "2026-11-02,1.00,EUR,own,no"
    )

    assert isinstance(row, Rejected)
    assert {name for name, _reason in row.reasons} == {"date", "amount", "currency", "kind", "billable"}


def test_a_date_that_can_be_read_both_ways_is_asked():
    with pytest.raises(Unreadable) as caught:
        rows_of("Date,Amount,Currency", "03/04/2026,1.00,EUR")

    assert caught.value.reason == Reason("date_order_open", sample="03/04/2026")


def test_a_row_kept_as_json_is_read_back_whole():
    row = ExpenseRow(date(2026, 11, 2), -5, "EUR", "Tim", kind="delivery", billable=False, billed=str(Decimal("1.5")))

    assert ExpenseRow.from_json(row.as_json()) == row


def test_a_file_of_expenses_is_looked_at_and_taken_by_page(finas, fina):
    by_page.bring(finas, f"{HEADER}\n{TAXI.replace('Tim Berg', '')}\n", tool="expenses")
    seen = finas.get(by_page.at("batch")).content.decode()

    finas.post(by_page.at("take"))
    by_page.run_job()

    assert "One expense in this file" in seen
    assert "Taxi Kiel" in seen
    assert Expense.objects.get().person == fina
    assert "Expenses imported" in finas.get(by_page.at("batch")).content.decode()


def test_open_columns_of_expenses_are_chosen_on_the_page(finas):
    by_page.bring(finas, "Wann;Wieviel\n03/04/2026;7,50\n", tool="expenses")
    asked = finas.get(by_page.at("batch")).content.decode()

    chosen = {"c_date": "Wann", "c_amount": "Wieviel", "date_order": "dmy"}
    finas.post(by_page.at("mapped_columns"), chosen)

    assert "Choose the columns for" in asked
    assert "2026-04-03" in finas.get(by_page.at("batch")).content.decode()
