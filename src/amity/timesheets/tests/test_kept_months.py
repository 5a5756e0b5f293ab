"""Monthly sums of many projects that a process keeps until one of their rows changes, in a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from amity.projects.models import Project
from amity.shared.caches.reading import reading
from amity.shared.rows import planned
from amity.shared.rows.unchanged import Rows
from amity.timesheets.sums.models import ProjectMonth
from amity.timesheets.sums.queries import COLUMNS, project_month_tuples
from tests.builders import make_account, make_entry, make_person, make_project

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
THROUGH = 202611


@pytest.fixture
def tim():
    return make_person("Tim", "team_member")


@pytest.fixture
def ids(tim):
    """Ten projects, so that they aren't few, with time on two."""
    account = make_account()
    projects = [make_project(account, team=[tim]) for _place in range(10)]
    for project in projects[:2]:
        make_entry(by=tim, project=project, on=date(2026, 11, 2))
    return [one.pk for one in projects]


@pytest.fixture(params=["all projects", "many projects"])
def of(request, ids):
    return None if request.param == "all projects" else ids


def page(of, **still):
    with reading(**still):
        return project_month_tuples(of, through=THROUGH)


def in_the_table():
    return set(ProjectMonth.objects.values_list(*COLUMNS))


def test_the_next_page_asks_for_their_state_alone(of):
    before = page(of)

    with CaptureQueriesContext(connection) as asked:
        found = page(of)

    assert found is before
    assert set(found) == in_the_table()
    assert ['"cost"' in query["sql"] for query in asked] == [False]


def log_time(tim, ids):
    make_entry(by=tim, project=Project.objects.get(pk=ids[0]), on=date(2026, 11, 3))


def add_a_row(tim, ids):
    make_entry(by=tim, project=Project.objects.get(pk=ids[2]), on=date(2026, 11, 3))


def change_a_row(_tim, ids):
    ProjectMonth.objects.filter(project_id=ids[1]).update(seconds=F("seconds") + 60)


def take_a_row_away(_tim, ids):
    ProjectMonth.objects.filter(project_id=ids[1]).delete()


def swap_two_rows(_tim, ids):
    """Change both in one transaction, so that their number and the last transaction's rows stay as they were."""
    with transaction.atomic():
        for place, seconds in enumerate((60, 120)):
            ProjectMonth.objects.filter(project_id=ids[place]).update(seconds=seconds)
    page(None)
    with transaction.atomic():
        for place, seconds in enumerate((120, 60)):
            ProjectMonth.objects.filter(project_id=ids[place]).update(seconds=seconds)


@pytest.mark.parametrize("change", [log_time, add_a_row, change_a_row, take_a_row_away, swap_two_rows])
def test_a_change_by_anyone_is_on_the_next_page(of, ids, tim, change):
    before = page(of)

    def elsewhere():
        change(tim, ids)
        connection.close()

    with ThreadPoolExecutor(1) as another:
        another.submit(elsewhere).result()

    assert set(page(of)) == in_the_table() != set(before)


def test_what_a_transaction_sees_and_undoes_is_not_kept(of, ids):
    before = page(of)

    with transaction.atomic():
        for seconds in (60, 120):
            ProjectMonth.objects.filter(project_id=ids[0]).update(seconds=seconds)
            assert set(page(of)) == in_the_table() != set(before)
        transaction.set_rollback(True)

    assert set(page(of)) == in_the_table() == set(before)


def test_who_may_change_something_reads_the_rows(of, monkeypatch):
    monkeypatch.setattr(planned, "SHORTEST", 1_000_000)  # so that the statement is its text, not the name of its plan
    page(of)

    with CaptureQueriesContext(connection) as asked:
        found = page(of, still=False)

    assert ['"cost"' in query["sql"] for query in asked] == [True]
    assert set(found) == in_the_table()


def test_rows_are_the_same_key_as_an_equal_tuple():
    rows = Rows([(1, 2), (3, 4)])
    results: dict[tuple[object, ...], str] = {rows: "found"}

    assert results[(1, 2), (3, 4)] == "found"
    assert hash(rows) == hash(rows) == hash(((1, 2), (3, 4)))
