"""Add the taker's risks to the risks and blockers, with the hand-off as their origin."""

from datetime import datetime

from amity.handoff import policy, queries
from amity.monitoring.changes import EntryFields
from amity.monitoring.models import RegisterEntry
from amity.monitoring.risks import commands as risk_commands
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.refs import Ref


@command
def see_risk(
    *, by: Actor, handoff_id: int, title: str, now: datetime, detail: str = "", client_effect: int = 0,
    agency_effect: int = 0,
) -> RegisterEntry:  # fmt: skip
    """Add a risk of the work. Effects are 0 (none) to 5. The taker is its first owner."""
    handoff = queries.handoff_seen_by(by, handoff_id)
    policy.may_take(person_of(by), handoff).or_refuse()
    fields = EntryFields(
        title=title, detail=detail, project_id=handoff.project_id, client_effect=client_effect,
        account_id=None if handoff.project_id else handoff.account_id, agency_effect=agency_effect,
        owner_id=by.person_id,
    )  # fmt: skip
    return risk_commands.add_entry(by=by, fields=fields, origin=Ref.to(handoff), now=now)
