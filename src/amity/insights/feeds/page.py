"""Values of the page Sources: the feeds of each account, with what is wrong and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from amity.accounts.models import Account
from amity.insights.feeds import queries, wording
from amity.insights.feeds.models import Source
from amity.insights.feeds.rules import needs_someone
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """A source: its feed, whom it is about, what is wrong, and what it lacks."""

    source: Source
    about: str
    kind: str
    trouble: str
    lacks: Sequence[str]
    articles: int


@dataclass(frozen=True, slots=True)
class Group:
    """The sources of an account."""

    account: Account
    rows: Sequence[Row]
    may_choose: bool


def context(by: Actor) -> dict[str, Any]:
    """Return the sources that the actor sees, by account."""
    accounts = queries.chosen_by(by)
    mine = {one.pk for one in accounts}
    found = queries.with_stories(queries.sources_seen_by(by))
    groups = [
        Group(account, [_row(one) for one in rows], account.pk in mine)
        for account, rows in groupby(found, key=lambda one: one.account)
    ]  # fmt: skip
    broken = sum(bool(row.trouble) for group in groups for row in group.rows)
    return {
        "groups": groups, "broken": broken, "number": sum(len(group.rows) for group in groups),
        "accounts": accounts,
    }  # fmt: skip


def outline_groups(by: Actor) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the feeds of each account that the actor sees: name, feed address and website."""
    return [
        (account.name, [(str(one.feed), one.feed.address, one.feed.site) for one in rows])
        for account, rows in groupby(queries.sources_seen_by(by), key=lambda one: one.account)
    ]  # fmt: skip


def _row(source: Source) -> Row:
    feed = source.feed
    shown = needs_someone(feed.trouble, feed.failures) and not source.is_paused
    return Row(
        source, str(wording.SUBJECTS[source.about]), wording.kind_label(feed.kind),
        wording.trouble(feed.trouble) if shown else "", wording.lacks(feed.lacks), getattr(source, "articles", 0),
    )  # fmt: skip
