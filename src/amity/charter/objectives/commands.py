"""Set, edit, read and end joint objectives."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import queries as accounts
from amity.audit import trail
from amity.charter import policy
from amity.charter.models import Objective, Reading
from amity.charter.objectives import queries
from amity.charter.objectives import rules as objectives
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import within
from amity.shared.values import Figure, OneOf, Text, flat, tidied, value_of, write


@dataclass(frozen=True, slots=True)
class ObjectiveFields:
    """The editable fields of an objective. `unit` applies to a client goal only."""

    kind: Annotated[str, OneOf(objectives.KINDS)]
    statement: Annotated[str, Text(200, needed=lazy("Enter in one sentence what you both want."))]
    target: Annotated[Decimal | None, Figure(2)] = None
    baseline: Annotated[Decimal | None, Figure(2)] = None
    unit: Annotated[str, OneOf(tuple(objectives.HIGHEST), needed=False)] = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadingFields:
    """The value of an objective on a date, and its source: the actor where none is named."""

    value: Annotated[Decimal, Figure(2)]
    read_on: date
    stated_by: Annotated[str, Text(200)] = ""
    note: Annotated[str, Text(300)] = ""


FIGURES = ("target", "baseline", "reading")


@command
def set_objective(*, by: Actor, account_id: int, fields: ObjectiveFields, now: datetime) -> Objective:
    """Set a joint objective of account and project managers."""
    account = accounts.account_to_change(by, account_id)
    policy.may_change(person_of(by), account).or_refuse()
    clean = objective_checked(fields)
    running = list(account.objectives.filter(dropped_at=None).values_list("kind", flat=True))
    if len(running) >= objectives.MOST:
        raise Refused(_("You already have four objectives. Drop one first."))
    if clean.kind != objectives.CLIENT_GOAL and clean.kind in running:
        raise Invalid(_("You already have an objective of this kind. Edit that one."), "kind")
    objective = Objective.objects.create(account=account, set_at=now, **flat(clean))
    _record("objective.set", objective, by, now, flat(clean))
    return objective


@command
def edit_objective(*, by: Actor, objective_id: int, version: int, fields: ObjectiveFields, now: datetime) -> Objective:
    """Change the text, target, baseline or date. The kind stays."""
    objective = _objective_to_change(by, objective_id)
    objective.expect(version)
    before, clean = value_of(objective, ObjectiveFields), objective_checked(replace(fields, kind=objective.kind))
    write(clean, objective)
    objective.save()
    _record("objective.changed", objective, by, now, {"before": flat(before), "after": flat(clean)})
    return objective


@command
def read_objective(*, by: Actor, objective_id: int, reading: ReadingFields, now: datetime) -> Reading:
    """Record the value of an objective. A second reading on a date replaces the first."""
    objective = queries.objective_seen_by(by, objective_id, lock=True)
    policy.may_read(person_of(by), objective).or_refuse()
    clean = tidied(reading)
    if clean.read_on > timezone.localdate(now):
        raise Invalid(_("The date can’t be in the future."), "read_on")
    check_figure(objective.unit, clean.value, "value")
    values = {"value": clean.value, "stated_by": clean.stated_by or by.label, "note": clean.note}
    row, _new = Reading.objects.update_or_create(objective=objective, read_on=clean.read_on, defaults=values)
    changes = {"reading": row.value, "read_on": row.read_on, "stated_by": row.stated_by, "note": row.note}
    _record("objective.read", objective, by, now, changes)
    return row


@command
def drop_objective(*, by: Actor, objective_id: int, version: int, because: str, now: datetime) -> Objective:
    """End an objective, with the reason. Its readings stay."""
    objective = _objective_to_change(by, objective_id)
    objective.expect(version)
    reason = within(because, 300, "because")
    if not reason:
        raise Invalid(_("Enter why you are dropping it."), "because")
    objective.dropped_at, objective.dropped_because = now, reason
    objective.save()
    _record("objective.dropped", objective, by, now, {"reason": reason})
    return objective


def _objective_to_change(by: Actor, objective_id: int) -> Objective:
    objective = queries.objective_seen_by(by, objective_id, lock=True)
    policy.may_change(person_of(by), objective.account).or_refuse()
    return objective


def _record(action: str, objective: Objective, by: Actor, now: datetime, changes: dict[str, object]) -> None:
    """Record the action. Amounts of a margin objective need their right in the audit log too."""
    money = FIGURES if objective.kind == objectives.MARGIN else ()
    trail.record(action, subject=objective, by=by, at=now, changes=changes, money=money)


def objective_checked(fields: ObjectiveFields) -> ObjectiveFields:
    """Return the objective with its kind's unit. Raises `Invalid` for a wrong value."""
    clean = tidied(fields)
    unit = objectives.UNITS[clean.kind]
    if clean.kind == objectives.CLIENT_GOAL and clean.unit in (objectives.PERCENT, objectives.OF_TEN):
        unit = clean.unit
    for field, value in (("target", clean.target), ("baseline", clean.baseline)):
        check_figure(unit, value, field)
    if clean.kind != objectives.CLIENT_GOAL and clean.target is None:
        raise Invalid(_("Enter the target."), "target")
    return replace(clean, unit=unit)


def check_figure(unit: str, value: Decimal | None, field: str) -> None:
    """Raise `Invalid` for a figure that isn't possible in its unit."""
    most = objectives.HIGHEST[unit]
    if value is not None and not -most <= value <= most:
        raise Invalid(_("Enter a valid figure."), field)
    if value is not None and unit == objectives.OF_TEN and value < 0:
        raise Invalid(_("Enter 0 to 10."), field)
