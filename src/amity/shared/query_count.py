"""Count the database queries of a request or job."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class QueryCount:
    """The number of queries so far."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Count one query and run it, as Django's `execute_wrapper` expects."""
        self.number += 1
        return execute(sql, params, many, context)


@contextmanager
def counted_queries() -> Iterator[QueryCount]:
    """Count the queries that this thread sends inside the block."""
    count = QueryCount()
    with connection.execute_wrapper(count):
        yield count
