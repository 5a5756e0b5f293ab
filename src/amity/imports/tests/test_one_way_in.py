"""A file with time is never imported in one go, nor one without time in two steps, whatever is posted."""

import pytest

from amity.expenses.models import Expense
from amity.imports.models import Batch
from amity.imports.tests import by_page
from amity.imports.tests.by_page import HEADER, at, newest, row
from amity.timesheets.models import Entry

SPENT = "Date,Supplier,Notes,Amount,Currency\n2026-11-02,Taxi Kiel,To the client,24.50,EUR\n"


def told(batch):
    return batch.state, batch.tool, batch.options, batch.counts


@pytest.mark.parametrize(
    ("name", "said"), [("mapped_columns", {"c_date": "Hours"}), ("take", {"create_missing": "on"})]
)
def test_a_file_of_time_stays_as_it_is_when_it_is_taken_for_another(finas, name, said):
    by_page.bring(finas, HEADER + row())
    before = told(newest())

    finas.post(at(name), said)

    assert told(newest()) == before
    assert before[0] == "ready"


def test_expenses_are_not_read_as_time(finas):
    by_page.bring(finas, SPENT, tool="expenses")

    asked = finas.get(at("columns"))
    finas.post(at("columns"), {"c-0": "date", "c-3": "hours"})
    finas.post(at("answer"), {"date_order": "dmy"})

    assert asked.url == at("batch")
    assert (newest().state, newest().options["date_order"]) == ("reading", "dmy")
    assert "One expense in this file" in finas.get(at("batch")).content.decode()


def test_a_file_of_expenses_is_found_out(finas):
    by_page.bring(finas, SPENT, tool="find_out")

    assert newest().tool == "expenses"


@pytest.mark.parametrize("header", ["Date,Person,Amount,Notes", "Date,Supplier,Person,Hours,Amount"])
def test_what_may_be_time_is_not_taken_for_expenses(finas, header):
    by_page.bring(
        finas, f"{header}\n{','.join(['2026-11-02', 'Tim', '2', '3', '4'][: header.count(',') + 1])}\n", tool="find_out"
    )

    assert newest().tool == "csv"


def test_a_table_without_hours_can_be_read_as_expenses(finas, fina):
    by_page.bring(finas, "Date,Amount,Currency,Text\n2026-11-02,24.50,EUR,Taxi\n", tool="csv")
    page = finas.get(at("batch")).content.decode()

    finas.post(at("answer"), {"tool": "expenses"})
    finas.post(at("take"))
    by_page.run_job()

    assert "Read as Expenses" in page
    assert (Expense.objects.get().amount, Entry.objects.count()) == (2450, 0)


def test_harvests_expenses_brought_as_its_time_offer_the_right_way(finas):
    header = "Date,Client,Project,Project Code,Expense Category,Notes,Amount,Billable?,First Name,Last Name"
    by_page.bring(finas, f"{header}\n2026-11-02,Osprey,Site,,Travel,Train,80.00,Yes,Tim,Berg\n", tool="harvest")

    page = finas.get(at("batch")).content.decode()

    assert "This is an export from expenses." in page
    assert "Read as Expenses" in page


def test_what_columns_were_for_one_tool_is_forgotten_for_another(finas):
    by_page.bring(finas, "Date,Person,Amount,Billed\n2026-11-02,Tim,24.50,30\n", tool="expenses")
    finas.post(at("mapped_columns"), {"c_date": "Date", "c_amount": "Amount", "c_billed": "Billed"})

    finas.post(at("answer"), {"tool": "csv"})

    assert "columns" not in newest().options


def test_the_list_asks_as_much_for_many_files_as_for_one(finas, django_assert_max_num_queries):
    by_page.bring(finas, HEADER + row())
    one = newest()
    Batch.objects.bulk_create(
        Batch(source=one.source, tool="harvest", file_name=f"{number}.csv", person=one.person, state="applied",
              counts={"rows": 1}, brought_at=one.brought_at)
        for number in range(30)
    )  # fmt: skip
    address = "/imports/"

    with django_assert_max_num_queries(20):
        page = finas.get(address).content.decode()

    assert page.count("<tr data-row>") == 31
    assert page.count("Undo 29.csv") == 1
    assert "Undo 28.csv" not in page
