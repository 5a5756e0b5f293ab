"""Month locks: writers of time share a lock on an open month, and finance locks it alone to close it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import connection
from django.utils.translation import ngettext

from amity.projects.models import Project
from amity.shared.dates.periods import month_of
from amity.shared.errors import Refused
from amity.timesheets.models import Month
from amity.ui import formats


class MonthClosed(Refused):
    """Time of a closed month would have changed."""


def hold(*days: date) -> frozenset[int]:
    """Lock the months of these days until the transaction ends. Return those that are closed.

    Months are taken in order, so that two writers never wait for each other in turn.
    """
    months = sorted({month_of(day) for day in days})
    return frozenset(month for month in months if _locked_at(month, alone=False))


def hold_open(*days: date) -> None:
    """Lock months as `hold` does, but raise `MonthClosed` if one of them is closed."""
    refuse_closed(hold(*days))


def refuse_closed(closed: Collection[int]) -> None:
    """Raise `MonthClosed` with the names of closed months, if there are any."""
    if closed:
        sentence = ngettext(
            "%(months)s is closed. Ask finance to reopen it.",
            "%(months)s are closed. Ask finance to reopen them.",
            len(closed),
        )
        raise MonthClosed(sentence % {"months": names_of(closed)})


def names_of(months: Iterable[int]) -> str:
    """Return months for a sentence: October 2026, November 2026."""
    return ", ".join(formats.month(month, prose=True) for month in sorted(months))


def hold_projects(*project_ids: int | None) -> None:
    """Lock projects against moving to another account until the transaction ends. After months, before entries.

    Without it, time logged at the moment of a move would stay with the old account. Other writers don't wait, unless
    they lock the project for a change.
    """
    ids = sorted({number for number in project_ids if number})
    if not ids or connection.vendor == "sqlite":
        return
    table = connection.ops.quote_name(Project._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",  # noqa: S608 - our own table
            [ids],
        )


def take_alone(month: int) -> Month:
    """Lock the month's row for this transaction only, so that no one else can write time in it. Return it."""
    _locked_at(month, alone=True)
    return Month.objects.get(pk=month)


def _locked_at(month: int, *, alone: bool) -> datetime | None:
    """Lock the month's row and return when it was closed, or None.

    Raw, since Django has no FOR SHARE. On SQLite a transaction locks the whole database, so no row lock is needed.
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
