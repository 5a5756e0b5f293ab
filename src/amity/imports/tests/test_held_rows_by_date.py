"""Rows of earlier files are looked up by source and date, so that a new month doesn't read the years before it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amity.imports.comparison.commands import held_rows
from amity.imports.models import Source

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def test_a_month_is_found_in_the_index_by_its_days():
    source = Source.objects.create(tool="harvest", key="osprey")
    with CaptureQueriesContext(connection) as asked:
        assert list(held_rows(source, date(2026, 11, 1), date(2026, 11, 30), frozenset())) == []

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
        plan = "\n".join(row[-1] for row in cursor.fetchall())
    assert "(source_id=? AND work_date>? AND work_date<?)" in plan
