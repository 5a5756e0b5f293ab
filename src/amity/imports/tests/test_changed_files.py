"""Changed files: rows that stay, rows that are updated, and rows a person has to decide."""

from datetime import date

import pytest

from amity.imports.models import HeldRow
from amity.imports.tests.bringing import amity, csv_file, harvest_file, harvest_row
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting, entry_changes


@pytest.fixture
def bring(capsys, fina, tmp_path):
    def run(*rows, words=("--create-missing",)):
        return amity(capsys, "import", "harvest", harvest_file(tmp_path, *rows), "--json", *words)

    return run


def edit(person, entry, **changes):
    values = {"on": entry.work_date, "project": entry.project, "text": entry.text} | changes
    return timesheets.edit_entry(
        by=acting(person), entry_id=entry.pk, version=entry.version, changes=entry_changes(**values), now=MONDAY
    )


def hours():
    return sorted(entry.seconds / 3600 for entry in Entry.objects.all())


def test_what_was_edited_here_stays_when_the_source_did_not_change(bring, fina):
    bring(harvest_row(hours="1"))
    edit(fina, Entry.objects.get(), hours="2:00")

    answer = bring(harvest_row(hours="1"))

    assert (answer.code, answer["unchanged"], hours()) == (0, 1, [2.0])


def test_a_sole_rest_is_an_update_that_says_what_changed(bring, capsys, tmp_path):
    bring(harvest_row(hours="1"), harvest_row(hours="2", text="Other"))
    answer = bring(harvest_row(hours="1.5"), harvest_row(hours="2", text="Other"))

    assert (answer.code, answer["updated"], answer["unchanged"], hours()) == (0, 1, 1, [1.5, 2.0])
    assert verify().clean


def test_changed_on_both_sides_is_a_conflict_and_changes_nothing(bring, fina):
    bring(harvest_row(hours="1"))
    edit(fina, Entry.objects.get(), hours="2:00")

    answer = bring(harvest_row(hours="3"))

    assert (answer.code, answer["conflicts"], answer["updated"], hours()) == (3, 1, 0, [2.0])


def test_several_rests_are_ambiguous_and_change_nothing(bring):
    bring(harvest_row(hours="1", text="A"), harvest_row(hours="2", text="B"))
    answer = bring(harvest_row(hours="3", text="C"), harvest_row(hours="4", text="D"))

    assert (answer.code, answer["ambiguous"], hours()) == (3, 2, [1.0, 2.0])


def test_what_is_gone_at_the_source_is_said_and_kept(bring):
    bring(harvest_row(text="A"), harvest_row(day="2026-11-03", text="B"), harvest_row(day="2026-11-04", text="C"))
    answer = bring(harvest_row(text="A"), harvest_row(day="2026-11-04", text="C"))

    assert (answer.code, answer["gone"], answer["unchanged"], Entry.objects.count()) == (0, 1, 2, 3)


def test_work_moved_to_another_project_at_the_source_moves_here(bring):
    other = harvest_row(day="2026-11-03", project="Shop", text="Stays")
    bring(harvest_row(text="Moved"), harvest_row(text="Kept", hours="2"), other)
    answer = bring(harvest_row(text="Moved", project="Shop"), harvest_row(text="Kept", hours="2"), other)

    assert (answer.code, answer["updated"], answer["unchanged"]) == (0, 1, 2)
    assert Entry.objects.filter(text="Moved", project__name="Shop").count() == 1
    assert verify().clean


def test_what_was_deleted_here_does_not_come_back(bring, fina):
    bring(harvest_row(text="A"), harvest_row(text="B", hours="2"))
    entry = Entry.objects.get(text="B")
    timesheets.delete_entry(by=acting(fina), entry_id=entry.pk, version=entry.version, now=MONDAY)

    answer = bring(harvest_row(text="A"), harvest_row(text="B", hours="2"))

    assert (answer.code, answer["created"], answer["unchanged"], hours()) == (0, 0, 2, [1.0])


def test_equal_rows_are_counted_not_merged(bring):
    bring(harvest_row(), harvest_row())
    again = bring(harvest_row(), harvest_row(), harvest_row())

    assert (again["unchanged"], again["created"], Entry.objects.count()) == (2, 1, 3)


def test_undo_puts_an_update_back_and_the_rollups_with_it(bring, capsys):
    bring(harvest_row(hours="1"))
    batch = bring(harvest_row(hours="3"))["batch"]

    answer = amity(capsys, "undo", batch, "--json")

    assert (answer.code, answer["restored"], answer["deleted"], hours()) == (0, 1, 0, [1.0])
    assert bring(harvest_row(hours="1"))["unchanged"] == 1
    assert verify().clean


def test_undo_is_refused_while_a_newer_batch_of_the_source_stands(bring, capsys):
    first = bring(harvest_row(hours="1"))["batch"]
    second = bring(harvest_row(hours="3"))["batch"]

    answer = amity(capsys, "undo", first)

    assert answer.code == 3
    assert f"Undo the newer import first: export.csv (number {second})." in answer.err


def test_undo_keeps_and_lists_what_was_edited_since(bring, capsys, fina):
    batch = bring(harvest_row(text="A"), harvest_row(text="B", hours="2"))["batch"]
    entry = Entry.objects.get(text="B")
    edit(fina, entry, hours="4:00")

    answer = amity(capsys, "undo", batch, "--json")

    assert (answer.code, answer["deleted"], hours()) == (3, 1, [4.0])
    assert {"kind": "entry", "id": entry.pk, "reason": "edited_since"} in answer["kept"]
    assert verify().clean


def test_a_closed_month_is_kept_by_undo_and_goes_once_it_is_open_again(bring, capsys, fina):
    batch = bring(harvest_row(day="2026-10-05"), harvest_row(day="2026-11-02"))["batch"]
    timesheets.lock_month(by=acting(fina), month=202610, now=MONDAY)
    kept = amity(capsys, "undo", batch, "--json")
    timesheets.open_month(by=acting(fina), month=202610, reason="A late sheet", now=MONDAY)
    rest = amity(capsys, "undo", batch, "--json")

    assert (kept.code, kept["deleted"], rest.code, rest["deleted"]) == (3, 1, 0, 1)
    assert Entry.objects.count() == HeldRow.objects.count() == 0


def test_rows_of_a_closed_month_are_rejected_and_the_others_come_in(bring, fina):
    timesheets.lock_month(by=acting(fina), month=202610, now=MONDAY)
    answer = bring(harvest_row(day="2026-10-05"), harvest_row(day="2026-11-02"))

    assert (answer.code, answer["created"]) == (3, 1)
    assert answer["rejected"] == [{"row": 1, "reason": "Oct 2026 is locked."}]


def test_things_made_by_an_import_stay_when_someone_uses_them(bring, capsys, fina):
    batch = bring(harvest_row())["batch"]
    project = Entry.objects.get().project
    timesheets.log_entry(by=acting(fina), changes=entry_changes(project=project, on=date(2026, 11, 5)), now=MONDAY)

    answer = amity(capsys, "undo", batch, "--json")

    assert {one["kind"] for one in answer["kept"]} == {"project", "client"}
    assert answer["deleted"] == 1
    assert verify().clean


def test_a_file_of_one_project_is_a_source_of_its_own(capsys, fina, tmp_path):
    text = "date,person,hours,description\n2026-11-02,Tim,1,Work\n"
    path = csv_file(tmp_path, text)
    one = amity(capsys, "import", "csv", path, "--project", "ONE", "--create-missing", "--json")
    words = ("--create-missing", "--json", "--duplicates", "import")  # the same bytes are asked about
    two = amity(capsys, "import", "csv", path, "--project", "TWO", *words)

    assert (one["created"], two["created"], Entry.objects.count()) == (1, 1, 2)


def test_a_day_over_24_hours_comes_in_with_a_warning(bring):
    answer = bring(harvest_row(hours="14", text="A"), harvest_row(hours="13", text="B"))

    assert (answer.code, answer["created"]) == (0, 2)
    assert "tim berg has more than 24 hours on 2026-11-02. (27.00 h)" in answer.err
