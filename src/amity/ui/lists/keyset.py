"""Paging by key: a page starts after the last row of the previous one, so page 1,000 is as fast as page 1."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Field, Q, QuerySet

Rows = QuerySet[Any, Any]


class BadCursor(ValueError):
    """The page position can't be read: the URL was changed by hand or cut off."""


@dataclass(frozen=True, slots=True)
class Order:
    """A list's order: a field and a direction. The primary key breaks ties, and rows without a value come last."""

    field: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.field}" if self.descending else self.field

    def apply(self, rows: Rows) -> Rows:
        """Return the rows in this order.

        If every row has a value, an index of the field and the key provides it, forwards or backwards: the database
        reads one page, however many rows there are.
        """
        last = True if _may_be_empty(rows, self.field) else None
        way = F(self.field).desc(nulls_last=last) if self.descending else F(self.field).asc(nulls_last=last)
        return rows.order_by(way, "-pk" if self.descending else "pk")

    def after(self, rows: Rows, cursor: str) -> Rows:
        """Return only the rows that come after the cursor. Raise `BadCursor`."""
        value, key = self._read(rows, cursor)
        beyond = "lt" if self.descending else "gt"
        next_one = {f"pk__{beyond}": key}
        if value is None:
            return rows.filter(Q(**{f"{self.field}__isnull": True}), **next_one)
        later = Q(**{f"{self.field}__{beyond}": value}) | Q(**{self.field: value}, **next_one)
        if _may_be_empty(rows, self.field):
            return rows.filter(later | Q(**{f"{self.field}__isnull": True}))
        # Redundant, but lets the database start at the right place in the index.
        return rows.filter(later, **{f"{self.field}__{beyond}e": value})

    def cursor_of(self, row: Any) -> str:
        """Return the cursor of a page that ends with this row."""
        value = row
        for part in self.field.split("__"):
            value = getattr(value, part, None)
        packed = json.dumps([value, row.pk], cls=DjangoJSONEncoder)
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    def _read(self, rows: Rows, cursor: str) -> tuple[Any, Any]:
        try:
            packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            value, key = json.loads(packed)
            own = rows.model._meta.pk.to_python(key)
            return (None if value is None else _field(rows, self.field).to_python(value)), own
        except (ValueError, TypeError, binascii.Error, ValidationError) as error:
            raise BadCursor(cursor) from error


def _may_be_empty(rows: Rows, name: str) -> bool:
    """Return whether rows can have no value in a field, by the columns on its path. An annotation always can."""
    if name in rows.query.annotations:
        return True
    model = rows.model
    for part in name.split("__"):
        found = model._meta.pk if part == "pk" else model._meta.get_field(part)
        if found.null:
            return True
        model = found.related_model or model
    return False


def _field(rows: Rows, name: str) -> "Field[Any, Any]":
    """Return the model field of a name, through annotations and relations."""
    if name in rows.query.annotations:
        return rows.query.annotations[name].output_field
    model = rows.model
    *path, last = name.split("__")
    for part in path:
        model = model._meta.get_field(part).related_model
    found: Field[Any, Any] = model._meta.get_field(last)
    return found
