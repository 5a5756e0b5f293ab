"""Queries whose statement is written once: writing one takes Django longer than the database takes to answer it."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import reduce
from operator import or_
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, F, Field, Model, Q, QuerySet
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import WhereNode

from amity.shared.numbers import LARGEST

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


class Statement:
    """A query as Django has written it once, with places for `Given` values. Any number of threads may ask it."""

    def __init__(self, rows: "QuerySet[Any, Any]") -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.places: tuple[Any, ...] = ()
        try:
            self.sql, self.places = self._compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
        self._drop_what_wrote_it()

    def rows(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows for these values, none where the statement can't have any."""
        if not self.sql:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        values = tuple([_value(place, given, connection) for place in self.places])
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_options: (self.sql, values)
        asked = self._rows.all()
        asked.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        return list(asked)

    def _drop_what_wrote_it(self) -> None:
        """Drop conditions and the texts of columns, which only writing needs: a third of what is kept."""
        self._rows.query.where = WhereNode()
        self._rows.query.combined_queries = ()
        self._compiler.select = [(column, None, name) for column, _text, name in self._compiler.select or ()]


class Prepared(Generic[Row]):
    """A query with `Given` values. Only its statement is kept, for each kind of database, which answers each time."""

    def __init__(self, make: "Callable[[], QuerySet[Row, Any]]") -> None:
        self._make = make
        self._written: dict[str, Statement] = {}

    def rows(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows for these values."""
        database = connections[DEFAULT_DB_ALIAS].vendor
        if database not in self._written:
            self._written[database] = Statement(self._make().using(DEFAULT_DB_ALIAS))
        return self._written[database].rows(given)

    def row(self, given: Mapping[str, Any]) -> Any:
        """Return the first row for these values, or None."""
        return next(iter(self.rows(given)), None)


def _value(place: Any, given: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
    """Return what the statement takes at a place: the value given for it, as the database takes it, or its constant.

    A number that no database can hold is that of no row.
    """
    if not isinstance(place, Given):
        return place
    value = place.output_field.get_db_prep_value(given[place.name], connection)
    return NO_ROW if isinstance(value, int) and abs(value) > LARGEST else value
