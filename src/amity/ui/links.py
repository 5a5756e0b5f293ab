"""A link of a menu, a row of tabs or a choice of several."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its URL, whether it is the current page, its icon and the key of its count in the navigation.

    A tab has its `count` at once. `short` is the label in the bar of a phone, where the label is too long for it.
    """

    label: str
    url: str
    current: bool
    icon: str = ""
    counted: str = ""
    count: int | None = None
    short: str = ""
