"""Rank the stories of an account again: its terms, what its decisions taught, and every term that was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from amity.accounts.models import Account
from amity.insights.relevance.learning import learned
from amity.insights.relevance.rules import (
    GOAL,
    SERVICE,
    WINDOW,
    Corpus,
    Document,
    Profile,
    Score,
    Term,
    scored,
    terms_of,
)
from amity.insights.stories.models import DISMISSED, KEPT, NEW, SHARED, Match, Story, Triage
from amity.insights.topics.models import Interest
from amity.jobs.registry import every
from amity.lines.models import Terms
from amity.shared.command import command
from amity.strategy.models import Goal
from amity.strategy.rules import RUNNING

MEMORY: Final = timedelta(days=180)
"""Decisions older than this teach nothing any more."""
MOST_DECISIONS: Final = 200
MOST_STORIES: Final = 2_000
MOST_REASONS: Final = 8
AGAIN: Final = timedelta(hours=12)
"""Accounts are ranked this often even if nothing happened here: goals and services change elsewhere."""


@every("insights.rank", "* * * * *")
def rank_due(now: datetime) -> int:
    """Rank the accounts whose stories, terms or decisions changed, and each twice a day. Return how many."""
    stale = Triage.objects.filter(is_stale=True) | Triage.objects.filter(ranked_at__lt=now - AGAIN)
    ids = list(stale.order_by("ranked_at", "pk").values_list("account_id", flat=True)[:20])
    for account_id in ids:
        rank_account(account_id=account_id, now=now)
    return len(ids)


def rank_account(*, account_id: int, now: datetime) -> int:
    """Score the new stories of an account within the time for looking at them. Return how many."""
    account = Account.objects.get(pk=account_id)
    matches = list(_open_matches(account, now))
    kept, dismissed = _decided(account, now)
    documents = {one.story_id: document_of(one.story) for one in matches}
    taught = learned(kept, dismissed, Corpus.of([*documents.values(), *kept, *dismissed]))
    profile = Profile(profile_terms(account), taught)
    known = _corpora(matches, documents)
    for one in matches:
        score = scored(documents[one.story_id], profile, known[one.story.language])
        one.score, one.reasons = round(score.points, 3), _reasons(score)
    _store_scores(account, matches, taught, now)
    return len(matches)


@command
def _store_scores(account: Account, matches: Sequence[Match], taught: Mapping[str, float], now: datetime) -> None:
    Match.objects.bulk_update(matches, ["score", "reasons"], batch_size=200)
    Triage.objects.update_or_create(
        account=account, defaults={"learned": dict(taught), "ranked_at": now, "is_stale": False}
    )


def profile_terms(account: Account) -> Sequence[Term]:
    """Return the terms of an account: running goals, what it buys, and what its account manager entered."""
    return terms_of(profile_texts(account).items())


def profile_texts(account: Account) -> Mapping[str, list[str]]:
    """Return the texts of an account's profile by field."""
    found: dict[str, list[str]] = {GOAL: _goals(account), SERVICE: _services(account)}
    for name, text in Interest.objects.filter(account=account).order_by("pk").values_list("field", "text"):
        found.setdefault(name, []).append(text)
    return found


def document_of(story: Story) -> Document:
    """Return a story as it is compared."""
    title, text, source = [tuple(part) for part in story.words] if len(story.words) == 3 else ((), (), ())
    return Document(title, text, source)


def _goals(account: Account) -> list[str]:
    return list(Goal.objects.filter(account=account, state=RUNNING).order_by("pk").values_list("title", flat=True))


def _services(account: Account) -> list[str]:
    rows = Terms.objects.filter(line__account=account).exclude(service=None).order_by("service__name")
    return list(rows.values_list("service__name", flat=True).distinct())


def _open_matches(account: Account, now: datetime) -> Iterable[Match]:
    rows = Match.objects.filter(account=account, state=NEW, story__newest_at__gt=now - WINDOW)
    return rows.select_related("story").order_by("-story__newest_at", "pk")[:MOST_STORIES]


def _decided(account: Account, now: datetime) -> tuple[list[Document], list[Document]]:
    """Return the stories that were kept or shared, and those that were dismissed."""
    rows = Match.objects.filter(account=account, decided_at__gt=now - MEMORY).exclude(state=NEW)
    kept: list[Document] = []
    dismissed: list[Document] = []
    for one in rows.select_related("story").order_by("-decided_at")[:MOST_DECISIONS]:
        if one.state in (KEPT, SHARED):
            kept.append(document_of(one.story))
        elif one.state == DISMISSED:
            dismissed.append(document_of(one.story))
    return kept, dismissed


def _corpora(matches: Sequence[Match], documents: Mapping[int, Document]) -> dict[str, Corpus]:
    languages: dict[str, list[Document]] = {}
    for one in matches:
        languages.setdefault(one.story.language, []).append(documents[one.story_id])
    return {code: Corpus.of(found) for code, found in languages.items()}


def _reasons(score: Score) -> list[list[object]]:
    return [[one.term, one.field, round(one.points, 2)] for one in score.matches[:MOST_REASONS]]
