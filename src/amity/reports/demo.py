"""The account reviews of the demo agency: last quarter's, which its client has, and drafts of this one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import timezone

from amity.accounts.demo import account_named, contact_named
from amity.gate.demo import deliver
from amity.gate.items.commands import submit
from amity.gate.models import Item
from amity.gate.subjects.commands import write_about
from amity.gate.subjects.letters import likely_reader
from amity.reports.reviews import commands, rules
from amity.reports.reviews.rules import Asks, ReviewFields
from amity.reports.reviews.sending import ROLES
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of, months_back
from amity.shared.stories import Crew, ago, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class DemoReview:
    """A review of the demo: how many quarters ago its period is, when it is or was held, for whom, and the asks."""

    account: str
    quarters_ago: int
    created_days_ago: int
    held_in_days: int = 0
    held_days_ago: int = 0
    kind: str = rules.CLIENT
    is_sent: bool = False
    reader: str = ""
    their_ask: str = ""
    our_commitment: str = ""
    our_ask: str = ""
    their_commitment: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Create the reviews, and release and send the one that was held."""
    quarter = month_of(rules.period_for(timezone.localdate(now))[0])
    for row in rows(TABLES, DemoReview, "reviews"):
        by, account = crew.managing(row.account), account_named(row.account)
        created = ago(now, row.created_days_ago)
        held_on = coming(now, row.held_in_days) if row.held_in_days else None
        if row.held_days_ago:
            held_on = timezone.localdate(ago(now, row.held_days_ago))
        likely = likely_reader(account, roles=ROLES)
        reader = contact_named(row.reader) if row.reader else likely.pk if likely else None
        fields = ReviewFields(
            rules.QUARTER, months_back(quarter, rules.QUARTER * row.quarters_ago), held_on,
            reader if row.kind == rules.CLIENT else None, kind=row.kind,
        )  # fmt: skip
        made = commands.create_review(by=by, account_id=account.pk, fields=fields, now=created)
        if row.kind == rules.CLIENT:
            asks = Asks(row.their_ask, row.our_commitment, row.our_ask, row.their_commitment)
            made = commands.set_asks(by=by, review_id=made.pk, version=made.version, asks=asks, now=created)
        if row.is_sent:
            commands.release_review(by=by, review_id=made.pk, version=made.version, now=created)
            _send(by, made.pk, created)


def _send(by: Actor, review_id: int, at: datetime) -> None:
    """Send a released review through the gate, and tell that it was accepted."""
    item = write_about(by=by, key=commands.REVIEW, subject_id=review_id, now=at)
    submit(by=by, item_id=item.pk, version=item.version, now=at)
    deliver(Item.objects.get(pk=item.pk), at)
