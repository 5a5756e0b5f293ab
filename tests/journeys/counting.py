"""A person at a page, counted: keys, presses and fields, and the time by the keystroke-level model.

Card, Moran and Newell, *The Psychology of Human-Computer Interaction*, 1983: 0.28 s a key for an average typist, 1.1 s
to point and 0.2 s to press, 0.4 s for a hand that changes between keys and mouse, 1.35 s of thought before each field.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

KEY, POINT, HAND, THOUGHT = 0.28, 1.1 + 0.2, 0.4, 1.35


@dataclass
class Counted:
    """A person working on a page."""

    page: Page
    keys: int = 0
    presses: int = 0
    fields: int = 0

    def field(self, label: str) -> Locator:
        """Return the first field whose label starts with this text, as "optional" may follow."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first

    def types(self, label: str, text: str) -> None:
        """Go to a field and type, key by key."""
        field = self.field(label)
        field.click()
        field.press_sequentially(text)
        self.fields, self.keys, self.presses = self.fields + 1, self.keys + len(text), self.presses + 1

    def chooses(self, label: str, option: str) -> None:
        """Choose an option of a list, counted as two presses: to open it and to choose."""
        self.field(label).select_option(label=option)
        self.fields, self.presses = self.fields + 1, self.presses + 2

    def picks(self, option: str) -> None:
        """Choose an answer that is a button."""
        self.page.get_by_label(option, exact=True).check()
        self.fields, self.presses = self.fields + 1, self.presses + 1

    def dates(self, label: str, day: str) -> None:
        """Enter a date into a field: eight digits."""
        self.field(label).fill(day)
        self.fields, self.keys, self.presses = self.fields + 1, self.keys + 8, self.presses + 1

    def presses_on(self, thing: Locator) -> None:
        """Press a button or a link."""
        thing.click()
        self.presses += 1

    @property
    def seconds(self) -> float:
        """The time it takes by the keystroke-level model."""
        return self.keys * KEY + self.presses * (POINT + HAND) + self.fields * (THOUGHT + HAND)
