"""Where a comment on a version is pinned: a page of a document, or a point of a picture."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MOST_PERCENT: Final = Decimal(100)
MOST_PAGE: Final = 9_999
MOST_PLACE: Final = 100


@dataclass(frozen=True, slots=True)
class Pin:
    """A page, and a point in percent from the left and from the top. `words` is the place as its author puts it."""

    words: str = ""
    page: int | None = None
    x: Decimal | None = None
    y: Decimal | None = None

    @property
    def has_point(self) -> bool:
        """Return whether it is pinned to a point."""
        return self.x is not None and self.y is not None

    @property
    def half(self) -> str:
        """Return which distance is missing, "x" or "y", or "" if both are given or neither."""
        if (self.x is None) == (self.y is None):
            return ""
        return "x" if self.x is None else "y"

    @property
    def beside(self) -> str:
        """Return what isn't on the page: "x", "y" or "page". Otherwise ""."""
        for name, value in (("x", self.x), ("y", self.y)):
            if value is not None and not 0 <= value <= MOST_PERCENT:
                return name
        return "page" if self.page is not None and not 1 <= self.page <= MOST_PAGE else ""
