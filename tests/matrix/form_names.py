"""The names that a URL reads: those looked up while it answers, and those of the forms that lead to it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from django.http import QueryDict


class _Forms(HTMLParser):
    """Collects the field names of each form on a page, by the form's URL."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.found = here, list[tuple[str, set[str]]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a form, or add a field to it."""
        held = dict(attrs)
        if tag == "form":
            self.found.append((urlsplit(held.get("action") or self.here).path, set()))
        elif tag in {"input", "select", "textarea", "button"} and self.found and held.get("name"):
            self.found[-1][1].add(str(held["name"]))


def forms_in(text: str, here: str) -> list[tuple[str, set[str]]]:
    """Return the forms of a page: the URL of each, and the names of its fields."""
    parser = _Forms(here)
    parser.feed(text)
    return parser.found


@contextmanager
def names_read() -> Iterator[set[str]]:
    """Collect each name that is looked up in a query or a posted form until the block ends."""
    names: set[str] = set()

    def watched(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: QueryDict, name: Any, *args: Any, **more: Any) -> Any:
            names.add(str(name))
            return method(self, name, *args, **more)

        return call

    ways: dict[str, Any] = {way: watched(getattr(QueryDict, way)) for way in ("__getitem__", "getlist", "__contains__")}
    with mock.patch.multiple(QueryDict, **ways):
        yield names
