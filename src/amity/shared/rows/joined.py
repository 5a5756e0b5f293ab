"""Many values in one text, so that a query for a row brings them along."""

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

BETWEEN: Final = 31
"""The number of the sign between values: one that separates units, which nobody types in a name."""


class Joined(Func):
    """All values of a column in one text."""

    template = f"GROUP_CONCAT(%(expressions)s, CHAR({BETWEEN}))"
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        """Return the same for PostgreSQL."""
        template = f"STRING_AGG(%(expressions)s, CHR({BETWEEN}))"
        sql, params = self.as_sql(compiler, connection, template=template, **context)
        return sql, list(params)


def values_in(text: str | None) -> frozenset[str]:
    """Return the values in such a text."""
    return frozenset(text.split(chr(BETWEEN))) if text else frozenset()
