"""Slots: named places on a page that parts above fill, in `AppConfig.ready`, without the page knowing them.

The owner of a page makes its slots (`tabs = Slot("account.tabs")`). The shell's own slots are below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amity.shared.actor import Actor
from amity.ui.links import Link, address_of

Loader = Callable[[Actor, Sequence[int]], Mapping[int, Any]]
Count = tuple[int, bool]
"""How many, and whether any is late."""


def everybody(actor: Actor, subject: Any) -> bool:
    """Show the entry to anyone who can see the page."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry in a slot.

    `url` is a URL name, which takes the subject's `pk` if the slot has a subject. `template` draws the entry in place.
    `loader` returns data for many ids at once, with at most two queries. `count` returns how many things are behind an
    entry of the navigation, and whether any of them is late. `short` is its label in the bar of a phone; with `folds`
    it is in the menu there instead of the bar. `group` is the key of its group in `SETTINGS_GROUPS`.
    The search finds it by its label and by `words`. Where `may_see` returns an `Answer`, the search gives its sentence.
    """

    key: str
    order: int
    label: str | Promise
    url: str = ""
    icon: str = ""
    template: str = ""
    may_see: Callable[[Actor, Any], object] = everybody
    loader: Loader | None = None
    count: Callable[[Actor], Count] | None = None
    short: str | Promise = ""
    folds: bool = False
    group: str = ""
    words: str | Promise = ""

    def address(self, subject: Any = None) -> str:
        """Return the entry's URL, or "" if it is only drawn in place."""
        if not self.url:
            return ""
        return address_of(self.url) if subject is None else reverse(self.url, args=[subject.pk])

    def load(self, actor: Actor, ids: Sequence[int]) -> Mapping[int, Any]:
        """Return the entry's data for these ids, empty if it has no loader."""
        return self.loader(actor, ids) if self.loader and ids else {}


class DoubleEntry(ValueError):
    """Two parts registered the same key in a slot."""


class Slot:
    """A named place. Entries keep their order, and their key is unique."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, Entry] = {}
        self._also: dict[str, tuple[str, ...]] = {}

    def also_here(self, key: str, *beginnings: str) -> None:
        """Let pages under other URL prefixes belong to the entry `key`."""
        self._also[key] = (*self._also.get(key, ()), *(one for one in beginnings if one not in self._also.get(key, ())))

    def beginnings(self, entry: Entry, own: str) -> tuple[str, ...]:
        """Return the URL prefixes of an entry's pages, its own first."""
        return (own, *self._also.get(entry.key, ()))

    def register(self, entry: Entry) -> Entry:
        """Add an entry to the slot. Raises `DoubleEntry` if another entry has the key."""
        if self._entries.get(entry.key, entry) != entry:
            raise DoubleEntry(f"{self.name}: {entry.key}")
        self._entries[entry.key] = entry
        return entry

    def place(self, key: str) -> tuple[str, str]:
        """Return the label and the address of an entry, for a breadcrumb of a page below it."""
        entry = self._entries[key]
        return str(entry.label), entry.address()

    @property
    def entries(self) -> list[Entry]:
        """Return all entries in order, whoever may see them."""
        return sorted(self._entries.values(), key=lambda entry: (entry.order, entry.key))

    def seen_by(self, actor: Actor, subject: Any = None) -> list[Entry]:
        """Return the entries this actor can see, in order."""
        return [entry for entry in self.entries if entry.may_see(actor, subject)]


navigation = Slot("navigation")
"""The navigation: Waiting for you 5, Accounts 10, Work 15, Time 20, Money 30. Entries carry an icon."""

pinned: list[Callable[[Actor], Sequence[Link]]] = []
"""What a person pinned, below the navigation. It is read with the counts, so that no page waits for it."""

settings_pages = Slot("settings")
"""Pages of administration, and the person's own settings, listed by their groups under Settings."""

SETTINGS_GROUPS: Final[Mapping[str, Promise]] = {
    "own": _("You"), "people": _("People and access"), "agency": _("How we work"), "email": _("Emails"),
    "rates": _("Rates"), "data": _("Data"),
}  # fmt: skip
"""The groups of the settings pages, in order."""

own_pages = Slot("own")
"""Pages of the person alone, in the menu under their name."""

topbar = Slot("topbar")
"""Entries in the header of every page: `template` draws it with `it`, loaded for the person's id by `loader`.

Timer 10, notifications 20. One with a `count` has an element `count-` and its key, filled once the page is shown.
"""

money_pages = Slot("money")
"""Pages about money, shown as tabs: Portfolio 10; until the agency is set up, Found 20, Questions 30, Imports 40."""

further_pages = Slot("further")
"""Pages that no menu has, such as lists behind a button. Search or jump finds them by their labels."""

first_steps = Slot("first")
"""Buttons for first steps on a page without any time yet."""

beginnings: list[Callable[[Actor], Link | None]] = []
"""Where an agency without any data begins, for those who can begin it."""

time_pages = Slot("time")
"""Pages of a person's time, shown as tabs: Week 10, Entries 20, Expenses 40."""

rooms = [money_pages, time_pages]
"""Rooms of several pages, which `ui/places.html` shows as tabs. A page is in one of them only."""
