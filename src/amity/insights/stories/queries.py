"""Queries for stories as they matter to accounts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.insights.relevance.rules import LEAST, WINDOW
from amity.insights.stories.models import KEPT, NEW, SHARED, Article, Match, MatchQuerySet
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

TABS: Final = (NEW, KEPT, SHARED)
FIRST_TAB: Final = NEW
MOST_LISTED: Final = 60


def matches_seen_by(by: Actor) -> MatchQuerySet:
    """Return the stories of accounts that the actor can see, with story and account."""
    return Match.objects.visible_to(person_of(by)).select_related("story", "account")


def match_seen_by(by: Actor, match_id: int, *, lock: bool = False) -> Match:
    """Return one story of an account, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(matches_seen_by(by), match_id, _("Story not found."), lock=lock)


def matching(now: datetime) -> Q:
    """Return the condition for stories that wait to be looked at: relevant, and not too old."""
    return Q(state=NEW, score__gte=LEAST, story__newest_at__gt=now - WINDOW)


def listed(by: Actor, tab: str, account_id: int, now: datetime) -> Sequence[Match]:
    """Return the stories of a tab, the most relevant first, or the newest decisions first."""
    rows = _own(by, account_id)
    if tab == NEW:
        rows = rows.filter(matching(now)).order_by("-score", "-story__newest_at", "pk")
    else:
        rows = rows.filter(state=tab).order_by("-decided_at", "pk")
    counted = Count("story__articles", distinct=True)
    return list(rows.annotate(sources=counted).select_related("story", "account")[:MOST_LISTED])


def counts(by: Actor, account_id: int, now: datetime) -> Mapping[str, int]:
    """Return how many stories each tab has, and as `others` how many new ones don't match."""
    recent = Q(state=NEW, story__newest_at__gt=now - WINDOW)
    return _own(by, account_id).aggregate(
        new=Count("pk", filter=matching(now)),
        others=Count("pk", filter=recent & Q(score__lt=LEAST)),
        **{tab: Count("pk", filter=Q(state=tab)) for tab in TABS if tab != NEW},
    )


def count_new(by: Actor, now: datetime) -> tuple[int, bool]:
    """Return how many stories wait for the actor, for the navigation. None is ever late."""
    return _own(by, 0).filter(matching(now)).count(), False


def articles_of(story_id: int) -> "QuerySet[Article]":
    """Return the articles of a story with their feeds, the first one first."""
    return Article.objects.filter(story_id=story_id).select_related("feed").order_by("published_at", "pk")


def _own(by: Actor, account_id: int) -> MatchQuerySet:
    """Return the stories of one account that the actor sees, or of all they manage or cover."""
    person = person_of(by)
    if account_id:
        return Match.objects.visible_to(person).filter(account_id=account_id)
    return Match.objects.filter(Exists(Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))))
