"""A link of a menu, a row of tabs or a choice of several, and the addresses that menus name."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

ANY_ID: Final = 9_000_000_001
"""An id no page has in its address otherwise."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its URL, whether it is the current page, its icon and the key of its count in the navigation.

    A tab has its `count` at once. `short` is the label in the bar of a phone, where the label is too long for it.
    With `folds` the link is in the menu there instead.
    """

    label: str
    url: str
    current: bool
    icon: str = ""
    counted: str = ""
    count: int | None = None
    short: str = ""
    folds: bool = False
    words: str = ""


def address_of(name: str) -> str:
    """Return the address of a page that takes no arguments. Menus name forty of them on every page."""
    return _address(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


def address_with(name: str, *ids: int) -> str:
    """Return the address of a page that takes ids. A list names hundreds of them, and Django looks up each."""
    return _pattern(name, len(ids), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()).format(*ids)


@lru_cache(maxsize=256)
def _pattern(name: str, count: int, urls: str, prefix: str) -> str:
    return reverse(name, urls, args=[ANY_ID] * count).replace(str(ANY_ID), "{}")


@lru_cache(maxsize=256)
def _address(name: str, urls: str, prefix: str) -> str:
    return reverse(name, urls)
