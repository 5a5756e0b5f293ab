"""Values of the page frame: navigation, the agency's name, the person's theme."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from amity.shared.actor import Actor
from amity.ui import slots
from amity.ui.links import Link, address_of
from amity.ui.shell import notices as going_on

THEMES = ("auto", "light", "dark")
_agency_name: list[Callable[[], str]] = []


def name_comes_from(function: Callable[[], str]) -> None:
    """Register the lookup of the agency's name. It is called for each page, so it should be cheap."""
    _agency_name[:] = [function]


class Shell:
    """The shell of one page, calculated only if a template needs it (fragments don't)."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self._opened: dict[str, list[tuple[slots.Entry, str]]] = {}

    @cached_property
    def agency_name(self) -> str:
        """Return the agency's name, or "" if there is none yet."""
        return _agency_name[0]() if _agency_name else ""

    @cached_property
    def navigation(self) -> list[Link]:
        """Return the navigation entries this person can open."""
        found = self._links(slots.navigation)
        elsewhere = self.in_settings or any(link.current for link in found)
        if self.actor is None or elsewhere or not self._nearest(slots.money_pages):
            return found
        money = {address_of(entry.url) for entry in slots.money_pages.seen_by(self.actor)}
        return [replace(link, current=link.url in money) for link in found]

    @cached_property
    def money_pages(self) -> list[Link]:
        """Return the pages about money this person can open."""
        return self._links(slots.money_pages)

    @cached_property
    def places(self) -> list[Link]:
        """Return the pages of the room that the page belongs to. Alone, a page has no tabs."""
        room = next((room for room in slots.rooms if self._nearest(room)), None)
        links = self._links(room) if room else []
        return links if len(links) > 1 else []

    @property
    def room(self) -> str:
        """Return the label of the navigation's current entry, or ""."""
        return next((link.label for link in self.navigation if link.current), "")

    @cached_property
    def first_steps(self) -> list[Link]:
        """The pages to start with while there is no data yet."""
        return self._links(slots.first_steps)

    @cached_property
    def time_pages(self) -> list[Link]:
        """Return the pages about time this person can open."""
        return self._links(slots.time_pages)

    @cached_property
    def settings_pages(self) -> list[Link]:
        """Return the settings pages this person can open."""
        return self._links(slots.settings_pages)

    @cached_property
    def settings_groups(self) -> list[tuple[str, list[Link]]]:
        """Return the settings pages this person can open, by their groups."""
        entries = [entry for entry, _url in self._pages(slots.settings_pages)]
        pages = list(zip(entries, self.settings_pages, strict=True))
        groups = (
            (str(label), [link for entry, link in pages if entry.group == key])
            for key, label in slots.SETTINGS_GROUPS.items()
        )
        return [(label, links) for label, links in groups if links]

    @property
    def settings_page(self) -> str:
        """Return the label of the settings page that is shown, or ""."""
        return next((link.label for link in self.settings_pages if link.current), "")

    @cached_property
    def own_pages(self) -> list[Link]:
        """The person's own pages."""
        return self._links(slots.own_pages)

    @cached_property
    def in_settings(self) -> bool:
        """Return whether the page is one of Settings."""
        return bool(self._nearest(slots.settings_pages))

    @cached_property
    def settings_address(self) -> str:
        """Return the address of the first settings page this person can open, or ""."""
        return next((address for _entry, address in self._pages(slots.settings_pages)), "")

    @cached_property
    def topbar(self) -> list[tuple[str, Any]]:
        """Templates of the header with their data, at most one database query each."""
        if self.actor is None or not self.actor.person_id:
            return []
        me = self.actor.person_id
        return [(entry.template, entry.load(self.actor, [me]).get(me)) for entry in slots.topbar.seen_by(self.actor)]

    @cached_property
    def notices(self) -> list[going_on.Notice]:
        """Return running work that every page should show."""
        return going_on.seen_by(self.actor) if self.actor else []

    @property
    def theme(self) -> str:
        """`auto`, `light` or `dark`: the person's setting, or the browser's last one."""
        chosen = getattr(self.request.user, "theme", "") if hasattr(self.request, "user") else ""
        chosen = chosen or self.request.COOKIES.get("amity_theme", "")
        return chosen if chosen in THEMES else "auto"

    @property
    def density(self) -> str:
        """Return the row spacing: `compact`, `roomy`, or "" for the default."""
        chosen = self.request.COOKIES.get("amity_density", "")
        return chosen if chosen in ("compact", "roomy") else ""

    def _links(self, slot: slots.Slot) -> list[Link]:
        nearest = self._nearest(slot)
        return [
            Link(
                str(entry.label),
                url,
                url == nearest,
                entry.icon,
                entry.key if entry.count else "",
                short=str(entry.short),
                folds=entry.folds,
                words=str(entry.words),
            )
            for entry, url in self._pages(slot)
        ]

    def _pages(self, slot: slots.Slot) -> list[tuple[slots.Entry, str]]:
        """Return the entries of a slot this person can open, each with its address."""
        if self.actor is None:
            return []
        if slot.name not in self._opened:
            self._opened[slot.name] = [(entry, address_of(entry.url)) for entry in slot.seen_by(self.actor)]
        return self._opened[slot.name]

    def _nearest(self, slot: slots.Slot) -> str | None:
        """Return the address of the entry whose pages the shown one belongs to, or None. Of two, it is the later."""
        here = self.request.path
        fits = [
            (len(one), place, url)
            for place, (entry, url) in enumerate(self._pages(slot))
            for one in slot.beginnings(entry, url)
            if here.startswith(one)
        ]
        return max(fits, default=(0, 0, None))[2]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` on every page."""
    return {"shell": Shell(request)}
