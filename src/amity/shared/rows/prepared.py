"""Queries whose statement is written once: writing one takes Django longer than the database takes to answer it."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cache, reduce
from operator import or_
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, BooleanField, Expression, F, Field, Model, Q, QuerySet, Value
from django.db.models.expressions import BaseExpression, Col
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.where import WhereNode

from amity.shared.numbers import LARGEST
from amity.shared.rows.planned import REFUSALS, Again, forget_prepared

Row = TypeVar("Row", bound=Model)
FEW: Final = 8
NO_ROW: Final = -1
ID: Final = BigIntegerField()
"""The type of an id, the same for each place: a field takes a kilobyte, and a statement may have hundreds of places."""
READ_BY_TYPE: Final = BaseExpression.convert_value
"""What most expressions turn their values into Python's with: the type of the result alone decides."""


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
    places = [Given(f"{column}{place}", ID) for place in range(FEW)]
    return reduce(or_, (Q(**{column: place}) for place in places))


def few_ids(column: str, ids: Iterable[int]) -> dict[str, int] | None:
    """Return the values of `few`, the places that are left with an id no row has. None if there are too many ids."""
    given = list(ids)
    if len(given) > FEW:
        return None
    return {f"{column}{place}": one for place, one in enumerate([*given, *[NO_ROW] * (FEW - len(given))])}


class IdsField(Field[Any, Any]):
    """The type of any number of ids that a statement takes as one value."""

    def get_db_prep_value(self, value: Iterable[int], connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Return an array, or JSON for a database without arrays."""
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))


IDS: Final = IdsField()


class OneOf(Expression):
    """The condition that a column has one of the ids given as one value: Django looks at each of an `In`."""

    conditional = True

    def __init__(self, column: Any, ids: Any) -> None:
        super().__init__(output_field=BooleanField())
        self.column, self.ids = F(column) if isinstance(column, str) else column, ids

    def get_source_expressions(self) -> list[Any]:
        """Return the column and the ids, which Django resolves for each query."""
        return [self.column, self.ids]

    def set_source_expressions(self, exprs: Any) -> None:
        """Take the resolved column and ids."""
        self.column, self.ids = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Return the condition with one placeholder for all ids."""
        (column, of_column), (ids, of_ids) = compiler.compile(cast(Expression, self.column)), compiler.compile(self.ids)
        # PostgreSQL looks up each row among many ids only if they have the type of the column, else it compares all.
        if connection.vendor == "postgresql":
            return f"{column} = ANY({ids}::bigint[])", (*of_column, *of_ids)
        return f"{column} IN (SELECT value FROM json_each({ids}))", (*of_column, *of_ids)  # noqa: S608


def many(column: str) -> Q:
    """Return the condition that a column of ids has one of those given under its name, however many they are."""
    return Q(OneOf(column, Given(column, IDS)))


def one_of(column: str, ids: Iterable[int]) -> Q:
    """Return the condition that a column of ids has one of these, for a query that is written each time."""
    return Q(OneOf(column, Value(list(ids), IDS)))


class Parameter(NamedTuple):
    """Where a statement takes a `Given` value: its name, and the field that turns it into one of the database."""

    name: str
    field: "Field[Any, Any]"


class Statement:
    """A query as Django has written it once, with places for `Given` values. Any number of threads may ask it."""

    def __init__(self, rows: "QuerySet[Any, Any]") -> None:
        self._rows = rows
        self._compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        try:
            self.sql, parameters = self._compiler.as_sql()
        except EmptyResultSet:
            self.sql, parameters = "", ()
        self.places = tuple([
            Parameter(one.name, one.output_field) if isinstance(one, Given) else one for one in parameters
        ])  # fmt: skip
        self._again = Again(self.sql, [one if isinstance(one, Parameter) else None for one in self.places])
        self._drop_what_wrote_it()
        columns = [column for column, _text, _name in (self._compiler.select or ())[: self._compiler.col_count]]
        self._converted = [(place, column) for place, (_, column) in self._compiler.get_converters(columns).items()]

    def rows(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the rows for these values, none where the statement can't have any."""
        if not self.sql:
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        values = tuple([_value(place, given, connection) for place in self.places])
        execution = self._again.execution(connection, values)
        if execution is not None:
            try:
                return self._read(connection, *execution)
            # A pool that shares connections, or a table that has changed since.
            except REFUSALS as fault:
                forget_prepared(connection, fault)
        return self._read(connection, self.sql, values)

    def _read(self, connection: BaseDatabaseWrapper, sql: str, values: Sequence[Any]) -> list[Any]:
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_options: (sql, values)
        compiler.get_converters = lambda _columns: self._converters(connection)
        asked = self._rows.all()
        asked.query.get_compiler = lambda *_args, **_options: compiler  # type: ignore[method-assign]
        return list(asked)

    def _converters(self, connection: BaseDatabaseWrapper) -> dict[int, tuple[list[Any], Any]]:
        """Return what turns values into Python's, for the few columns that need it. Django would look at each one."""
        return {
            place: (connection.ops.get_db_converters(column) + column.get_db_converters(connection), column)
            for place, column in self._converted
        }

    def _drop_what_wrote_it(self) -> None:
        """Drop conditions, joins and how values are calculated, which only writing needs: most of what is kept."""
        query, compiler = self._rows.query, self._compiler
        query.where, query.combined_queries, query.alias_map, query.group_by = WhereNode(), (), {}, None
        query.annotations = dict.fromkeys(query.annotations)  # type: ignore[assignment]  # only their names are read
        compiler.where = compiler.having = compiler.qualify = None
        compiler.quote_cache = {}
        compiler.select = [_as_read(column, name) for column, _text, name in compiler.select or ()]


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


def _as_read(column: Any, name: str | None) -> tuple[Any, None, str | None]:
    """Return a selected column with what turns its values into Python's, but not how they are calculated."""
    own = type(column)
    if own is Col and name is None:
        return _selected(column.target, column.output_field)
    if isinstance(column, Col) or not isinstance(column, BaseExpression) or own.convert_value is not READ_BY_TYPE:
        return column, None, name
    return Value(None, output_field=column.output_field), None, name


@cache
def _selected(target: "Field[Any, Any]", output: "Field[Any, Any]") -> tuple[Col, None, None]:
    """Return a column of any table as it is read, the same for all statements: Django's own take a kilobyte each."""
    return Col("", target, output), None, None


def _value(place: Any, given: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
    """Return what the statement takes at a place: the value given for it, as the database takes it, or its constant.

    A number that no database can hold is that of no row.
    """
    if not isinstance(place, Parameter):
        return place
    value = place.field.get_db_prep_value(given[place.name], connection)
    return NO_ROW if isinstance(value, int) and abs(value) > LARGEST else value
