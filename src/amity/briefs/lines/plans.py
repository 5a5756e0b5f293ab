"""Merge hours typed in the lines table with changes other people saved since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amity.briefs.estimate.pricing import prices_of
from amity.briefs.estimate.queries import PlannedLine, planned_lines
from amity.briefs.lines.fields import Plan
from amity.briefs.lines.queries import rows_of
from amity.briefs.merges.rules import merged
from amity.briefs.models import Brief, BriefLine
from amity.shared.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Replanned:
    """One typed line. `planned` is its saved plan, None if the line was removed.

    `hours` are the merged ones, in seconds by discipline, and `acceptance` the merged criteria. `clashes` and `words`
    have the typed and the saved value where both changed it (None: the line was removed). A person who has seen the
    current version has no clash.
    """

    row: BriefLine
    planned: PlannedLine | None
    hours: Mapping[int, int]
    clashes: Mapping[int, tuple[int, int | None]]
    acceptance: str = ""
    words: tuple[str, str | None] | None = None


def replanned(brief: Brief, planned: Mapping[int, Plan], today: date) -> list[Replanned]:
    """Return the merged plan of each typed line, in the order typed. Raises `NotSeen` for a line of another brief."""
    current = {one.row.pk: one for one in planned_lines(brief, prices_of(brief), today)}
    gone = {row.pk: row for row in rows_of(brief, removed=True)}
    if planned.keys() - current.keys() - gone.keys():
        raise NotSeen(_("Line not found. It may have been deleted, or you don’t have access to its brief."))
    return [
        _of_line(current[key], plan) if key in current else _of_gone(gone[key], plan) for key, plan in planned.items()
    ]


def _of_line(one: PlannedLine, plan: Plan) -> Replanned:
    typed = {**dict.fromkeys(plan.seen), **_real(plan.hours)}
    both = merged(_real(plan.seen), typed, one.hours)
    knowing = plan.version == one.row.version
    clashes = {} if knowing else {key: (plan.hours.get(key, 0), one.hours.get(key, 0)) for key in both.conflicts}
    acceptance, words = _words(plan, one)
    return Replanned(one.row, one, _real(both.decided(typed)), clashes, acceptance, None if knowing else words)


def _words(plan: Plan, one: PlannedLine) -> tuple[str, tuple[str, str | None] | None]:
    """Return the merged acceptance criteria, and both versions where two people changed them."""
    current = one.as_fields().acceptance
    if plan.acceptance is None:
        return current, None
    typed, shown = plan.acceptance
    both = merged({"": shown}, {"": typed}, {"": current})
    return both.decided({"": typed})[""], (typed, current) if both.conflicts else None


def _of_gone(row: BriefLine, plan: Plan) -> Replanned:
    changed = {key: (seconds, None) for key, seconds in plan.hours.items() if seconds != plan.seen.get(key, 0)}
    typed, shown = plan.acceptance or ("", "")
    return Replanned(row, None, {}, changed, typed, (typed, None) if typed != shown else None)


def _real(hours: Mapping[int, int | None]) -> dict[int, int]:
    return {discipline: seconds for discipline, seconds in hours.items() if seconds}
