"""What every change of a brief ends with: terms for a line, the size worked out anew, the day it was touched."""

from dataclasses import replace
from datetime import datetime

from amity.briefs.models import Brief, BriefLine
from amity.briefs.pricing import prices_of
from amity.briefs.queries.estimate import estimate_of
from amity.briefs.queries.size import sized
from amity.briefs.said import LineSaid
from amity.lines import commands as lines
from amity.shared.actor import Actor


def resize(brief: Brief, now: datetime) -> None:
    """Work out the size anew and save the brief."""
    brief.size = sized(brief, estimate_of(brief, now.date()), now.date()).size
    brief.changed_at = now
    brief.save()


def set_estimate(by: Actor, row: BriefLine, said: LineSaid, now: datetime) -> None:
    """Add what a line is estimated at to its terms; what stood before stays as its history."""
    terms = prices_of(row.brief).new_terms(replace(said, hours=real(said.hours)), now.date(), row.said_by)
    lines.set_terms(by=by, line_id=row.line_id, terms=terms, now=now)


def real(hours: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Hours without the disciplines that have none, in one order."""
    return tuple(sorted((discipline, seconds) for discipline, seconds in hours if seconds))
