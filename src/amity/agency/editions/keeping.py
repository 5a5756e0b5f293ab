"""Keep in this process what was read of settings and records, as long as their edition is in force."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, F, Func, Subquery

from amity.agency.editions.triggers import missing
from amity.agency.models import Change, RecordChange, SettingChange
from amity.people.sessions.along import Along
from amity.shared.caches.reading import is_still, read_once

T = TypeVar("T")
EDITIONS: Final = 2
"""How many editions a process keeps: the one in force, and the one before it for requests already running."""
Edition = tuple[int, int]
KEYS: Final[dict[type[Change], str]] = {SettingChange: "edition", RecordChange: "edition of records"}
"""The key of what `read_once` knows of an edition."""
_noted: dict[str, bool] = {}
"""Whether all triggers were there when this process first looked, by database."""
_kept: dict[type[Change], dict[Edition, dict[str, Any]]] = {SettingChange: {}, RecordChange: {}}


def kept(name: str, read: Callable[[], T]) -> T:
    """Return what `read` finds in the settings, read at most once in this process and edition.

    Each page reads the edition from the database, so no change of a setting is missed. What is kept is shared by all
    threads: nobody may change it, and it holds no lazy query. A request that may change something reads the database
    itself: what it sees before it commits is in no edition.
    """
    if not is_still():
        return read_once(name, read)
    return read_once(name, lambda: _of_edition(SettingChange, name, read))


def kept_for_pages(name: str, read: Callable[[], T]) -> T:
    """Return what `kept` does, except that a request that may change something always reads."""
    return kept(name, read) if is_still() else read()


def kept_records(name: str, read: Callable[[], T]) -> T:
    """Return what `read` finds in accounts, projects and agreements, like `kept`, as long as none of them changes.

    A request that may change something always reads. Whether someone may see a record is no part of what is kept.
    What is kept by its id may be a dictionary to which pages of one edition add what they read.
    """
    if not is_still():
        return read()
    return read_once(("records", name), lambda: _of_edition(RecordChange, name, read))


def clear() -> None:
    """Drop everything that is kept: for the bench and for tests."""
    for editions in _kept.values():
        editions.clear()


def _of_edition(noted: type[Change], name: str, read: Callable[[], T]) -> T:
    now = edition(noted)
    if now is None:
        return read()
    editions = _kept[noted]
    if now not in editions:
        while len(editions) >= EDITIONS:
            editions.pop(next(iter(editions), (0, 0)), None)
    known = editions.setdefault(now, {})
    if name not in known:
        known[name] = read()
    found: T = known[name]
    return found


def read_along() -> Along:
    """Return how the query for a session or token reads both editions too."""
    return Along(
        lambda: {
            "edition_drawn": _of_all(SettingChange, "SUM", "drawn"),
            "edition_times": _of_all(SettingChange, "COUNT", "pk"),
            "records_drawn": _of_all(RecordChange, "SUM", "drawn"),
            "records_times": _of_all(RecordChange, "COUNT", "pk"),
        },
        lambda row: {
            KEYS[SettingChange]: _edition_of(row.edition_drawn, row.edition_times),
            KEYS[RecordChange]: _edition_of(row.records_drawn, row.records_times),
        },
    )


def _of_all(noted: type[Change], function: str, field: str) -> Subquery:
    """Return a sum or count over all changes, as a plain function so that the subquery has no groups."""
    total = Func(F(field), function=function, output_field=BigIntegerField())
    return Subquery(noted._default_manager.order_by().annotate(total=total).values("total"))


def edition(noted: type[Change] = SettingChange) -> Edition | None:
    """Return the edition that this page reads, or None where nothing may be kept."""
    return read_once(KEYS[noted], lambda: _edition(noted))


def _edition(noted: type[Change]) -> Edition | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(drawn), COUNT(*) FROM {noted._meta.db_table}")  # noqa: S608 - our own name
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
