"""Keep in this process what was read of settings and records, as long as their edition is in force."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import F, Func, Subquery, TextField

from amity.agency.editions.triggers import missing
from amity.agency.models import Change, RecordChange, SettingChange
from amity.people.sessions.along import Along
from amity.shared.caches.reading import is_still, read_once

T = TypeVar("T")
EDITIONS: Final = 2
"""How many editions a process keeps: the one in force, and the one before it for requests already running."""
Edition = str
_OF_ALL: Final = "SUM(%(expressions)s) || ' ' || COUNT(*)"
"""What names an edition, of all changes: one text, since a table is read through for each subquery. NULL if none."""
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


def kept_for_each(
    name: str, ids: Collection[int], read: Callable[[Collection[int]], Mapping[int, T]]
) -> Mapping[int, T]:  # fmt: skip
    """Return what `read` finds for each id, of which a page reads only what no page of its edition of records has."""
    known: dict[int, T] = kept_records(name, dict)
    missing = [pk for pk in ids if pk not in known]
    if missing:
        known.update(read(missing))
    return {pk: known[pk] for pk in ids}


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
            editions.pop(next(iter(editions), ""), None)
    known = editions.setdefault(now, {})
    if name not in known:
        known[name] = read()
    found: T = known[name]
    return found


def read_along() -> Along:
    """Return how the query for a session or token reads both editions too."""
    return Along(
        lambda: {
            "edition_of_settings": _of_all(SettingChange),
            "edition_of_records": _of_all(RecordChange),
        },
        lambda row: {
            KEYS[SettingChange]: _if_noted(row.edition_of_settings),
            KEYS[RecordChange]: _if_noted(row.edition_of_records),
        },
    )


def _of_all(noted: type[Change]) -> Subquery:
    """Return the name of an edition, as a plain function so that the subquery has no groups."""
    name = Func(F("drawn"), template=_OF_ALL, output_field=TextField())
    return Subquery(noted._default_manager.order_by().annotate(edition=name).values("edition"))


def edition(noted: type[Change] = SettingChange) -> Edition | None:
    """Return the edition that this page reads, or None where nothing may be kept."""
    return read_once(KEYS[noted], lambda: _edition(noted))


def _edition(noted: type[Change]) -> Edition | None:
    with connection.cursor() as cursor:
        name = _OF_ALL % {"expressions": "drawn"}
        cursor.execute(f"SELECT {name} FROM {noted._meta.db_table}")  # noqa: S608 - our own names
        return _if_noted(cursor.fetchone()[0])


def _if_noted(edition: Edition | None) -> Edition | None:
    """Return the edition in force, or None where a table has no trigger to note its changes."""
    return edition if edition and _is_noted() else None


def _is_noted() -> bool:
    database = str(connection.settings_dict["NAME"])
    if database not in _noted:
        _noted[database] = not missing(connection)
    return _noted[database]
