"""Compare a saved mapping with the headers of a file: whether it fits, and which columns are missing."""

from collections.abc import Iterable, Mapping

from amity.imports.columns.rules.fields import FIELDS, FINER_FIELDS

KEPT_ANSWERS = (
    "date_order", "mark", "currency", "delimiter", "encoding", "project", "person", "line_code", "line_aliases",
    "default_line",
)  # fmt: skip
"""Answers about a file that apply to the next one too, except the name of its sheet."""
_ORDER = {name: place for place, name in enumerate((*FIELDS, *FINER_FIELDS))}


def in_order(columns: Mapping[str, str]) -> dict[str, str]:
    """Return field → header, whole names before their parts, because mapping a whole name removes its parts."""
    return dict(sorted(columns.items(), key=lambda pair: _ORDER.get(pair[0], len(_ORDER))))


def missing(columns: Mapping[str, str], headers: Iterable[str]) -> list[str]:
    """Return the headers of a mapping that a file lacks, ignoring case, in the order of the fields."""
    there = {header.casefold() for header in headers}
    return [header for header in in_order(columns).values() if header and header.casefold() not in there]
