"""Follow feeds for an account, say whom they are about, pause and remove them. Nothing here reaches out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.accounts.models import Account
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.insights import policy
from amity.insights.feeds import queries
from amity.insights.feeds.models import Feed, Source
from amity.insights.feeds.values import Link
from amity.insights.feeds.wording import SUBJECTS
from amity.insights.stories.intake import open_for_account
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.values import OneOf, Text, tidied

MOST_SOURCES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFields:
    """A feed of an account, and whom it is about."""

    address: Annotated[str, Text(2000, needed=gettext_lazy("Enter an address."))]
    about: Annotated[str, OneOf(tuple(SUBJECTS))] = "industry"


@command
def follow_feed(*, by: Actor, account_id: int, fields: SourceFields, now: datetime, title: str = "") -> Source:
    """Make a feed a source of an account. It is read within a minute. A feed that is followed already stays one."""
    account = account_seen_by(by, account_id)
    policy.may_choose(person_of(by), account).or_refuse()
    given = tidied(fields)
    found = Source.objects.filter(account=account, feed__address=given.address).first()
    return found or _followed(account, given, by, now, title)


@command
def follow_all(*, by: Actor, account_id: int, links: Sequence[Link], about: str, now: datetime) -> int:
    """Make the feeds of a list sources of an account. Return how many are new."""
    account = account_seen_by(by, account_id)
    policy.may_choose(person_of(by), account).or_refuse()
    known = set(Source.objects.filter(account=account).values_list("feed__address", flat=True))
    fresh = [one for one in links if one.address not in known]
    for one in fresh:
        _followed(account, tidied(SourceFields(address=one.address, about=about)), by, now, one.title)
    return len(fresh)


@command
def edit_source(*, by: Actor, source_id: int, version: int, about: str, now: datetime) -> Source:
    """Change whom a source is about."""
    source = _to_change(by, source_id)
    source.expect(version)
    if about not in SUBJECTS:
        raise Invalid(_("Choose whom the feed is about."), "about")
    before, source.about = source.about, about
    source.save()
    trail.record("source.edited", subject=source, by=by, at=now, changes={"before": before, "after": about})
    return source


@command
def pause_source(*, by: Actor, source_id: int, now: datetime) -> Source:
    """Stop reading a feed for an account. Its stories stay. Pausing it again changes nothing."""
    source = _to_change(by, source_id)
    if not source.is_paused:
        source.is_paused, source.version = True, source.version + 1
        source.save(update_fields=["is_paused", "version"])
        trail.record("source.paused", subject=source, by=by, at=now)
    return source


@command
def resume_source(*, by: Actor, source_id: int, now: datetime) -> Source:
    """Read a feed for an account again, from now on. Resuming it again changes nothing."""
    source = _to_change(by, source_id)
    if source.is_paused:
        source.is_paused, source.version = False, source.version + 1
        source.save(update_fields=["is_paused", "version"])
        Feed.objects.filter(pk=source.feed_id).update(next_read_at=now, failures=0)
        trail.record("source.resumed", subject=source, by=by, at=now)
    return source


@command
def remove_source(*, by: Actor, source_id: int, now: datetime) -> None:
    """Remove a feed from an account. Stories of other sources stay, as do those that someone kept."""
    source = _to_change(by, source_id)
    changes = {"address": source.feed.address, "about": source.about}
    trail.record("source.removed", subject=source, by=by, at=now, changes=changes)
    source.delete()


def _to_change(by: Actor, source_id: int) -> Source:
    source = queries.source_seen_by(by, source_id, lock=True)
    policy.may_choose(person_of(by), source.account).or_refuse()
    return source


def _followed(account: Account, given: SourceFields, by: Actor, now: datetime, title: str) -> Source:
    if account.insight_sources.count() >= MOST_SOURCES:
        raise Refused(_("This account already has 200 sources. Remove one you no longer need."))
    host = (urlsplit(given.address).hostname or "")[:260]
    feed, is_new = Feed.objects.get_or_create(
        address=given.address, defaults={"host": host, "title": title, "next_read_at": now, "added_at": now}
    )
    source = Source.objects.create(account=account, feed=feed, about=given.about, added_at=now)
    if not is_new:
        open_for_account(account, feed, now=now)
    changes = {"address": given.address, "about": given.about}
    trail.record("source.added", subject=source, by=by, at=now, changes=changes)
    return source
