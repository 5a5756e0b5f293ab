"""Add the readings of a table to the goals of an account: all of its rows, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.accounts.queries import account_to_change
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.values import tidied, write
from amity.strategy import policy, rules
from amity.strategy.changes import GoalReadingFields, plain
from amity.strategy.goals.queries import goal_of_account
from amity.strategy.models import Goal, GoalReading
from amity.strategy.sheets.rules import BAD_DAY, BAD_VALUE, NO_HEADINGS, TOO_MANY, SheetFault, SheetRow, read_sheet
from amity.ui import formats
from amity.ui.number_parsing import parse_decimal
from amity.ui.reader_format import ways

MOST_NAMED = 5
"""Faults that the refusal names; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class SheetDone:
    """How many readings were added, and how many of the table were there before."""

    added: int
    known: int


@command
def add_sheet(*, by: Actor, account_id: int, text: str, now: datetime, goal_id: int = 0) -> SheetDone:
    """Add the readings of a table. Its rows name their goals by title, or all belong to `goal_id`.

    A reading that is already there is left out. Raise `Invalid` with the rows that are wrong, and add none.
    """
    account = account_to_change(by, account_id)
    policy.may_set(person_of(by), account).or_refuse()
    goal_of_account(by, account_id, goal_id)
    rows, faults = read_sheet(text, lambda words: parse_decimal(words, ways().locale))
    goals = {one.pk: one for one in Goal.objects.filter(account=account, state=rules.RUNNING)}
    placed = {row.number: _goal_of(row, goals, goal_id) for row in rows}
    sentences = [(fault.number, _sentence(fault)) for fault in faults]
    today, known = timezone.localdate(now), _known(goals)
    sentences += [(row.number, problem) for row in rows if (problem := _problem(row, placed[row.number], today, known))]
    sentences += _repeated(rows, placed)
    if sentences or not rows:
        raise Invalid(_refusal(sorted(sentences)), "rows")
    return _add(by, rows, placed, known, now)


def _goal_of(row: SheetRow, goals: Mapping[int, Goal], goal_id: int) -> Goal | None:
    if goal_id:
        return goals.get(goal_id)
    title = row.goal.casefold()
    named = [one for one in goals.values() if title in (one.title.casefold(), one.measure.casefold()) and title]
    return named[0] if len(named) == 1 else None


def _known(goals: Mapping[int, Goal]) -> dict[tuple[int, date], Decimal]:
    read = GoalReading.objects.filter(goal__in=goals).values_list("goal_id", "read_on", "value")
    return {(goal, day): value for goal, day, value in read}


def _problem(row: SheetRow, goal: Goal | None, today: date, known: Mapping[tuple[int, date], Decimal]) -> str:
    """Return what is wrong with a row that could be read, or ""."""
    if goal is None and row.goal:
        return _("no active goal is called “%(words)s”") % {"words": row.goal}
    if goal is None:
        return _("the goal is missing")
    if row.day > today:
        return _("the date is in the future")
    if abs(row.value) >= Decimal(10) ** 12 or row.value != round(row.value, 4):
        return _("“%(words)s” isn’t a figure with at most four decimals") % {"words": plain(row.value)}
    before = known.get((goal.pk, row.day))
    if before is not None and before != row.value:
        words = {"value": formats.number(before, 0, 4), "day": formats.day(row.day, today)}
        return _("there is already a reading of %(value)s on %(day)s") % words
    return ""


def _repeated(rows: Sequence[SheetRow], placed: Mapping[int, Goal | None]) -> list[tuple[int, str]]:
    seen: set[tuple[int, date]] = set()
    found = []
    for row in rows:
        goal = placed[row.number]
        if goal is None:
            continue
        if (goal.pk, row.day) in seen:
            found.append((row.number, _("the goal has two rows for this date")))
        seen.add((goal.pk, row.day))
    return found


def _sentence(fault: SheetFault) -> str:
    if fault.what == NO_HEADINGS:
        return _("The first row must have the headings Date and Value.")
    if fault.what == TOO_MANY:
        return _("The table has more than 2,000 rows. Split it.")
    words = {"words": fault.words}
    if fault.what == BAD_DAY:
        return _("“%(words)s” isn’t a clear date. Use 2026-11-25.") % words if fault.words else _("the date is missing")
    assert fault.what == BAD_VALUE  # noqa: S101 - the last kind of fault
    return _("“%(words)s” isn’t a number") % words if fault.words else _("the value is missing")


def _refusal(sentences: Sequence[tuple[int, str]]) -> str:
    """Return the refusal: which rows are wrong, and that nothing was added."""
    if not sentences:
        return _("The table has no rows.")
    if sentences[0][0] == 0:
        return sentences[0][1]
    named = [_("Row %(number)s: %(what)s.") % {"number": number, "what": what} for number, what in sentences]
    rest = len(named) - MOST_NAMED
    more = [ngettext("%(n)d more row is wrong.", "%(n)d more rows are wrong.", rest) % {"n": rest}] if rest > 0 else []
    return " ".join([_("No readings were added."), *islice(named, MOST_NAMED), *more])


def _add(
    by: Actor, rows: Sequence[SheetRow], placed: Mapping[int, Goal | None],
    known: Mapping[tuple[int, date], Decimal], now: datetime,
) -> SheetDone:  # fmt: skip
    made = []
    for row in rows:
        goal = placed[row.number]
        assert goal is not None  # noqa: S101 - checked with the row
        if (goal.pk, row.day) in known:
            continue
        reading = GoalReading(goal=goal, by_label=by.label, at=now)
        write(tidied(GoalReadingFields(row.value, row.day, row.source or _("imported table"))), reading)
        reading.save(force_insert=True)
        made.append(reading)
    for goal in {reading.goal_id: reading.goal for reading in made}.values():
        goal.changed_at = now
        goal.save(update_fields=["changed_at"])
        count = sum(reading.goal_id == goal.pk for reading in made)
        trail.record("goal.readings_imported", subject=goal, by=by, at=now, changes={"readings": count})
    return SheetDone(len(made), len(rows) - len(made))
