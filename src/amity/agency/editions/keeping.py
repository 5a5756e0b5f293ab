"""Keep what was read of the settings in this process, as long as their edition is in force."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import Count, Sum

from amity.agency.editions.triggers import missing
from amity.agency.models import SettingChange
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
    edition = read_once("edition", _edition)
    if edition is None:
        return read()
    if edition not in _kept:
        while len(_kept) >= EDITIONS:
            _kept.pop(next(iter(_kept), (0, 0)), None)
    known = _kept.setdefault(edition, {})
    if name not in known:
        known[name] = read()
    found: T = known[name]
    return found


def _edition() -> Edition | None:
    """Return the edition in force, or None where a table has no trigger to note its changes."""
    if not _is_noted():
        return None
    found = SettingChange.objects.aggregate(drawn=Sum("drawn"), times=Count("pk"))
    return (found["drawn"], found["times"]) if found["times"] else None


def _is_noted() -> bool:
    database = str(connection.settings_dict["NAME"])
    if database not in _noted:
        _noted[database] = not missing(connection)
    return _noted[database]
