"""The roles of a person as one column, so that a query for the person brings them in the same row."""

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, OuterRef, Subquery, TextField
from django.db.models.sql.compiler import SQLCompiler

from amity.people.models import HeldRole

BETWEEN: Final = ","


class _Joined(Func):
    """All values of a column in one text."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        template = f"STRING_AGG(%(expressions)s, '{BETWEEN}')"
        sql, params = self.as_sql(compiler, connection, template=template, **context)
        return sql, list(params)


def roles_along(person: str) -> Subquery:
    """Return the roles of the person whose id is in the column `person`, as one text."""
    held = HeldRole.objects.filter(person_id=OuterRef(person)).order_by()
    return Subquery(held.annotate(roles=_Joined("role")).values("roles"))


def roles_in(text: str | None) -> frozenset[str]:
    """Return the roles in such a text."""
    return frozenset(text.split(BETWEEN)) if text else frozenset()
