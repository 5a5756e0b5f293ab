"""The database's clock, which all workers share."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def database_time() -> datetime:
    """Return the time of the database server. SQLite has none of its own: it runs in this process."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
