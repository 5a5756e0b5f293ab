"""What pages keep between requests, and the tables from which it was read: each must be one that is watched."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

from django.db import connection

from amity.agency.editions import by_roles, keeping, triggers
from amity.agency.models import Change, SettingChange
from amity.shared.caches.memo import Memo
from amity.waiting import written

_TABLE: Final = re.compile(r'\b(?:FROM|JOIN) "(\w+)"')
OWN: Final = frozenset(noted._meta.db_table for noted in triggers.PREFIXES)
"""The tables that name the edition itself."""


@contextmanager
def unwatched(found: dict[str, set[str]]) -> Iterator[None]:
    """Add to `found` all that is kept by its name, with the tables it was read from whose changes go unnoticed."""
    of_edition, get = keeping._of_edition, Memo.get

    def kept(noted: type[Change], name: str, read: Callable[[], Any]) -> Any:
        return of_edition(noted, name, lambda: _read(found, str(name), noted, read))

    def statement(memo: Memo[Any, Any], key: Any, make: Callable[[], Any]) -> Any:
        if memo is not by_roles.WRITTEN:
            return get(memo, key, make)
        return get(memo, key, lambda: _read(found, str(key[0]), SettingChange, make))

    def part(find: written.Find, *given: Any) -> written.Part | None:
        made: written.Part | None = _read(found, "waiting", SettingChange, lambda: write(find, *given))
        return made

    write = written.write
    with (
        patch.object(keeping, "_of_edition", kept),
        patch.object(Memo, "get", statement),
        patch.object(written, "write", part),
    ):
        yield


def _read(found: dict[str, set[str]], name: str, noted: type[Change], read: Callable[[], Any]) -> Any:
    watched = {table for one, table in triggers._watched if one is noted} | OWN

    unnoticed = found.setdefault(name, set())

    def note(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Mapping[str, Any]) -> Any:
        unnoticed.update(set(_TABLE.findall(sql)) - watched)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        return read()
