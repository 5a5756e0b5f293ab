"""Figures of a page's summaries, and whether each opens what it is made of."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

VALUES, OPENING = {"v"}, {"details", "a"}
MEASURE = re.compile(r"\d.*(?:h|%)|[€$£].*\d|\d.*[€$£]", re.DOTALL)
"""An amount, hours or a share. A count of rows isn't one."""


class _Figures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth = self.value_at = 0
        self.opens = False
        self.value: list[str] = []
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag in VOID:
            return
        if not self.depth:
            if "fig" in classes:
                self.depth, self.opens, self.value = 1, False, []
            return
        self.depth += 1
        self.opens = self.opens or tag in OPENING
        if not self.value_at and (classes & VALUES or (tag == "dd" and "d" not in classes)):
            self.value_at = self.depth

    def handle_endtag(self, tag: str) -> None:
        if not self.depth or tag in VOID:
            return
        self.value_at = 0 if self.depth == self.value_at else self.value_at
        self.depth -= 1
        if not self.depth:
            self.found.append((" ".join("".join(self.value).split()), self.opens))

    def handle_data(self, data: str) -> None:
        if self.value_at:
            self.value.append(data)


VOID = {"br", "img", "input", "hr", "meta", "link", "path", "rect", "circle", "line", "use", "polyline", "source"}


def shut_figures(page: str) -> Iterator[str]:
    """Yield each amount, number of hours or share in a page's summaries that opens nothing."""
    reader = _Figures()
    reader.feed(page)
    yield from (value for value, opens in reader.found if MEASURE.search(value) and not opens)
