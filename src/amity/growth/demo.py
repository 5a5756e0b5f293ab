"""The pipeline of the demo agency: opportunities of its clients, a prospect, and one that was lost."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from amity.accounts.demo import account_named
from amity.growth import commands, rules
from amity.growth.rules import Loss, OpportunityFields
from amity.health.account.queries import account_growth_is_closed
from amity.shared.stories import Crew, ago, coming, rows

TABLES: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class DemoOpportunity:
    """An opportunity of the demo, of an account or of a prospect with an owner."""

    fields: OpportunityFields
    added_days_ago: int
    stage: str
    account: str = ""
    company: str = ""
    owner: str = ""
    next_in_days: int | None = None
    starts_in_days: int | None = None
    lost_days_ago: int | None = None
    lost_reason: str = ""
    lost_because: str = ""


def story(crew: Crew, *, now: datetime) -> None:
    """Record the opportunities, move them to their stages, and lose one. An account that isn’t well gets none."""
    for row in rows(TABLES, DemoOpportunity, "opportunities"):
        if not (row.account and account_growth_is_closed(account_named(row.account))):
            _tell(crew, row, now)


def _tell(crew: Crew, row: DemoOpportunity, now: datetime) -> None:
    by, added = crew.managing(row.account) if row.account else crew.acting(row.owner), ago(now, row.added_days_ago)
    fields = replace(
        row.fields, account_id=account_named(row.account).pk if row.account else None, company=row.company,
        next_on=coming(now, row.next_in_days) if row.next_in_days is not None else None,
        starts_on=coming(now, row.starts_in_days) if row.starts_in_days is not None else None,
    )  # fmt: skip
    one = commands.record_opportunity(by=by, fields=fields, now=added)
    for stage in rules.OPEN[1 : rules.OPEN.index(row.stage) + 1]:
        one = commands.move_opportunity(
            by=by, opportunity_id=one.pk, version=one.version, stage=stage, now=ago(now, row.added_days_ago - 1)
        )
    if row.fields.probability is not None:
        one = commands.edit_opportunity(by=by, opportunity_id=one.pk, version=one.version, fields=fields, now=added)
    if row.lost_days_ago is not None:
        commands.lose_opportunity(
            by=by, opportunity_id=one.pk, version=one.version, loss=Loss(row.lost_reason, row.lost_because),
            now=ago(now, row.lost_days_ago),
        )  # fmt: skip
