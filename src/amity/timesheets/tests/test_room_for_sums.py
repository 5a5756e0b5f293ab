"""A monthly sum that changes stays on its page, so that PostgreSQL adds nothing to the table's indexes."""

from typing import Any

import pytest
from django.db import connection

from amity.timesheets.rules import Measures
from amity.timesheets.sums.models import ProjectMonth, WorkMonth
from amity.timesheets.sums.rollups import Delta, ProjectKey, WorkKey, add

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

MONTHS = range(500)


def test_most_changed_sums_stay_where_they_are():
    worked = Measures(entries=1, seconds=3_600)
    by_project = {ProjectKey(1, 2, month, "EUR", "EUR"): worked for month in MONTHS}
    by_work = {WorkKey(1, 2, 3, 4, 5, 6, month, "EUR", "EUR"): worked for month in MONTHS}
    add(Delta(by_project, by_work))
    before = _moves()
    add(Delta(by_project, by_work))

    for model in (ProjectMonth, WorkMonth):
        changed, stayed = (now - then for now, then in zip(_moves()[model], before[model], strict=True))
        assert changed == len(MONTHS)
        assert stayed > changed / 2
        assert {row.seconds for row in model.objects.all()} == {7_200}


def _moves() -> dict[Any, tuple[int, int]]:
    """Return how many sums this transaction has changed, and how many of these stayed on their page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_upd, n_tup_hot_upd FROM pg_stat_xact_user_tables")
        counted = {table: moves for table, *moves in cursor.fetchall()}
    return {model: counted[model._meta.db_table] for model in (ProjectMonth, WorkMonth)}
