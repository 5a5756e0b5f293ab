"""Month locks: writers of time hold a month open together, finance closes it alone."""

from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from amity.shared.errors import Refused
from amity.shared.periods import month_of
from amity.timesheets.models import Month


def hold_open(*days: date) -> None:
    """Keep the months of these days from being closed until the transaction ends; refuse when one is closed.

    Months are taken in order, so that two writers never wait for each other in turn.
    """
    months = sorted({month_of(day) for day in days})
    locked = [month for month in months if _locked_at(month, alone=False)]
    if locked:
        names = ", ".join(f"{month % 100:02d}/{month // 100}" for month in locked)
        raise Refused(_("%(months)s is closed. Ask finance to open the month, or use another day.") % {"months": names})


def take_alone(month: int) -> Month:
    """The month's row, held by this transaction only: nobody writes time in it meanwhile."""
    _locked_at(month, alone=True)
    return Month.objects.get(pk=month)


def _locked_at(month: int, *, alone: bool) -> datetime | None:
    """Lock the month's row and tell when it was closed.

    Raw, since Django has no FOR SHARE. On SQLite a transaction holds the whole database, so no row lock is needed.
    """
    table = connection.ops.quote_name(Month._meta.db_table)
    strength = "" if connection.vendor == "sqlite" else (" FOR UPDATE" if alone else " FOR SHARE")
    with connection.cursor() as cursor:
        select = f"SELECT locked_at FROM {table} WHERE month = %s{strength}"  # noqa: S608
        cursor.execute(select, [month])
        row = cursor.fetchone()
        if row is None:
            insert = f"INSERT INTO {table} (month, locked_by) VALUES (%s, '') ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.execute(insert, [month])
            cursor.execute(select, [month])
            row = cursor.fetchone()
    return row[0] if row else None
