"""A link of a menu, a row of tabs or a choice of several."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its URL, whether it is the current page, and its icon in the navigation."""

    label: str
    url: str
    current: bool
    icon: str = ""
