"""Keep, dismiss and reopen a story for an account. Each decision teaches the ranking."""

from datetime import datetime

from amity.audit import trail
from amity.insights import policy
from amity.insights.stories import queries
from amity.insights.stories.models import DISMISSED, KEPT, NEW, Match, Triage
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command


@command
def keep_story(*, by: Actor, match_id: int, version: int, now: datetime) -> Match:
    """Keep a story for an account. More like it rank higher from now on."""
    return _decide(by, match_id, version, KEPT, now)


@command
def dismiss_story(*, by: Actor, match_id: int, version: int, now: datetime) -> Match:
    """Dismiss a story for an account. More like it rank lower from now on."""
    return _decide(by, match_id, version, DISMISSED, now)


@command
def reopen_story(*, by: Actor, match_id: int, now: datetime) -> Match:
    """Let a story be new again. Reopening it again changes nothing."""
    match = _to_change(by, match_id)
    if match.state in (KEPT, DISMISSED):
        match.state, match.decided_at, match.decided_by, match.version = NEW, None, None, match.version + 1
        _saved(match, "story.reopened", by, now)
    return match


def _decide(by: Actor, match_id: int, version: int, state: str, now: datetime) -> Match:
    match = _to_change(by, match_id)
    match.expect(version)
    match.state, match.decided_at, match.decided_by = state, now, person_of(by)
    _saved(match, f"story.{state}", by, now)
    return match


def _to_change(by: Actor, match_id: int) -> Match:
    match = queries.match_seen_by(by, match_id, lock=True)
    policy.may_choose(person_of(by), match.account).or_refuse()
    return match


def _saved(match: Match, action: str, by: Actor, now: datetime) -> None:
    match.save(update_fields=["state", "decided_at", "decided_by", "version"])
    Triage.objects.update_or_create(account=match.account, defaults={"is_stale": True})
    trail.record(action, subject=match, by=by, at=now, changes={"story": match.story.title})
