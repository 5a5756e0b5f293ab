"""A link of a menu, a row of tabs or a choice of several."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its URL, whether it is the current page, its icon in the navigation, and the key of its count there."""

    label: str
    url: str
    current: bool
    icon: str = ""
    counted: str = ""
