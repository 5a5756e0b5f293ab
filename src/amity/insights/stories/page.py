"""Values of the page Insights: the list of stories, the open one, and why it is relevant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.insights import places, policy
from amity.insights.credits import Credited, credits_of
from amity.insights.feeds.queries import chosen_by, count_troubled
from amity.insights.relevance.marks import Piece, marked
from amity.insights.relevance.rules import reading_minutes
from amity.insights.shares.page import ReceivedRow, received_rows
from amity.insights.shares.wording import OUTCOMES
from amity.insights.stories import queries, wording
from amity.insights.stories.models import NEW, SHARED, Article, Match
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.slots import Entry

SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Reason:
    """A term that was found, what it is, and what it gave to the score."""

    term: str
    what: str
    points: float


@dataclass(frozen=True, slots=True)
class Row:
    """A story in the list, with the address that opens it."""

    match: Match
    address: str
    is_open: bool

    @property
    def more_sources(self) -> int:
        """Return how many sources it has besides the first."""
        return max(getattr(self.match, "sources", 1) - 1, 0)


@dataclass(frozen=True, slots=True)
class Open:
    """The open story: its articles, its text in paragraphs, and why it is relevant."""

    match: Match
    articles: Sequence[Article]
    paragraphs: Sequence[Sequence[Piece]]
    minutes: int
    reasons: Sequence[Reason]
    may_choose: bool
    received: Sequence[ReceivedRow] = ()
    outcomes: Sequence[tuple[str, Promise]] = ()
    buttons: Sequence[Entry] = ()
    led_to: Sequence[tuple[str, Credited]] = ()

    @property
    def first(self) -> Article | None:
        """Return the first article."""
        return self.articles[0] if self.articles else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: a tab, an account (0 for all), and a story (0 for the first)."""

    tab: str = NEW
    account_id: int = 0
    match_id: int = 0
    all: bool = False


def context(by: Actor, asked: Asked, now: datetime) -> dict[str, Any]:
    """Return what the page shows."""
    found = queries.listed(by, asked.tab, asked.account_id, now)
    chosen = _chosen(by, found, asked.match_id)
    shown = found if asked.all else _around(found, chosen)
    rows = [Row(one, _address(asked, at=one.pk), one is chosen) for one in shown]
    counted = queries.counts(by, asked.account_id, now)
    place = next((number for number, one in enumerate(found) if one is chosen), 0)
    return {
        "rows": rows, "open": _open(by, chosen) if chosen else None, "title": _title(found, asked), "asked": asked,
        "pages": [(entry.label, entry.address()) for entry in places.pages.seen_by(by)],
        "tabs": _tabs(asked, counted), "others": counted["others"], "troubled": count_troubled(by),
        "accounts": chosen_by(by), "more": len(found) - len(shown), "all": _address(asked, all=1),
        "next": _address(asked, at=found[place + 1].pk) if place + 1 < len(found) else "",
        "previous": _address(asked, at=found[place - 1].pk) if place and found else "",
    }  # fmt: skip


def after(by: Actor, match: Match, asked: Asked, now: datetime) -> str:
    """Return the address of the story that follows one that is about to leave the list."""
    found = [one.pk for one in queries.listed(by, asked.tab, asked.account_id, now)]
    place = found.index(match.pk) if match.pk in found else 0
    rest = [pk for pk in found if pk != match.pk]
    return _address(asked, at=rest[min(place, len(rest) - 1)]) if rest else _address(asked)


def _chosen(by: Actor, found: Sequence[Match], match_id: int) -> Match | None:
    """Return the story asked for, also one that the tab doesn't list, or else the first."""
    listed = next((one for one in found if one.pk == match_id), None)
    if listed is None and match_id:
        listed = queries.matches_seen_by(by).filter(pk=match_id).first()
    return listed or (found[0] if found else None)


def _around(found: Sequence[Match], chosen: Match | None) -> Sequence[Match]:
    """Return the first stories, as many as are needed to show the open one."""
    if chosen is None or chosen in found[:SHOWN]:
        return found[:SHOWN]
    return found


def _open(by: Actor, match: Match) -> Open:
    articles = list(queries.articles_of(match.story_id))
    terms = [str(term) for term, _name, _points in match.reasons]
    paragraphs = [marked(part.strip(), terms) for part in match.story.text.split("\n") if part.strip()]
    reasons = [Reason(term, wording.reason(name, points), points) for term, name, points in match.reasons]
    return Open(
        match, articles, paragraphs, reading_minutes(len(match.story.text.split())), reasons,
        bool(policy.may_choose(person_of(by), match.account)),
        received_rows(by, match) if match.state == SHARED else (), tuple(OUTCOMES.items()),
        places.story_buttons.seen_by(by, match), credits_of(by, [match.pk]).get(match.pk, ()),
    )  # fmt: skip


def _title(found: Sequence[Match], asked: Asked) -> str:
    if asked.tab != NEW:
        return _("Stories you kept") if asked.tab == "kept" else _("Stories you shared")
    first: Account | None = found[0].account if found else None
    for_first = sum(one.account_id == first.pk for one in found) if first else 0
    return wording.headline(len(found), for_first, first.name if first else "")


def _tabs(asked: Asked, counted: Any) -> list[dict[str, Any]]:
    labels = {"new": _("New"), "kept": _("Kept"), "shared": _("Shared")}
    return [
        {
            "label": labels[tab], "count": counted[tab], "current": tab == asked.tab,
            "url": _address(Asked(tab=tab, account_id=asked.account_id)),
        }
        for tab in queries.TABS
    ]  # fmt: skip


def _address(asked: Asked, **more: int) -> str:
    given: dict[str, Any] = {"tab": asked.tab} if asked.tab != NEW else {}
    given |= {"account": asked.account_id} if asked.account_id else {}
    query = urlencode(given | more)
    return reverse("insights:insights") + (f"?{query}" if query else "")
