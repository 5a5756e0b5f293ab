"""A link of a menu, a row of tabs or a choice of several."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Where it leads, whether the reader is there, and the icon it has in the rail."""

    label: str
    url: str
    current: bool
    icon: str = ""
