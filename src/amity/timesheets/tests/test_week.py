"""The week: its days and rows, one cell at a time, copied, undone, with nothing lost or doubled."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amity.audit import trail
from amity.people.models import Capacity, Person
from amity.projects.models import Project
from amity.shared.errors import Invalid, Refused, Stale
from amity.timesheets import commands
from amity.timesheets.choosing.keys import WorkKey
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify
from amity.timesheets.week import grid, rows, undoing
from amity.timesheets.week.cells import Wish, set_cell
from amity.timesheets.week.days import Week, read_week, week_of
from amity.timesheets.week.models import SheetRow
from tests.builders import MONDAY, acting, make_account, make_entry, make_item, make_line, make_project

WEEK = Week(date(2026, 11, 23))
TUESDAY = date(2026, 11, 24)


def key_of(project: Project, **ids: int) -> WorkKey:
    """Return the key of time on a project."""
    return WorkKey(project.account_id, project.pk, **ids)


def put(person: Person, project: Project, seconds: int, *, on: date = TUESDAY, seen: str = "", **wish: str) -> str:
    """Set a cell as the grid does. Return the token that undoes it."""
    wanted = Wish(seconds, **wish)
    return set_cell(by=acting(person), day=on, key=key_of(project), seen=seen, wish=wanted, now=MONDAY)


def seen_of(entry: Entry) -> str:
    """Return the token for the version of an entry a page has seen."""
    return f"{entry.pk}:{entry.version}"


def sheet(person: Person, week: Week = WEEK) -> grid.Sheet:
    """Return the person's week on that Tuesday."""
    return grid.sheet(acting(person), week, today=TUESDAY)


@pytest.mark.parametrize("label", ["2026-W48", "2026-W53", "2027-W01"])
def test_a_week_reads_back_from_its_label(label: str) -> None:
    week = read_week(label)
    assert week is not None
    assert (str(week), week.monday.weekday(), str(week.after.before)) == (label, 0, label)


@pytest.mark.parametrize("label", ["2025-W53", "2026-W00", "2026-W54", "2026-48", "W48", "1999-W01", ""])
def test_what_names_no_week_is_none(label: str) -> None:
    assert read_week(label) is None


def test_the_first_of_january_may_lie_in_a_week_of_the_year_before() -> None:
    assert str(week_of(date(2027, 1, 1))) == "2026-W53"


def test_a_row_holds_a_piece_of_work_and_sums_its_days(tim: Person, site: Project) -> None:
    Capacity.objects.create(person=tim, weekly_seconds=144_000, valid_from=date(2026, 1, 1))
    task = make_item(site, "Sketches", hours="10")
    make_entry(by=tim, project=site, hours="2:30", on=WEEK.monday, item_id=task.pk)
    make_entry(by=tim, project=site, hours="1:15", on=TUESDAY, item_id=task.pk)
    make_entry(by=tim, project=site, hours="8:00", on=TUESDAY)

    found = sheet(tim)

    assert [(row.choice.label, row.seconds, row.left) for row in found.rows] == [
        ("Osprey Rail · Ticket site", 28_800, None),
        ("Osprey Rail · Ticket site · Sketches", 13_500, 22_500),
    ]
    assert (found.seconds, found.expected, found.complete) == (42_300, 144_000, ["Tuesday"])


def test_left_of_a_line_counts_everybodys_time_on_it(tim: Person, site: Project, fina: Person) -> None:
    assert site.agreement is not None
    line = make_line(site.agreement, hours="3")
    make_entry(by=fina, project=site, hours="2:00", on=date(2026, 3, 2), line_id=line.pk)
    make_entry(by=tim, project=site, hours="1:30", on=TUESDAY, line_id=line.pk)

    assert sheet(tim).rows[0].left == -1800
    assert [row.over for row in sheet(tim).over] == [1800]


def test_a_cell_is_filled_changed_and_emptied_with_its_trail_and_sums(tim: Person, site: Project) -> None:
    put(tim, site, 5400)
    entry = Entry.objects.get()
    put(tim, site, 7200, seen=seen_of(entry))
    entry.refresh_from_db()
    assert (entry.seconds, entry.billable) == (7200, True)

    put(tim, site, 0, seen=seen_of(entry))

    assert not Entry.objects.exists()
    assert trail.actions_on(entry) == ["entry.logged", "entry.edited", "entry.deleted"]
    assert verify().clean


def test_a_cell_that_changed_meanwhile_is_stale_and_shows_how_it_stands(tim: Person, site: Project) -> None:
    put(tim, site, 5400)
    entry = Entry.objects.get()

    with pytest.raises(Stale) as empty_seen:
        put(tim, site, 3600)
    with pytest.raises(Stale):
        put(tim, site, 3600, seen=f"{entry.pk}:9")

    assert empty_seen.value.current == [entry]
    assert Entry.objects.get().seconds == 5400


def test_a_cell_of_several_entries_is_changed_one_by_one(tim: Person, site: Project) -> None:
    both = [make_entry(by=tim, project=site, on=TUESDAY) for _one in range(2)]

    with pytest.raises(Refused):
        put(tim, site, 3600, seen=";".join(map(seen_of, both)))

    assert sheet(tim).rows[0].cells[1].shown == "2:00"


def test_a_note_and_no_charge_stay_when_the_time_changes(tim: Person, site: Project) -> None:
    put(tim, site, 5400, text="Walked through it", tag="courtesy")

    put(tim, site, 3600, seen=seen_of(Entry.objects.get()))

    entry = Entry.objects.get()
    assert (entry.text, entry.courtesy, entry.billable) == ("Walked through it", True, False)
    assert sheet(tim).rows[0].new_tag == "courtesy"


def test_a_note_alone_is_refused(tim: Person, site: Project) -> None:
    with pytest.raises(Invalid):
        put(tim, site, 0, text="Nothing done")


@pytest.mark.parametrize("steps", [(5400,), (5400, 7200), (5400, 0)])
def test_the_last_act_on_a_cell_is_taken_back(tim: Person, site: Project, steps: tuple[int, ...]) -> None:
    token, before = "", 0
    for seconds in steps:
        entry = Entry.objects.first()
        before = entry.seconds if entry else 0
        token = put(tim, site, seconds, seen=seen_of(entry) if entry else "")

    undoing.undo_in_week(by=acting(tim), tokens=[token], now=MONDAY)

    assert sum(entry.seconds for entry in Entry.objects.all()) == before
    assert verify().clean


def test_a_note_and_a_tag_are_taken_back_together(tim: Person, site: Project) -> None:
    put(tim, site, 5400, text="As it was")
    token = put(tim, site, 3600, seen=seen_of(Entry.objects.get()), text="Another", tag="courtesy")

    undoing.undo_in_week(by=acting(tim), tokens=[token], now=MONDAY)

    entry = Entry.objects.get()
    assert (entry.seconds, entry.text, entry.billable, entry.courtesy) == (5400, "As it was", True, False)


@pytest.mark.parametrize(
    "token", ["", "log", "log:x:1", "row:2026-W48", "row:2026-W99:p1", "drop:1:2", "set:1", "set:1:2:3"]
)
def test_what_undoes_nothing_is_refused(tim: Person, token: str) -> None:
    with pytest.raises(Invalid):
        undoing.undo_in_week(by=acting(tim), tokens=[token], now=MONDAY)


def test_a_closed_month_holds_its_days_of_the_week(tim: Person, site: Project, fina: Person) -> None:
    split = Week(date(2026, 11, 30))
    rows.add_row(by=acting(tim), week=split, key=key_of(site))
    commands.lock_month(by=acting(fina), month=202611, now=MONDAY)

    found = sheet(tim, split)

    assert [bool(cell.held) for cell in found.rows[0].cells] == [True, False, False, False, False, False, False]
    with pytest.raises(Refused):
        put(tim, site, 3600, on=split.monday)


def test_rows_come_once_and_hours_fill_only_empty_cells(tim: Person, site: Project) -> None:
    other = make_project(site.account, name="App", team=[tim])
    make_entry(by=tim, project=site, hours="2:00", on=date(2026, 11, 16), text="Only of that day")
    make_entry(by=tim, project=site, hours="3:00", on=date(2026, 11, 17), courtesy=True)
    make_entry(by=tim, project=other, hours="1:00", on=date(2026, 11, 17))
    make_entry(by=tim, project=site, hours="0:30", on=TUESDAY)

    first = rows.copy_last_week(by=acting(tim), week=WEEK, with_hours=True, now=MONDAY)
    second = rows.copy_last_week(by=acting(tim), week=WEEK, with_hours=True, now=MONDAY)

    assert (first.rows, first.cells, second.undo) == (1, 2, [])
    assert [(row.choice.name, [c.shown for c in row.cells[:2]]) for row in sheet(tim).rows] == [
        ("App", ["", "1:00"]),
        ("Ticket site", ["2:00", "0:30"]),
    ]
    assert not Entry.objects.filter(work_date=WEEK.monday).exclude(text="").exists()


def test_a_copied_week_is_taken_back_whole(tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, on=date(2026, 11, 16))
    copied = rows.copy_last_week(by=acting(tim), week=WEEK, with_hours=True, now=MONDAY)

    undoing.undo_in_week(by=acting(tim), tokens=copied.undo, now=MONDAY)

    assert (sheet(tim).rows, SheetRow.objects.count()) == ((), 0)
    assert verify().clean


def test_copying_leaves_out_holidays_and_closed_work(tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site, on=date(2026, 12, 18))
    christmas = Week(date(2026, 12, 21))
    copied = rows.copy_last_week(by=acting(tim), week=christmas, with_hours=True, now=MONDAY)
    assert (copied.rows, copied.cells) == (1, 0)

    site.status = "closed"
    site.save()
    assert not rows.copy_last_week(by=acting(tim), week=christmas.after, with_hours=True, now=MONDAY).undo


def test_a_row_of_work_one_does_not_see_is_refused(tim: Person) -> None:
    with pytest.raises(Invalid):
        rows.add_row(by=acting(tim), week=WEEK, key=key_of(make_project(make_account())))


def test_a_week_is_read_in_as_many_statements_whatever_its_rows(tim: Person, site: Project) -> None:
    browser = Client()
    browser.force_login(tim)
    asked = []
    for number in range(9):
        project = make_project(site.account, name=f"Work {number}", team=[tim])
        make_entry(by=tim, project=project, on=TUESDAY, item_id=make_item(project, hours="2").pk)
        if number in {1, 8}:
            browser.get("/time/week/2026-W48/")
            with CaptureQueriesContext(connection) as queries:
                assert browser.get("/time/week/2026-W48/").status_code == 200
            asked.append(len(queries))

    assert asked[0] == asked[1]
