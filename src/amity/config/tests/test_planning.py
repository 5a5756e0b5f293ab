"""New connections to PostgreSQL plan long statements quickly."""

import pytest
from django.db import connection

from amity.config.apps import MOST_ORDERED

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_a_connection_chooses_the_order_of_few_tables():
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        assert cursor.fetchone() == (str(MOST_ORDERED),)
