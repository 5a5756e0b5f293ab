"""The tables of a CRM in a ZIP, in a child process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from amity.imports.crm.rules.tables import table_kind
from amity.imports.readers.children.faults import faults, stream
from amity.imports.readers.limits import Limits
from amity.imports.readers.tables_zip import tables_of
from amity.shared.children.child import Stream


def tables(path: Path, limits: Limits) -> Stream:
    """Return name, kind and headers of each table, and stream the rows of those with a kind, after their place."""
    with faults():
        found = tables_of(path, limits)
    kinds = [table_kind(table.headers) for _name, table in found]
    head = [(name, kind, table.headers) for (name, table), kind in zip(found, kinds, strict=True)]

    def rows() -> Iterator[tuple[Any, ...]]:
        for place, ((_name, table), kind) in enumerate(zip(found, kinds, strict=True)):
            if kind:
                yield from ((place, *record) for record in table.records())

    return stream(head, rows)
