"""The same time in another form is recognised and asked about: another tool, another mapping, or logged by hand."""

from datetime import date

import pytest
from django.db.models import Sum

from amity.imports import commands
from amity.imports.models import Batch
from amity.imports.source_file.options import Options
from amity.imports.tests.bringing import HARVEST, amity, csv_file, harvest_file, harvest_row, left_over
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.errors import Refused
from amity.timesheets import commands as timesheets
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from tests.builders import MONDAY, acting, entry_changes

TOGGL = "toggl/toggl_detailed_team_2016.csv"
REPORT = "harvest/harvest_time_report_usd_dot.csv"
WEEK = (
    "date,person,client,project,hours,description\n"
    "2026-11-02,Tim,Osprey,Site,1.5,Plan\n"
    "2026-11-03,Tim,Osprey,Site,2.5,\n"
)


@pytest.fixture
def bring(capsys, fina):
    def run(tool, path, *words):
        return amity(capsys, "import", tool, path, "--create-missing", "--json", *words)

    return run


def seconds():
    return Entry.objects.aggregate(all=Sum("seconds"))["all"] or 0


@pytest.mark.parametrize(("tool", "name"), [("toggl", TOGGL), ("harvest", REPORT)])
def test_a_tool_s_export_brought_again_as_any_csv_adds_no_hour(bring, real_data, tool, name):
    first = bring(tool, real_data(name))
    hours = seconds()
    again = bring("csv", real_data(name), "--currency", "USD", "--date-order", "month-first")

    assert (again.code, again["created"], seconds()) == (3, 0, hours)
    assert again["duplicates"] == again["rows"] - len(again["rejected"]) == first["created"]


@pytest.mark.parametrize(("tool", "name"), [("toggl", TOGGL), ("harvest", REPORT)])
def test_equal_entries_are_found_when_the_bytes_differ(bring, real_data, tmp_path, tool, name):
    bring(tool, real_data(name))
    hours = seconds()
    other = csv_file(tmp_path, real_data(name).read_text("utf-8-sig") + "\n")
    again = bring("csv", other, "--currency", "USD", "--date-order", "month-first")

    assert (again["created"], seconds()) == (0, hours)


@pytest.mark.parametrize("words", [("--map", "project="), ("--map", "text="), ("--map", "client="), ("--map", "line=")])
def test_the_same_file_under_another_mapping_adds_no_hour(bring, tmp_path, words):
    text = (
        WEEK.replace("description\n", "description,Code\n")
        .replace("Plan\n", "Plan,A1\n")
        .replace(",2.5,\n", ",2.5,,A2\n")
    )
    bring("csv", csv_file(tmp_path, text), *words)
    again = bring("csv", csv_file(tmp_path, text))

    assert (again["created"], again["duplicates"], seconds()) == (0, 2, 4 * 3600)


def test_a_newer_export_with_more_columns_brings_only_its_new_rows(bring, tmp_path):
    bring("csv", csv_file(tmp_path, WEEK))
    newer = (
        WEEK.replace("description\n", "description,billable\n")
        .replace("Plan\n", "Plan,yes\n")
        .replace(",2.5,\n", ",2.5,,yes\n")
    )
    again = bring("csv", csv_file(tmp_path, newer + "2026-11-04,Tim,Osprey,Site,3,New,yes\n"))

    assert (again["created"], again["duplicates"], seconds()) == (1, 2, 7 * 3600)


def test_time_logged_by_hand_is_recognised_once_for_each_entry(bring, tmp_path, fina):
    bring("csv", csv_file(tmp_path, WEEK))
    logged = entry_changes(hours="4:00", project=Project.objects.get(), on=date(2026, 11, 5), text="")
    timesheets.log_entry(by=acting(Person.objects.get(name="Tim")), changes=logged, now=MONDAY)
    rows = 2 * "2026-11-05,Tim,Osprey,Site,4,Review\n"
    again = bring("csv", csv_file(tmp_path, WEEK + rows))

    assert (again["created"], again["duplicates"], seconds()) == (1, 1, 12 * 3600)
    assert again["duplicate_rows"][0]["reason"].endswith("4.00 h, from the timesheet.")


def test_import_anyway_brings_the_rows_and_warns(bring, tmp_path):
    bring("harvest", harvest_file(tmp_path, harvest_row()))
    again = bring("csv", tmp_path / "export.csv", "--duplicates", "import")

    assert (again.code, again["created"], again["duplicates"], seconds()) == (0, 1, 0, 2 * 3600)
    assert any("looks like time already here" in warning for warning in again["warnings"])
    assert verify().clean


def test_skipping_on_purpose_is_a_clean_import(bring, tmp_path):
    bring("harvest", harvest_file(tmp_path, harvest_row()))
    path = tmp_path / "export.csv"

    assert bring("csv", path, "--dry-run").code == 3
    assert bring("csv", path, "--duplicates", "skip").code == 0


def test_undoing_the_second_shape_leaves_the_first(bring, capsys, tmp_path):
    first = bring("harvest", harvest_file(tmp_path, harvest_row()))["batch"]
    skipped = bring("csv", tmp_path / "export.csv")["batch"]
    amity(capsys, "undo", skipped)
    hours = seconds()
    amity(capsys, "undo", first)

    assert (hours, left_over()) == (3600, [])
    assert bring("csv", tmp_path / "export.csv")["created"] == 1


def test_different_work_of_one_day_is_no_duplicate(bring, tmp_path):
    bring("harvest", harvest_file(tmp_path, harvest_row(text="A"), harvest_row(text="B", hours="2")))
    head = "date,person,client,project,hours,notes\n"
    rows = "".join(f"2026-11-02,Tim Berg,Osprey,{work}\n" for work in ("Site,4,C", "Shop,3,B", "Shop,5,A"))
    again = bring("csv", csv_file(tmp_path, head + rows))

    assert (again.code, again["created"], again["duplicates"]) == (0, 3, 0)


CHANGED = {
    "seconds": ("3", "Plan", "Site"),
    "text": ("1.5", "Plan and talk", "Site"),
    "project": ("1.5", "Plan", "Shop"),
}


@pytest.mark.parametrize("differs", CHANGED)
def test_a_row_changed_at_its_source_is_asked_about_in_another_shape(bring, tmp_path, differs):
    hours, text, project = CHANGED[differs]
    bring("csv", csv_file(tmp_path, WEEK))
    row = f"2026-11-02,Tim,Osprey,{project},{hours},{text},yes\n"
    again = bring("csv", csv_file(tmp_path, "date,person,client,project,hours,description,billable\n" + row))

    assert (again.code, again["created"], again["duplicates"], seconds()) == (3, 0, 1, 4 * 3600)
    assert "changed" in again["duplicate_rows"][0]["reason"]


@pytest.mark.parametrize(("choice", "created"), [("skip", 0), ("changed", 1), ("import", 2)])
def test_rows_that_differ_have_a_choice_of_their_own(bring, tmp_path, choice, created):
    bring("csv", csv_file(tmp_path, WEEK))
    newer = WEEK.replace("description\n", "description,billable\n").replace("1.5,Plan\n", "2.5,Plan,yes\n")
    again = bring("csv", csv_file(tmp_path, newer.replace(",2.5,\n", ",2.5,,yes\n")), "--duplicates", choice)

    assert (again.code, again["created"], again["duplicates"]) == (0, created, 2 - created)


def newer(tmp_path, hours="1.5", text="Plan", project="Site"):
    """Return the week from another layout, with its first row changed."""
    row = f"2026-11-02,Tim,Osprey,{project},{hours},{text},yes\n"
    return csv_file(tmp_path, "date,person,client,project,hours,description,billable\n" + row)


def first_entry():
    return Entry.objects.values_list("seconds", "text", "project__name").get(work_date=date(2026, 11, 2))


@pytest.mark.parametrize("differs", CHANGED)
def test_a_changed_row_takes_the_place_of_its_entry_and_an_undo_puts_it_back(bring, capsys, tmp_path, differs):
    first = bring("csv", csv_file(tmp_path, WEEK))["batch"]
    before = first_entry()
    hours, text, project = CHANGED[differs]
    again = bring("csv", newer(tmp_path, hours, text, project), "--duplicates", "replace")

    assert (again.code, again["created"], again["updated"], Entry.objects.count()) == (0, 0, 1, 2)
    assert first_entry() == (float(hours) * 3600, text, project)
    assert bring("csv", newer(tmp_path, hours, text, project))["unchanged"] == 1
    assert bring("csv", csv_file(tmp_path, WEEK))["unchanged"] == 2
    assert verify().clean
    for batch in Batch.objects.filter(pk__gte=again["batch"]).order_by("-pk"):
        amity(capsys, "undo", batch.pk)

    assert (first_entry(), Entry.objects.count(), verify().clean) == (before, 2, True)
    amity(capsys, "undo", first)
    assert left_over() == []


def test_an_undo_of_the_older_import_leaves_what_was_replaced(bring, capsys, tmp_path):
    first = bring("csv", csv_file(tmp_path, WEEK))["batch"]
    bring("csv", newer(tmp_path, "3"), "--duplicates", "replace")
    undone = amity(capsys, "undo", first, "--json").json

    assert [one["reason"] for one in undone["kept"] if one["kind"] == "entry"] == ["edited_since"]
    assert seconds() == 3 * 3600


def test_what_someone_changed_here_is_not_replaced(bring, tmp_path):
    bring("csv", csv_file(tmp_path, WEEK))
    Entry.objects.update(version=2)
    again = bring("csv", newer(tmp_path, "3"), "--duplicates", "replace")

    assert (again["updated"], again["duplicates"], first_entry()[0]) == (0, 1, 5400)


def test_what_the_newer_file_has_no_column_for_stays(bring, capsys, tmp_path, fina):
    row = harvest_row(hours="2", rate="50").replace(",Yes,", ",No,").replace(",50,,", ",50,100.00,")
    bring("harvest", harvest_file(tmp_path, row))
    before = Entry.objects.get()
    head = "date,person,client,project,hours,notes\n2026-11-02,Tim Berg,Osprey,Site,3,"
    again = bring("csv", csv_file(tmp_path, f"{head}{before.text}\n"), "--duplicates", "replace")
    after = Entry.objects.get()

    assert (again["updated"], after.seconds) == (1, 3 * 3600)
    assert (after.item_id, after.billable, after.value, after.standard) == (before.item_id, False, 0, 15_000)
    assert (before.item_id is None, before.standard) == (False, 10_000)
    amity(capsys, "undo", again["batch"])
    assert (Entry.objects.get().seconds, Entry.objects.get().standard) == (before.seconds, before.standard)


def test_an_amount_that_came_with_an_entry_keeps_its_hourly_rate(bring, tmp_path):
    bring("harvest", harvest_file(tmp_path, harvest_row(hours="2", rate="50").replace(",50,,", ",50,100.00,")))
    before = Entry.objects.get()
    head = "date,person,client,project,hours,notes\n2026-11-02,Tim Berg,Osprey,Site,3,"
    bring("csv", csv_file(tmp_path, f"{head}{before.text}\n"), "--duplicates", "replace")

    assert (before.value, Entry.objects.get().value) == (10_000, 15_000)
    assert verify().clean


def test_several_candidates_and_time_logged_here_are_no_changed_rows(bring, tmp_path):
    bring("csv", csv_file(tmp_path, WEEK + "2026-11-02,Tim,Osprey,Site,2,Plan\n"))
    logged = entry_changes(hours="4:00", project=Project.objects.get(), on=date(2026, 11, 5), text="Review")
    timesheets.log_entry(by=acting(Person.objects.get(name="Tim")), changes=logged, now=MONDAY)
    head = "date,person,client,project,hours,description,billable\n"
    rows = "2026-11-02,Tim,Osprey,Site,3,Plan,yes\n2026-11-05,Tim,Osprey,Site,5,Review,yes\n"
    again = bring("csv", csv_file(tmp_path, head + rows))

    assert (again.code, again["created"], again["duplicates"]) == (0, 2, 0)


def read(by, rows, tool="harvest"):
    options = Options(create_missing=True)
    chunks = [(HARVEST + "".join(rows)).encode()]
    batch = commands.bring_file(by=by, tool=tool, name="x.csv", chunks=chunks, options=options, now=MONDAY)
    commands.read_batch(by=by, batch_id=batch.pk)
    return batch.pk


def take(by, batch_id):
    commands.begin_batch(by=by, batch_id=batch_id, now=MONDAY)
    return commands.apply_batch(by=by, batch_id=batch_id, now=MONDAY).counts


def test_two_previews_of_the_same_time_are_not_both_counted(fina):
    by = acting(fina, "cli")
    one, other = read(by, [harvest_row()]), read(by, [harvest_row()], tool="csv")
    take(by, one)
    counts = take(by, other)

    assert (counts.get("created", 0), counts["duplicate"], seconds()) == (0, 1, 3600)


def test_a_preview_older_than_an_import_of_its_own_source_is_compared_again(fina):
    by = acting(fina, "cli")
    one, other = read(by, [harvest_row()]), read(by, [harvest_row()])
    take(by, one)

    with pytest.raises(Refused):
        take(by, other)
    commands.match_batch(by=by, batch_id=other)
    assert (take(by, other)["unchanged"], seconds()) == (1, 3600)
