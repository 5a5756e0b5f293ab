"""Rejected rows of files without time: shown before and after, downloaded as a file, fixed and imported again."""

import csv
import io

import pytest

from amity.expenses.models import Expense
from amity.imports import labels
from amity.imports.tests import by_page
from amity.imports.tests.by_page import at, newest
from amity.imports.whole_files.leftover_rows import by_reason, left_of
from tests.builders import make_person

HEADER = "Date,Employee,Supplier,Amount,Currency\n"
GOOD = "2026-11-02,Tim Berg,Taxi Kiel,24.50,EUR\n"
WRONG = "2026-11-03,Nobody,Hotel,x,EUR\n"


@pytest.fixture(autouse=True)
def tim_berg(db):
    return make_person("Tim Berg")


@pytest.fixture
def taken(finas):
    by_page.bring(finas, HEADER + GOOD + WRONG, name="spent „März“.csv", tool="expenses")
    finas.post(at("take"))
    by_page.run_job()
    return finas


def given_back(client):
    answer = client.get(at("rejects"))
    return answer, b"".join(answer.streaming_content).decode("utf-8-sig")


def test_what_would_be_left_is_told_before(finas):
    by_page.bring(finas, HEADER + GOOD + WRONG, tool="expenses")

    page = finas.get(at("batch")).content.decode()

    assert "What is wrong" in page
    assert "“x” is not a number." in page


def test_what_was_left_is_told_afterwards_with_its_reason(taken):
    page = taken.get(at("batch")).content.decode()

    assert "Rows skipped, and why" in page
    assert "“x” is not a number." in page
    assert left_of(newest()) == [(2, "“x” is not a number.")]


def test_the_rows_that_were_left_come_back_mended_and_nothing_twice(taken):
    answer, text = given_back(taken)
    (row,) = csv.DictReader(io.StringIO(text))
    mended = text.replace(",x,", ",180,").replace("Nobody", "Tim Berg")

    by_page.bring(taken, mended, tool="expenses")
    taken.post(at("take"))
    by_page.run_job()

    assert (row["Supplier"], row["Amity: reason"]) == ("Hotel", "“x” is not a number.")
    assert "filename*=utf-8''spent" in answer["Content-Disposition"]
    assert sorted(Expense.objects.values_list("supplier", "amount")) == [("Hotel", 18_000), ("Taxi Kiel", 2_450)]


def test_who_brought_no_such_file_needs_the_right_to_what_was_spent(client, taken, ada):
    ada.own_money_right = 2
    ada.save()
    client.force_login(ada)

    assert client.get(at("rejects")).status_code == 403


def test_a_file_without_a_table_gives_no_rows_back(finas):
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana\r\nEMAIL:dana@osprey.example\r\nEND:VCARD\r\n"
    by_page.bring(finas, card, name="dana.vcf", tool="contacts")
    finas.post(at("take"))
    by_page.run_job()

    page = finas.get(at("batch")).content.decode()

    assert "Rows skipped, and why" in page
    assert at("rejects") not in page
    assert finas.get(at("rejects")).status_code == 404


def test_undone_rows_are_forgotten(taken):
    taken.post(at("undo"))
    by_page.run_job()

    assert "everything from this file was removed" in taken.get(at("batch")).content.decode()
    assert left_of(newest()) == []


def test_everything_that_is_made_is_named_on_the_page(taken):
    assert "2026-11-02 · Taxi Kiel" in taken.get(at("batch")).content.decode()


def test_every_reason_to_keep_something_has_its_words():
    assert labels.KEPT.keys() >= {"edited_since", "deleted_since", "imported_since", "month_locked", "in_use"}


def test_rows_with_the_same_reason_are_one_line():
    left = [(1, "unknown"), (2, "unknown"), (3, "late"), (4, "unknown"), (1200, "unknown"), (0, "empty")]
    assert by_reason(left) == [("1–2, 4, 1,200", "unknown"), ("3", "late"), ("", "empty")]
