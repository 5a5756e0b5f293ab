"""Queries for feeds to be read, and for the sources of accounts."""

from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_handled_accounts
from amity.insights import policy
from amity.insights.feeds.models import Feed, Source, SourceQuerySet
from amity.insights.feeds.rules import AT_ONCE, PATIENCE
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.rows.lookup import seen_or_missing

AT_A_TIME: Final = 200
NEEDS_SOMEONE: Final = ~Q(feed__trouble="") & (Q(feed__trouble__in=AT_ONCE) | Q(feed__failures__gte=PATIENCE))


def feeds_due(now: datetime) -> list[tuple[int, str]]:
    """Return id and host of the feeds to be read now, those that wait longest first."""
    running = Source.objects.filter(feed=OuterRef("pk"), is_paused=False)
    rows = Feed.objects.filter(Exists(running), next_read_at__lte=now).order_by("next_read_at", "pk")
    return list(rows.values_list("pk", "host")[:AT_A_TIME])


def feed_to_store(feed_id: int) -> Feed | None:
    """Return a locked feed, or None if it was removed since."""
    return Feed.objects.filter(pk=feed_id).select_for_update().first()


def sources_seen_by(by: Actor) -> SourceQuerySet:
    """Return the sources the actor can see, with their feed and account."""
    rows = Source.objects.visible_to(person_of(by)).select_related("feed", "account")
    return rows.order_by("account__name", "feed__title", "pk")


def source_seen_by(by: Actor, source_id: int, *, lock: bool = False) -> Source:
    """Return one source, or raise `NotSeen`. `lock` locks its row until the transaction ends."""
    return seen_or_missing(
        sources_seen_by(by), source_id, _("Source not found. It may have been removed."), lock=lock
    )  # fmt: skip


def troubled(person: Person) -> SourceQuerySet:
    """Return the sources of the person's own accounts whose feed needs someone."""
    rows = Source.objects.filter(of_handled_accounts(person), NEEDS_SOMEONE, is_paused=False)
    return rows.select_related("feed", "account").order_by(F("feed__trouble_since").asc(nulls_last=True), "pk")


def count_troubled(by: Actor) -> int:
    """Return how many feeds the actor sees that need someone."""
    rows = Source.objects.visible_to(person_of(by)).filter(NEEDS_SOMEONE, is_paused=False)
    return rows.values("feed").distinct().count()


def with_stories(sources: SourceQuerySet) -> "QuerySet[Source]":
    """Return sources with how many articles each feed has had."""
    return sources.annotate(articles=Count("feed__articles"))


def chosen_by(by: Actor) -> list[Account]:
    """Return the accounts for which the actor can choose sources, by name. The policy says the same of each."""
    return list(Account.objects.managed_by(person_of(by)).order_by("name"))


def source_to_choose(by: Actor, source_id: int) -> Source:
    """Return one source that the actor can change. Raise `NotSeen` or `Refused`."""
    source = source_seen_by(by, source_id)
    policy.may_choose(person_of(by), source.account).or_refuse()
    return source
