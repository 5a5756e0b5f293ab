"""Figures of a page's summaries and of the feet of its cards, and whether each opens what it is made of."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VALUES, OPENING = {"v"}, {"details", "a"}
MEASURE = re.compile(r"\d.*(?:h|%)|[€$£].*\d|\d.*[€$£]", re.DOTALL)
"""An amount, hours or a share. A count of rows isn't one."""
VOID = {"br", "img", "input", "hr", "meta", "link", "path", "rect", "circle", "line", "use", "polyline", "source"}


class _Figures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth = self.value_at = 0
        self.opens = self.in_footer = False
        self.value: list[str] = []
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        classes = set((known.get("class") or "").split())
        if tag in VOID:
            return
        if not self.depth:
            self._begin(tag, classes, is_marked="data-figure" in known)
            return
        self.depth += 1
        self.opens = self.opens or tag in OPENING
        if not self.value_at and (classes & VALUES or (tag == "dd" and "d" not in classes)):
            self.value_at = self.depth

    def _begin(self, tag: str, classes: set[str], *, is_marked: bool) -> None:
        """Begin a figure: one of a summary, a marked one, or a statement with a state at the foot of a card."""
        self.in_footer = self.in_footer or tag == "footer"
        is_whole = is_marked or (self.in_footer and "st" in classes)
        if is_whole or "fig" in classes:
            self.depth, self.opens, self.value, self.value_at = 1, False, [], int(is_whole)

    def handle_endtag(self, tag: str) -> None:
        if tag == "footer":
            self.in_footer = False
        if not self.depth or tag in VOID:
            return
        self.value_at = 0 if self.depth == self.value_at else self.value_at
        self.depth -= 1
        if not self.depth:
            self.found.append((" ".join("".join(self.value).split()), self.opens))

    def handle_data(self, data: str) -> None:
        if self.value_at:
            self.value.append(data)


def shut_figures(page: str) -> Iterator[str]:
    """Yield each amount, number of hours or share in a page's summaries and feet of cards that opens nothing."""
    reader = _Figures()
    reader.feed(page)
    yield from (value for value, opens in reader.found if MEASURE.search(value) and not opens)
