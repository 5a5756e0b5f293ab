"""Counts of rows by which PostgreSQL plans its queries."""

from django.db import connection
from django.db.models import Model


def count_anew(*models: type[Model]) -> None:
    """Let PostgreSQL count the rows of tables that may have grown by the hundred thousand a moment ago.

    It does so by itself within a minute or so. A query before that is planned for an empty table, and one that joins
    two such tables then takes hours. Takes 0.1 s or so for a large table.
    """
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
