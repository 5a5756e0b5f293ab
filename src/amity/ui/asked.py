"""Read values of a request that no form reads: numbers, dates, choices, ticks, and text by name.

If a single value is sent twice the last is used, as in every form. No input raises an error here.
"""

from collections.abc import Container
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from amity.shared.errors import Invalid
from amity.shared.numbers import LARGEST, whole_number
from amity.shared.text.texts import within

LONGEST: Final = 20_000
"""Characters of any text that no form limits."""
ADDRESS: Final = 2_000
"""Characters of a URL."""
SHORT: Final = 200
"""Characters of a state, a key or another code that one of our pages put into its form."""


class Asked:
    """The values of a query or of a posted form."""

    def __init__(self, values: QueryDict) -> None:
        self._values = values

    def has(self, name: str) -> bool:
        """Return whether a value of this name was sent: a button pressed, a box ticked."""
        return name in self._values

    def whole(self, name: str, most: int = LARGEST) -> int:
        """Return a whole number, or 0 if none was sent or it is too large for a column."""
        return whole_number(self._last(name), most) or 0

    def wholes(self, name: str) -> list[int]:
        """Return all whole numbers sent under a name, ignoring others."""
        return [number for text in self._values.getlist(name) if (number := whole_number(text)) is not None]

    def day(self, name: str) -> date | None:
        """Return a date written as 2026-11-26, or None."""
        try:
            return date.fromisoformat(self._last(name))
        except ValueError:
            return None

    def choice(self, name: str, offered: Container[str], otherwise: str = "") -> str:
        """Return the chosen option if it is offered, else `otherwise`."""
        sent = self._last(name)
        return sent if sent in offered else otherwise

    def text(self, name: str, most: int = LONGEST) -> str:
        """Return a text unchanged. Raise `Invalid` if it is longer than `most` or has a null byte."""
        return _readable(name, self._last(name), most)

    def search(self, name: str) -> str:
        """Return the search text without null bytes."""
        return self._last(name).replace("\x00", " ")

    def texts(self, name: str = "", most: int = LONGEST) -> list[str]:
        """Return all texts with a name, each read by `text`."""
        return [_readable(name, text, most) for text in self._values.getlist(name)]

    def every_text(self, most: int = LONGEST) -> dict[str, str]:
        """Return all texts by name, for pages whose fields are made from rows."""
        return {name: _readable(name, self._last(name), most) for name in self._values}

    def pairs(self) -> list[tuple[str, str]]:
        """Return all names and values in their order, unread: to be sent again as they are."""
        return [(name, value) for name, values in self._values.lists() for value in values]

    def _last(self, name: str) -> str:
        return self._values.get(name) or ""


def posted(request: HttpRequest) -> Asked:
    """Return the reader of a posted form."""
    return Asked(request.POST)


def queried(request: HttpRequest) -> Asked:
    """Return the reader of a URL's query."""
    return Asked(request.GET)


def own_page(asked: str, usual: str) -> str:
    """Return a page to go back to: the one that was asked for, if it is Amity's, or else the usual one."""
    is_own = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_own else usual


def sent_form(request: HttpRequest) -> tuple[QueryDict, MultiValueDict[str, Any]] | tuple[()]:
    """Return the data for a form with files: None until it is posted."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _readable(name: str, text: str, most: int) -> str:
    if "\x00" in text:
        raise Invalid(_("Null characters are not allowed."), name)
    within(text, most, name)
    return text
