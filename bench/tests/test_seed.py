"""A seeded agency: equal sums to read at every size, correct sums, and never on top of existing data."""

from collections import Counter

import pytest

from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.errors import Invalid, Refused
from amity.timesheets.models import Entry
from amity.timesheets.sums.models import ItemTotal, ProjectMonth, WorkMonth
from amity.timesheets.sums.verify import verify
from bench.seed.agency import Size, seed_agency
from bench.seed.grid import MOST_KEYS, Key, grid, shared_out
from tests.builders import MONDAY


def size(entries: int) -> Size:
    """Return the size of four accounts with nine projects in three months."""
    return Size(accounts=4, projects=9, people=7, entries=entries, months=3)


@pytest.mark.django_db
@pytest.mark.parametrize("entries", [60, 400])
def test_the_sums_to_read_are_those_of_the_grid_at_every_size_and_all_stand(entries: int) -> None:
    staff = seed_agency(size=size(entries), seed=1, now=MONDAY)

    projects = {pk: int(code[1:]) - 1 for pk, code in Project.objects.values_list("pk", "code")}
    lines = {pk: int(number) - 1 for pk, number in Line.objects.values_list("pk", "number")}
    months = sorted(set(WorkMonth.objects.values_list("month", flat=True)))
    works = WorkMonth.objects.values_list("month", "project_id", "person_id", "line_id")
    found = [
        Key(months.index(month), projects[project], staff.ids.index(person), lines[line])
        for month, project, person, line in works
    ]
    assert sorted(found, key=repr) == sorted(grid(9, 7, 3, 1), key=repr)
    assert (ProjectMonth.objects.count(), ItemTotal.objects.count()) == (27, 9)
    assert Entry.objects.count() == entries
    assert verify().clean


@pytest.mark.django_db
def test_an_instance_with_people_is_refused(mara: Person) -> None:
    with pytest.raises(Refused, match="people here already"):
        seed_agency(size=size(400), seed=1, now=MONDAY)

    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_fewer_entries_than_sums_are_refused_before_anything_is_made() -> None:
    with pytest.raises(Invalid, match="at least 54 entries"):
        seed_agency(size=size(53), seed=1, now=MONDAY)

    assert not Person.objects.exists()


@pytest.mark.parametrize(("projects", "months"), [(1, 1), (80, 6), (1_000, 6), (3_000, 12), (20_000, 6)])
def test_the_grid_stays_within_what_it_may_have_and_leaves_no_project_out(projects: int, months: int) -> None:
    found = grid(projects, 100, months, 1)

    assert len(found) <= max(MOST_KEYS, projects)
    assert {key.project for key in found} == set(range(projects))
    assert max(Counter((key.project, key.line, key.person, key.month) for key in found).values()) == 1


@pytest.mark.parametrize("entries", [9_000, 10_000, 1_000_000])
def test_every_sum_gets_an_entry_and_none_is_lost(entries: int) -> None:
    counts = shared_out(entries, 9_000, 1)

    assert sum(counts) == entries
    assert min(counts) >= 1
