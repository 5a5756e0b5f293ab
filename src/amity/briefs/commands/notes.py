"""A small job in few keystrokes: a brief with its one line, and, where it is plain, straight on to the work."""

from dataclasses import dataclass, replace
from datetime import datetime

from amity.briefs.commands.converting import convert_brief
from amity.briefs.commands.knowing import Basis
from amity.briefs.commands.lines import add_line
from amity.briefs.commands.moving import move_brief
from amity.briefs.commands.opening import open_brief
from amity.briefs.models import Brief
from amity.briefs.queries.seen import brief_seen_by
from amity.briefs.rules import items, states
from amity.briefs.said import BriefSaid, LineSaid
from amity.shared.actor import Actor
from amity.shared.command import command


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """What a note asks for beside the brief's own fields: hours by discipline; none where only a budget is given."""

    brief: BriefSaid
    hours: tuple[tuple[int, int], ...] = ()


@command
def open_note(*, by: Actor, account_id: int, said: NoteSaid, now: datetime) -> Brief:
    """Open a brief with one line of the same title. Its price is that of its hours, or the budget where it has none."""
    told = replace(said.brief, said_on=said.brief.said_on or now.date())
    basis = Basis(items.KNOWN, said_on=told.said_on, said_where=told.said_where)
    brief = open_brief(by=by, account_id=account_id, said=told, basis=basis, now=now)
    price = None if said.hours or brief.retainer_id else brief.budget_high
    line = LineSaid(brief.title, hours=said.hours, acceptance=brief.done_when, price=price)
    add_line(by=by, brief_id=brief.pk, said=line, now=now)
    return brief_seen_by(by, brief.pk)


@command
def start_note(*, by: Actor, brief_id: int, version: int, now: datetime) -> Brief:
    """Confirm a note as asked and turn it into work at once. All or nothing."""
    confirmed = move_brief(by=by, brief_id=brief_id, version=version, state=states.CONFIRMED, now=now)
    return convert_brief(by=by, brief_id=brief_id, version=confirmed.version, now=now)
