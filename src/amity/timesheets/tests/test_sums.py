"""The stored sums after random actions on a real database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amity.audit import trail
from amity.people.models import Person
from amity.projects.models import Project
from amity.timesheets import commands
from amity.timesheets.models import Entry
from amity.timesheets.sums import queries
from amity.timesheets.sums.models import PersonDay, ProjectMonth, WorkMonth
from amity.timesheets.sums.verify import verify
from tests.builders import (
    MONDAY,
    acting,
    entry_changes,
    make_account,
    make_agreement,
    make_cost_rate,
    make_entry,
    make_item,
    make_line,
    make_project,
)
from tests.migrating import before

DAYS = st.sampled_from([date(2026, 10, 30), date(2026, 11, 2), date(2026, 11, 20)])
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "edit", "delete", "undo"]),
        st.integers(0, 5), st.integers(0, 1), st.integers(1, 86_400), DAYS, st.booleans(),
    ),
    min_size=3, max_size=14,
)  # fmt: skip


@pytest.fixture
def places(site: Project, tim: Person) -> list[Project]:
    """Create two projects in two currencies, each with a work item."""
    make_cost_rate("41.2345")
    other = make_project(site.account, team=[tim])
    for project in (site, other):
        make_item(project)
    return [site, other]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_the_sums_are_what_the_entries_say(acts, places: list[Project], tim: Person) -> None:
    gone: list[int] = []
    for act, slot, place, seconds, day, billable in acts:
        project, held = places[place], list(Entry.objects.order_by("pk"))
        hours = f"{seconds // 3600}:{seconds // 60 % 60:02d}" if seconds >= 60 else "0:01"
        item = project.items.first()
        values = {"billable": billable, "item_id": item.pk if slot % 2 and item else None}
        if act == "log" or (act != "undo" and not held):
            make_entry(by=tim, hours=hours, project=project, on=day, **values)
        elif act == "edit":
            entry = held[slot % len(held)]
            changes = entry_changes(hours=hours, project=project, on=day, **values)
            commands.edit_entry(by=acting(tim), entry_id=entry.pk, version=entry.version, changes=changes, now=MONDAY)
        elif act == "delete":
            entry = held[slot % len(held)]
            gone.append(entry.pk)
            commands.delete_entry(by=acting(tim), entry_id=entry.pk, version=entry.version, now=MONDAY)
        elif gone:
            commands.undo_delete(by=acting(tim), entry_id=gone.pop(), now=MONDAY)

    assert verify().differing == []
    assert trail.tampered() == []


def test_verify_names_what_was_changed_behind_its_back(tim: Person, site: Project) -> None:
    make_entry(by=tim, project=site)
    ProjectMonth.objects.update(seconds=1)
    WorkMonth.objects.all().delete()
    PersonDay.objects.update(seconds=1)

    assert [table for table, *_rest in verify().differing] == ["ProjectMonth", "WorkMonth", "PersonDay"]


def test_days_of_people_are_read_without_their_entries(tim: Person, piet: Person, site: Project) -> None:
    for who, hours, day in (
        (piet, "2:00", 3), (tim, "1:00", 3), (tim, "0:30", 3), (tim, "4:00", 2), (tim, "8:00", 4),
    ):  # fmt: skip
        entry = make_entry(by=who, hours=hours, project=site, on=date(2026, 11, day))
    commands.delete_entry(by=acting(tim), entry_id=entry.pk, version=entry.version, now=MONDAY)

    with CaptureQueriesContext(connection) as asked:
        found = queries.logged_by_day_and_person(date(2026, 11, 2), date(2026, 11, 4))
        of_all = queries.logged_by_day(date(2026, 11, 2), date(2026, 11, 4))

    days = [(date(2026, 11, 2), tim.pk, 4 * 3600)]
    days += sorted([(date(2026, 11, 3), tim.pk, 5400), (date(2026, 11, 3), piet.pk, 7200)])
    assert found == days
    assert sorted(of_all) == [(date(2026, 11, 2), 14_400), (date(2026, 11, 3), 12_600), (date(2026, 11, 4), 0)]
    assert [Entry._meta.db_table in query["sql"] for query in asked] == [False, False]


@pytest.mark.django_db(transaction=True)
def test_days_of_before_are_summed_from_the_entries(tim: Person, site: Project) -> None:
    with before(("timesheets", "0009_sums_by_day")) as old:
        for seconds, day in ((3600, 2), (1800, 2), (7200, 3)):
            entry = old.get_model("timesheets", "Entry")
            entry(
                person_id=tim.pk, project_id=site.pk, work_date=date(2026, 11, day), seconds=seconds, logged_at=MONDAY
            ).save()

    assert list(PersonDay.objects.order_by("work_date").values_list("work_date", "person_id", "seconds")) == [
        (date(2026, 11, 2), tim.pk, 5400), (date(2026, 11, 3), tim.pk, 7200),
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 200])
def test_the_time_on_a_line_is_that_of_the_projects_asked_for_however_many_they_are(
    many: int, tim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MANY", many)
    agreement = make_agreement(make_account())
    one, two, other = (make_project(agreement.account, agreement=agreement, team=[tim]) for _place in range(3))
    line = make_line(agreement)
    for project, hours, day in ((one, "1:00", date(2026, 10, 30)), (one, "2:00", date(2026, 11, 2)),
                                (two, "4:00", date(2026, 11, 2)), (other, "8:00", date(2026, 11, 2))):  # fmt: skip
        make_entry(by=tim, hours=hours, project=project, on=day, line_id=line.pk)
    make_entry(by=tim, hours="1:00", project=one, on=date(2026, 11, 2))

    assert queries.seconds_of_lines([one.pk, two.pk]) == {line.pk: 7 * 3600}
