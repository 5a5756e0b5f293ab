"""URLs of a part, tried only for a path that begins as one of them.

Django tries all URLs of all parts in their order, several hundred, which took a twentieth of a request's time.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, include
from django.urls.resolvers import RegexPattern, RoutePattern

LITERAL: dict[type, re.Pattern[str]] = {
    RoutePattern: re.compile(r"([a-z0-9.-]+)(?:/|$)"),
    RegexPattern: re.compile(r"\^([a-z0-9-]+)/"),
}
"""The first word of a route and of a regular expression, if it is always the same."""


def part_urls(module: str) -> URLResolver:
    """Return the URLs of a part, without a prefix of their own."""
    urls, app_name, namespace = include(module)
    return URLResolver(PartRoute(import_module(module).urlpatterns), urls, app_name=app_name, namespace=namespace)


class PartRoute(RoutePattern):
    """An empty prefix that matches the paths whose first word a URL of the part has."""

    def __init__(self, patterns: Iterable[URLPattern | URLResolver]) -> None:
        super().__init__("")
        self._words = set(first_words(patterns))

    def match(self, path: str) -> Any:
        """Return the path, if a URL of the part may match it."""
        known = None in self._words or path.partition("/")[0] in self._words
        return super().match(path) if known else None


def first_words(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str | None]:
    """Yield the first word of each URL, and None for one that can begin with any."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver) and not route:
            yield from first_words(pattern.url_patterns)
        else:
            literal = LITERAL[type(pattern.pattern)].match(route)
            yield literal.group(1) if literal else None
