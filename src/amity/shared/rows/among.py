"""A condition on ids whose subquery is written once for many queries."""

from functools import cached_property
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, F, QuerySet
from django.db.models.sql.compiler import SQLCompiler


class Ids:
    """The ids of some rows as a subquery that refers to nothing outside it. Only its statement is kept."""

    def __init__(self, rows: "QuerySet[Any, Any]") -> None:
        self._rows = rows

    @cached_property
    def written(self) -> tuple[str, tuple[Any, ...]]:
        """Return the statement with its values. Raises `EmptyResultSet` where it can't have rows."""
        sql, values = self._rows.order_by().values("pk").query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
        return sql, tuple(values)


class Among(Expression):
    """The condition that a column has one of these ids. It is false, not unknown, for a column without a value."""

    conditional = True

    def __init__(self, column: Any, ids: Ids) -> None:
        super().__init__(output_field=BooleanField())
        self.column = F(column) if isinstance(column, str) else column
        self.ids = ids

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
        return f"({column} IS NOT NULL AND {column} IN ({sql}))", (*of_column, *of_column, *values)
