"""Columns of the conversation that are the same in each row of a source."""

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, DateField, DateTimeField, Expression, Field, TextField
from django.db.models.sql.compiler import SQLCompiler


class Same(Expression):
    """A column with the same value in each row, "" or nothing, as typed SQL without parameters.

    Half of the columns of thirty sets of rows are like this. One object is used by all of them, since nothing in it
    depends on a query.
    """

    def __init__(self, value: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self._value = value

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Return itself."""
        return self

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[()]]:
        """Return the value in the type of the column."""
        return f"CAST({self._value} AS {self.output_field.cast_db_type(connection)})", ()


NO_TEXT: Final = Same("''", TextField())
NO_NUMBER: Final = Same("NULL", BigIntegerField())
NO_MOMENT: Final = Same("NULL", DateTimeField())
NO_DATE: Final = Same("NULL", DateField())
