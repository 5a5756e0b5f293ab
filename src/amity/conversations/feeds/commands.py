"""Make or renew the secret address of one's calendar feed, and revoke it."""

import secrets
from datetime import datetime

from amity.audit import trail
from amity.conversations.feeds.models import Feed
from amity.people.queries import person_of, person_to_change, token_hash
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def make_feed(*, by: Actor, now: datetime) -> str:
    """Return the secret of a new address for the actor. The address before it stops working.

    The secret is available only here, since only its hash is stored.
    """
    person = person_to_change(person_of(by).pk)
    secret = secrets.token_urlsafe(32)
    fresh = {"token_hash": token_hash(secret), "made_at": now, "last_used_at": None}
    _feed, made = Feed.objects.update_or_create(person=person, defaults=fresh)
    trail.record("feed.made" if made else "feed.renewed", subject=person, by=by, at=now)
    return secret


@command
def revoke_feed(*, by: Actor, now: datetime) -> None:
    """End the actor's feed. Revoking it again changes nothing."""
    person = person_to_change(person_of(by).pk)
    if Feed.objects.filter(person=person).delete()[0]:
        trail.record("feed.revoked", subject=person, by=by, at=now)
