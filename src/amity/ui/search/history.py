"""What each person opened last: kept for Search or jump, and written only when another page is opened."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from amity.shared.actor import Actor
from amity.ui.models import Opened
from amity.ui.search import jumps
from amity.ui.search.actions import actions, every_tab
from amity.ui.search.jumps import Hit

MOST_KEPT: Final = 30
"""Things that are remembered for each person, and a few more until the next are cleared."""
CLEARED_EACH: Final = 10
"""Things with an id that this divides clear what is beyond those kept."""
ACTION: Final = "action."
"""The kinds of actions begin with it."""
NEWEST: Final = "amity_newest"
"""The cookie that names what was opened last, so that reading the same page again writes nothing."""


class RememberOpened:
    """Remembers for `request.actor` the thing whose page was read, and the action whose page was opened or sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None or not actor.person_id or request.resolver_match is None:
            return response
        page = request.resolver_match.view_name
        if kind := _kind(page):
            if _is_page(request, response):
                self._remember_thing(request, response, actor.person_id, kind)
        else:
            for action in _actions(request, response, page):
                remember(actor.person_id, f"{ACTION}{action}", 0, timezone.now())
        return response

    @staticmethod
    def _remember_thing(request: HttpRequest, response: HttpResponse, person_id: int, kind: str) -> None:
        places = request.resolver_match.kwargs.values() if request.resolver_match else ()
        thing_id = next((one for one in places if isinstance(one, int)), 0)
        newest = f"{person_id}.{kind}.{thing_id}"
        if thing_id and request.COOKIES.get(NEWEST) != newest:
            remember(person_id, kind, thing_id, timezone.now())
            secure = bool(settings.SESSION_COOKIE_SECURE)
            response.set_cookie(NEWEST, newest, httponly=True, samesite="Lax", secure=secure)


def remember(person_id: int, kind: str, thing_id: int, now: datetime) -> None:
    """Remember that a person opened a thing, with two queries at most but for every tenth thing, which clears up.

    It never fails: a page is worth more than its place in a list.
    """
    own = Opened.objects.filter(person_id=person_id)
    with suppress(DatabaseError):
        if own.filter(kind=kind, thing_id=thing_id).update(at=now, times=F("times") + 1):
            return
        Opened.objects.bulk_create(
            [Opened(person_id=person_id, kind=kind, thing_id=thing_id, at=now)], ignore_conflicts=True
        )
        if thing_id and thing_id % CLEARED_EACH == 0:
            things = own.exclude(thing_id=0).order_by("-at", "-pk")
            own.filter(pk__in=list(things.values_list("pk", flat=True)[MOST_KEPT:])).delete()


def of_person(by: Actor) -> list[Opened]:
    """Return what the actor opened, newest first."""
    return list(Opened.objects.filter(person_id=by.person_id).order_by("-at", "-pk"))


class Recent:
    """What an actor opened and still sees, newest first. Each kind is read in one query, once it is needed."""

    def __init__(self, by: Actor, opened: Sequence[Opened]) -> None:
        self._by = by
        self._opened = [one for one in opened if one.kind in jumps.kinds]
        self._hits: dict[str, dict[int, Hit]] = {}

    def __iter__(self) -> Iterator[Hit]:
        for one in self._opened:
            if hit := self._of(one.kind).get(one.thing_id):
                yield hit

    def newest(self, kind: str) -> Hit | None:
        """Return the thing of a kind that was opened last, or None."""
        ids = (one.thing_id for one in self._opened if one.kind == kind)
        return next((self._of(kind)[number] for number in ids if number in self._of(kind)), None)

    def _of(self, key: str) -> dict[int, Hit]:
        if key not in self._hits:
            kind = jumps.kinds[key]
            rows = kind.named(self._by, [one.thing_id for one in self._opened if one.kind == key])
            self._hits[key] = {hit.row.pk: hit for hit in jumps.hits(kind, self._by, list(rows.values()))}
        return self._hits[key]


def uses(opened: Sequence[Opened]) -> dict[str, int]:
    """Return how often each action was used."""
    return {one.kind.removeprefix(ACTION): one.times for one in opened if one.kind.startswith(ACTION)}


def _kind(page: str) -> str:
    """Return the kind of thing that a page or one of its tabs shows, or ""."""
    of_tab = (about for about, tab in every_tab() if tab.url == page)
    return jumps.pages.get(page) or next(of_tab, "")


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether a whole page was read, and not a part of one or a file."""
    part = request.headers.get("HX-Request") or request.headers.get("X-Requested-With")
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return request.method == "GET" and response.status_code == 200 and is_html and not part


def _actions(request: HttpRequest, response: HttpResponse, page: str) -> list[str]:
    """Return the actions whose page was read, or whose form was accepted where they have no page."""
    asked = request.META.get("QUERY_STRING", "")
    on_page = [one for one in actions.values() if one.page == page]
    closest = [one for one in on_page if one.query and one.query in asked] or [
        one for one in on_page if not one.query or "{" in one.query
    ]
    sent = request.method == "POST" and response.status_code in (301, 302, 303)
    return [one.key for one in closest if (sent if one.post else _is_page(request, response))]
