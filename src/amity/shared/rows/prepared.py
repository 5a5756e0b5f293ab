"""Queries whose statement is written once: writing one takes Django longer than the database takes to answer it."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, Final, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, F, Field, Model, Q, QuerySet
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)
FEW: Final = 8
PAGE: Final = 128
"""Ids of a page of a list, as the API answers with."""
NO_ROW: Final = -1


class Given(Expression):
    """The place of a value that differs from one request to the next, of the type of a field."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Return a placeholder, with itself as its parameter."""
        return "%s", (self,)


def few(column: str) -> Q:
    """Return the condition that a column of ids has one of a few. `few_ids` gives them."""
    places = [Given(f"{column}{place}", BigIntegerField()) for place in range(FEW)]
    return reduce(or_, (Q(**{column: place}) for place in places))


def few_ids(column: str, ids: Iterable[int], most: int = FEW) -> dict[str, int] | None:
    """Return the values of `few`, the places that are left with an id no row has. None if there are too many ids."""
    given = list(ids)
    if len(given) > most:
        return None
    return {f"{column}{place}": one for place, one in enumerate([*given, *[NO_ROW] * (most - len(given))])}


def of_page(column: str) -> Q:
    """Return the condition that a column of ids has one of a page's. `page_ids` gives them."""
    return Q(In(F(column), [Given(f"{column}{place}", BigIntegerField()) for place in range(PAGE)]))


def page_ids(column: str, ids: Iterable[int]) -> dict[str, int] | None:
    """Return the values of `of_page`, like `few_ids`."""
    return few_ids(column, ids, PAGE)


class Prepared(Generic[Row]):
    """A query with `Given` values. Only its statement is kept, for each connection; the database answers each time."""

    def __init__(self, make: "Callable[[], QuerySet[Row, Any]]") -> None:
        self._make = make

    def rows(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows for these values."""
        connection = connections[DEFAULT_DB_ALIAS]
        written = vars(connection).setdefault("prepared", {})
        if self not in written:
            written[self] = _written(self._make().using(DEFAULT_DB_ALIAS))
        rows, compiler, sql, places = written[self]
        values = tuple([_value(place, given, connection) for place in places])
        compiler.as_sql = lambda *_args, **_options: (sql, values)
        asked = rows.all()
        asked.query.get_compiler = lambda *_args, **_options: compiler
        return list(asked)

    def row(self, given: Mapping[str, Any]) -> Any:
        """Return the first row for these values, or None."""
        return next(iter(self.rows(given)), None)


def _written(rows: "QuerySet[Row, Any]") -> "tuple[QuerySet[Row, Any], SQLCompiler, str, tuple[Any, ...]]":
    compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, places = compiler.as_sql()
    return rows, compiler, sql, tuple(places)


def _value(place: Any, given: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
    """Return what the statement takes at a place: the value given for it, as the database takes it, or its constant."""
    if not isinstance(place, Given):
        return place
    return place.output_field.get_db_prep_value(given[place.name], connection)
