"""A condition on ids whose subquery is written once for many queries."""

from functools import cached_property
from typing import Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


class Ids:
    """Ids of rows, as a subquery that refers to nothing outside it. Only its statement is kept.

    Each set of `rows` should be found by an index: of a condition with OR, give each side as a set of its own. The ids
    are the rows' own, or those in the one column that a set has been limited to by `values`.
    """

    def __init__(self, *rows: "QuerySet[Any, Any]") -> None:
        self._rows = rows

    @cached_property
    def written(self) -> tuple[str, tuple[Any, ...]]:
        """Return the statement with its values. Raises `EmptyResultSet` where it can't have rows."""
        parts = [part for rows in self._rows if (part := self._part(rows))]
        if not parts:
            raise EmptyResultSet
        return " UNION ALL ".join(sql for sql, _values in parts), tuple(one for _sql, values in parts for one in values)

    def _part(self, rows: "QuerySet[Any, Any]") -> tuple[str, tuple[Any, ...]] | None:
        ids = (rows if rows.query.values_select else rows.values("pk")).order_by()
        try:
            sql, values = ids.query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        except EmptyResultSet:
            return None
        return sql, tuple(values)


class Among(Expression):
    """The condition that a column has one of these ids. It is false, not unknown, for a column without a value.

    A `few` ids are read first and looked up in an index of the column, also where this is one side of an OR: PostgreSQL
    takes an array for short, and would otherwise read the whole table and compare.
    """

    conditional = True

    def __init__(self, column: Any, ids: Ids, *, few: bool = True) -> None:
        super().__init__(output_field=BooleanField())
        self.column = F(column) if isinstance(column, str) else column
        self.ids, self.few = ids, few

    def get_source_expressions(self) -> list[Any]:
        """Return the column, which Django resolves for each query."""
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        """Take the resolved column."""
        (self.column,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """Return the condition, with the subquery as it was written."""
        column, of_column = compiler.compile(cast(Expression, self.column))
        sql, values = self.ids.written
        among = f"= ANY(ARRAY({sql}))" if self.few and connection.vendor == "postgresql" else f"IN ({sql})"
        return f"({column} IS NOT NULL AND {column} {among})", (*of_column, *of_column, *values)


def any_of(rows: Rows, *conditions: Q) -> Rows:
    """Return the rows that meet one of some conditions, each of which has its own index, such as one of another table.

    With OR between columns of several tables, a database reads all `rows` and compares.
    """
    return rows.filter(Among("pk", Ids(*(rows.filter(condition) for condition in conditions))))
