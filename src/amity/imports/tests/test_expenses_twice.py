"""An expense from another file or entered by hand is never counted twice without a question."""

from datetime import date

import pytest
from django.db.models import Sum
from django.utils import timezone

from amity.expenses import commands as expenses
from amity.expenses.changes import ExpenseChanges
from amity.expenses.models import Expense
from amity.imports.expenses.rules.duplicates import Spent, pair_expenses
from amity.imports.tests import by_page
from amity.imports.tests.bringing import amity, csv_file
from tests.builders import acting, make_account, make_person, make_project

FIRST = "Date,Employee,Project,Supplier,Notes,Amount,Currency\n"
TAXI = "2026-11-02,Tim Berg,Site,Taxi Kiel,To the client,24.50,EUR\n"
OTHER = "Datum;Projekt;Beschreibung;Betrag\n"
SAME_TAXI = "2026-11-02;Site;To the client;24,50\n"


@pytest.fixture
def bring(capsys, fina, tmp_path):
    make_person("Tim Berg")
    make_project(make_account("Osprey"), name="Site")

    def brought(text, *words, name="expenses.csv"):
        return amity(capsys, "import", "expenses", csv_file(tmp_path, text, name=name), "--json", *words)

    return brought


def spent():
    return Expense.objects.aggregate(all=Sum("amount"))["all"]


def test_another_tool_s_file_of_the_same_expense_adds_nothing_until_someone_chooses(bring):
    bring(FIRST + TAXI)
    again = bring(OTHER + SAME_TAXI)

    assert (again.code, again["created"], again["duplicates"], spent()) == (3, 0, 1, 2450)
    assert "already here from another file" in again["duplicate_rows"][0]["reason"]
    assert any("Choose what happens to it with --duplicates" in warning for warning in again["warnings"])


@pytest.mark.parametrize(("choice", "created", "amount"), [("skip", 0, 2450), ("import", 1, 4900)])
def test_the_choice_on_the_command_line_is_followed(bring, choice, created, amount):
    bring(FIRST + TAXI)
    again = bring(OTHER + SAME_TAXI, "--duplicates", choice)

    assert (again.code, again["created"], spent()) == (0, created, amount)


def test_an_expense_entered_by_hand_is_recognised_once(bring, fina):
    person = make_person("Anna")
    changes = ExpenseChanges(date(2026, 11, 2), 2450, "EUR", "delivery", "Taxi")
    expenses.log_expense(by=acting(fina), changes=changes, now=timezone.now(), person_id=person.pk)
    again = bring("Date,Employee,Supplier,Amount,Currency\n" + 2 * "2026-11-02,Anna,Taxi,24.50,EUR\n")

    assert (again["created"], again["duplicates"], spent()) == (1, 1, 4900)
    assert "entered in Amity" in again["duplicate_rows"][0]["reason"]


def test_two_corrections_of_one_day_and_supplier_are_asked_about(bring):
    bring(FIRST + TAXI + TAXI.replace("24.50", "9.00"))
    again = bring(FIRST + TAXI.replace("24.50", "26.50") + TAXI.replace("24.50", "9.90"))

    assert (again["created"], again["duplicates"], spent()) == (0, 2, 3350)


def test_other_amounts_people_suppliers_and_days_are_other_expenses(bring):
    bring(FIRST + TAXI)
    make_person("Anna")
    rows = (
        TAXI.replace("Taxi Kiel", "Hotel").replace("To the client", "Night"), TAXI.replace("Tim Berg", "Anna"),
        TAXI.replace("11-02", "11-03"), TAXI.replace("24.50", "24.51").replace("client", "station"),
    )  # fmt: skip
    again = bring(FIRST + "".join(rows))

    assert (again.code, again["created"], again["duplicates"]) == (0, 4, 0)


def test_the_page_asks_and_follows_the_choice(finas, tim):
    make_project(make_account("Osprey"), name="Site")
    text = FIRST + TAXI.replace("Tim Berg", "Tim")
    by_page.bring(finas, text, tool="expenses")
    finas.post(by_page.at("take"))
    by_page.run_job()
    by_page.bring(finas, OTHER + SAME_TAXI, tool="expenses", name="other.csv")
    asked = finas.get(by_page.at("batch")).content.decode()
    finas.post(by_page.at("duplicates"), {"choice": "import"})
    chosen = finas.get(by_page.at("batch")).content.decode()
    finas.post(by_page.at("duplicates"), {"choice": "skip"})
    finas.post(by_page.at("take"))
    by_page.run_job()
    result = finas.get(by_page.at("batch")).content.decode()

    assert "One expense looks like one already here and will be skipped." in asked
    assert "One expense looks like one already here and will be imported as well." in chosen
    assert ("already here from another file" in result, spent()) == (True, 2450)


@pytest.mark.parametrize(
    ("row", "one", "same"),
    [
        (("Taxi", ""), ("", "taxi to the client"), True),
        (("Deutsche Bahn", ""), ("", "Train"), True),
        (("Deutsche Bahn", ""), ("Hotel", ""), False),
        (("", "Train"), ("", "Night"), False),
    ],
)
def test_words_decide_as_far_as_both_sides_have_the_same_kind(row, one, same):
    pairs = list(pair_expenses([Spent(1, 5, 6, 7, *row)], [Spent(2, 5, 6, 7, *one)]))

    assert bool(pairs) is same


def test_a_row_and_an_expense_pair_once_and_equal_words_go_first():
    rows = [Spent(1, 0, 0, 0, "", "Train"), Spent(2, 0, 0, 0, "", "Train home")]
    here = [Spent(8, 0, 0, 0, "", "Train home"), Spent(9, 0, 0, 0, "", "")]

    assert [(row.key, one.key) for row, one in pair_expenses(rows, here)] == [(2, 8), (1, 9)]
