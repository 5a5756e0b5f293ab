"""Keep what was read of the settings in this process, as long as their edition is in force."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, F, Func, Subquery

from amity.agency.editions.triggers import missing
from amity.agency.models import SettingChange
from amity.people.sessions.along import Along
from amity.shared.caches.reading import is_still, read_once

T = TypeVar("T")
EDITIONS: Final = 2
"""How many editions a process keeps: the one in force, and the one before it for requests already running."""
Edition = tuple[int, int]
_noted: dict[str, bool] = {}
"""Whether all triggers were there when this process first looked, by database."""
_kept: dict[Edition, dict[str, Any]] = {}


def kept(name: str, read: Callable[[], T]) -> T:
    """Return what `read` finds, read at most once in this process and edition.

    Each page reads the edition from the database, so no change of a setting is missed. What is kept is shared by all
    threads: nobody may change it, and it holds no lazy query. A request that may change something reads the database
    itself: what it sees before it commits is in no edition.
    """
    if not is_still():
        return read_once(name, read)
    return read_once(name, lambda: _of_edition(name, read))


def clear() -> None:
    """Drop everything that is kept: for the bench and for tests."""
    _kept.clear()


def _of_edition(name: str, read: Callable[[], T]) -> T:
    now = edition()
    if now is None:
        return read()
    if now not in _kept:
        while len(_kept) >= EDITIONS:
            _kept.pop(next(iter(_kept), (0, 0)), None)
    known = _kept.setdefault(now, {})
    if name not in known:
        known[name] = read()
    found: T = known[name]
    return found


def read_along() -> Along:
    """Return how the query for a session or token reads the edition too."""
    return Along(
        lambda: {"edition_drawn": _of_all("SUM", "drawn"), "edition_times": _of_all("COUNT", "pk")},
        lambda row: {"edition": _edition_of(row.edition_drawn, row.edition_times)},
    )


def _of_all(function: str, field: str) -> Subquery:
    """Return a sum or count over all changes, as a plain function so that the subquery has no groups."""
    total = Func(F(field), function=function, output_field=BigIntegerField())
    return Subquery(SettingChange.objects.order_by().annotate(total=total).values("total"))


def edition() -> Edition | None:
    """Return the edition that this page reads, or None where nothing may be kept."""
    return read_once("edition", _edition)


def _edition() -> Edition | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(drawn), COUNT(*) FROM {SettingChange._meta.db_table}")  # noqa: S608 - our own name
        drawn, times = cursor.fetchone()
    return _edition_of(None if drawn is None else int(drawn), times)


def _edition_of(drawn: int | None, times: int) -> Edition | None:
    """Return the edition in force, or None where a table has no trigger to note its changes."""
    return (drawn, times) if drawn is not None and times and _is_noted() else None


def _is_noted() -> bool:
    database = str(connection.settings_dict["NAME"])
    if database not in _noted:
        _noted[database] = not missing(connection)
    return _noted[database]
