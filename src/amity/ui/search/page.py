"""Search or jump: the page without JavaScript, and the options under the field with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amity.shared.actor import Actor
from amity.shared.permission import Answer
from amity.ui import slots
from amity.ui.asked import queried
from amity.ui.search import actions, history, jumps
from amity.ui.search.jumps import Found, Hit
from amity.ui.search.words import FORGIVING, folded, holds, stem, words_after, words_of

MOST_RECENT: Final = 8
MOST_ACTIONS: Final = 6
MOST_SIMILAR: Final = 6
MOST_OPTIONS: Final = 24
"""Options under the field; the page has them all."""
CLEAR_LETTERS: Final = 3
"""Letters of an action that show it is meant: it is then offered before the things that were found."""


@dataclass(frozen=True, slots=True)
class Section:
    """Results under one title; "" for what was typed, where each result has its kind beside it."""

    title: str | Promise
    entries: Sequence[Found]


@require_safe
def jump(request: HttpRequest) -> HttpResponse:
    """Show what `q` finds, as a page of links."""
    return render(request, "ui/jump/page.html", _answer(request))


@require_safe
def jump_options(request: HttpRequest) -> HttpResponse:
    """Show the same as options under the field."""
    return render(request, "ui/jump/options.html", _answer(request, MOST_OPTIONS))


def _answer(request: HttpRequest, most: int | None = None) -> dict[str, object]:
    by: Actor = request.actor  # type: ignore[attr-defined]
    typed = queried(request).search("q")
    words = words_of(typed)
    sections = [Section("", _matches(by, words, words_after(typed))[:most])] if words else _before_typing(request, by)
    shown = [section for section in sections if section.entries]
    closed = "" if shown else _closed(by, words)
    named = [] if shown or closed else actions.named(by, words)
    shown = shown or [section for section in _instead(by, words) if section.entries]
    context: dict[str, object] = {"typed": " ".join(words), "sections": shown, "named": named, "closed": closed}
    return context | {"nonce": uuid4().hex, "here": _page_of(request)}


def _before_typing(request: HttpRequest, by: Actor) -> list[Section]:
    """What the person opened last, but for the page they are on; then actions on it, and all pages."""
    opened = history.of_person(by)
    recent = history.Recent(by, opened)
    here = _page_of(request)
    elsewhere = islice((hit.shown for hit in recent if hit.shown.url != here), MOST_RECENT)
    used = actions.most_used(by, history.uses(opened), recent.newest)
    pinned = [found for offers in jumps.pinned for found in offers(by) if found.url != here]
    return [
        Section(_("Pinned"), pinned),
        Section(_("Opened last"), list(elsewhere)),
        Section(_("Actions"), list(islice(used, MOST_ACTIONS))),
        Section(_("Pages"), [page for page in _pages(by, ()) if page.post is None]),
    ]


def _matches(by: Actor, words: Sequence[str], after: str = "") -> list[Found]:
    """Things and pages, those called so first and of these what was opened last, with the actions that were meant
    before them or else behind.

    A page with exactly that name leads. Creating something under a name comes behind any page, and
    behind what the words name by its kind.
    """
    opened = history.of_person(by)
    places = {(one.kind, one.thing_id): place for place, one in enumerate(opened)}

    @cache
    def recent() -> history.Recent:
        return history.Recent(by, opened)

    offers, letters = actions.offered(by, words, lambda kind: recent().newest(kind), after)
    found: list[Hit | Found] = [*jumps.find(by, words), *_pages(by, words)]
    found.sort(key=lambda one: _rank(one, words, places))
    pages = [one for one in found if isinstance(one, Found) and folded(one.name) == folded(" ".join(words))]
    offers = _elsewhere(offers, pages)
    listed = _elsewhere(_with_actions(by, [one for one in found if one not in pages], words), offers)
    is_known = any(isinstance(one, Found) or one.beside_kind is not None for one in found)
    behind = [one for one in offers if letters < CLEAR_LETTERS or (is_known and one.creates)]
    return [*pages, *(one for one in offers if one not in behind), *listed, *behind]


def _instead(by: Actor, words: Sequence[str]) -> Iterator[Section]:
    """Yield what other forms of the words name, as "cows that talk" by "talking cows", else what is called nearly as
    typed: one letter is easily wrong.
    """
    stems = [stem(word) for word in words]
    if stems != list(words) and (found := jumps.find(by, stems)):
        yield Section("", [hit.shown for hit in islice(found, MOST_SIMILAR)])
    elif any(len(word) >= FORGIVING for word in words):
        similar = islice(jumps.find_similar(by, words), MOST_SIMILAR)
        yield Section(_("Did you mean"), [hit.shown for hit in similar])


def _elsewhere(found: Iterable[Found], listed: Sequence[Found]) -> list[Found]:
    """Return what leads elsewhere than what is listed before it: a page can be an action too."""
    urls = {one.url for one in listed if one.post is None}
    return [one for one in found if one.post is not None or one.url not in urls]


def _rank(
    found: Hit | Found, words: Sequence[str], places: Mapping[tuple[str, int], int]
) -> tuple[tuple[bool, int], int]:
    """Return how well the words name something, and among equals how long ago it was opened."""
    if isinstance(found, Found):
        return (True, jumps.strength(found, words)), len(places)
    return found.rank(words), places.get((found.kind.key, found.row.pk), len(places))


def _with_actions(by: Actor, found: Sequence[Hit | Found], words: Sequence[str]) -> Iterator[Found]:
    """Yield what was found; behind the first, where it is called so, what can be done with it."""
    for place, one in enumerate(found):
        if isinstance(one, Found):
            yield one
            continue
        yield one.listed
        if place == 0 and one.rank(words)[1] == 0:
            yield from islice(actions.on(by, one), MOST_ACTIONS)


def _pages(by: Actor, words: Sequence[str]) -> Iterator[Found]:
    """The pages that menus and parts lead to, each once."""
    known: set[str] = set()
    for page in (*_menu_pages(by), *jumps.find_pages(by)):
        if page.url not in known and holds(f"{page.name} {page.words}", words):
            known.add(page.url)
            yield page


def _menu_pages(by: Actor) -> Iterator[Found]:
    return (page for menu in _menus() for page in jumps.pages_of(menu, by))


def _menus() -> Sequence[slots.Slot]:
    return (slots.navigation, *slots.rooms, slots.own_pages, slots.settings_pages, slots.further_pages)


def _closed(by: Actor, words: Sequence[str]) -> str:
    """Return who can open the page that is called so, for someone who can't; "" without such a page."""
    called = (one for menu in _menus() for one in menu.entries if words and holds(f"{one.label} {one.words}", words))
    answers = (one.may_see(by, None) for one in called)
    return next((one.sentence for one in answers if isinstance(one, Answer) and not one), "")


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page that asks."""
    try:
        return urlsplit(request.headers.get("Referer", "")).path
    except ValueError:  # half an address, such as "http://["
        return ""
