"""Set, edit, read and drop joint objectives."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

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
from amity.shared.texts import one_line, within


@dataclass(frozen=True, slots=True)
class ObjectiveFields:
    """An objective in words, with what it is measured by. `unit` counts for a client goal only."""

    kind: str
    statement: str
    target: Decimal | None = None
    baseline: Decimal | None = None
    unit: str = ""
    due_on: date | None = None


FIGURES = ("target", "baseline", "reading")


@command
def set_objective(*, by: Actor, account_id: int, fields: ObjectiveFields, now: datetime) -> Objective:
    """Set something both sides of the agency pursue on an account."""
    account = accounts.account_to_change(by, account_id)
    policy.may_change(person_of(by), account).or_refuse()
    kept = objective_checked(fields)
    running = list(account.objectives.filter(dropped_at=None).values_list("kind", flat=True))
    if len(running) >= objectives.MOST:
        raise Refused(_("You already have four objectives. Drop one first."))
    if kept.kind != objectives.CLIENT_GOAL and kept.kind in running:
        raise Invalid(_("You already have an objective of this kind. Edit that one."), "kind")
    objective = Objective.objects.create(account=account, set_at=now, **asdict(kept))
    _record("objective.set", objective, by, now, _image(objective))
    return objective


@command
def edit_objective(*, by: Actor, objective_id: int, version: int, fields: ObjectiveFields, now: datetime) -> Objective:
    """Change the words, the target, the baseline or the day; the kind stays."""
    objective = _objective_to_change(by, objective_id)
    objective.expect(version)
    before = _image(objective)
    kept = objective_checked(ObjectiveFields(**asdict(fields) | {"kind": objective.kind}))
    for name, value in asdict(kept).items():
        setattr(objective, name, value)
    objective.save()
    _record("objective.changed", objective, by, now, {"before": before, "after": _image(objective)})
    return objective


@command
def read_objective(
    *, by: Actor, objective_id: int, value: Decimal, read_on: date, now: datetime, said_by: str = "", note: str = ""
) -> Reading:
    """Record the value of an objective; a second reading on a date replaces the first.

    The source defaults to the actor.
    """
    objective = queries.objective_seen_by(by, objective_id, lock=True)
    policy.may_read(person_of(by), objective).or_refuse()
    if read_on > now.date():
        raise Invalid(_("The date can’t be in the future."), "read_on")
    check_figure(objective.unit, value, "value")
    said = {"value": value, "said_by": within(said_by, 200, "said_by") or by.label, "note": within(note, 300, "note")}
    reading, _new = Reading.objects.update_or_create(objective=objective, read_on=read_on, defaults=said)
    changes = {"reading": value, "read_on": read_on, "said_by": reading.said_by, "note": reading.note}
    _record("objective.read", objective, by, now, changes)
    return reading


@command
def drop_objective(*, by: Actor, objective_id: int, version: int, because: str, now: datetime) -> Objective:
    """Stop pursuing an objective, and say why. Its readings stay."""
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


def _image(objective: Objective) -> dict[str, object]:
    names = ("kind", "statement", "unit", "target", "baseline", "due_on")
    return {name: getattr(objective, name) for name in names}


def _record(action: str, objective: Objective, by: Actor, now: datetime, changes: dict[str, object]) -> None:
    """Write the act; the figures of a margin are amounts that need their right in the audit log too."""
    money = FIGURES if objective.kind == objectives.MARGIN else ()
    trail.record(action, subject=objective, by=by, at=now, changes=changes, money=money)


def objective_checked(fields: ObjectiveFields) -> ObjectiveFields:
    """Return the objective with its kind's unit. Raises `Invalid` for a wrong value."""
    if fields.kind not in objectives.KINDS:
        raise Invalid(_("Choose from the list."), "kind")
    statement = one_line(fields.statement, 200, "statement")
    if not statement:
        raise Invalid(_("Enter in one sentence what you both want."), "statement")
    unit = objectives.UNITS[fields.kind]
    if fields.kind == objectives.CLIENT_GOAL and fields.unit in (objectives.PERCENT, objectives.OF_TEN):
        unit = fields.unit
    for field, value in (("target", fields.target), ("baseline", fields.baseline)):
        check_figure(unit, value, field)
    if fields.kind != objectives.CLIENT_GOAL and fields.target is None:
        raise Invalid(_("Enter the target."), "target")
    return replace(fields, statement=statement, unit=unit)


def check_figure(unit: str, value: Decimal | None, field: str) -> None:
    """Raise `Invalid` for a figure that its unit cannot have."""
    most = objectives.HIGHEST[unit]
    if value is not None and not -most <= value <= most:
        raise Invalid(_("Enter a valid figure."), field)
    if value is not None and unit == objectives.OF_TEN and value < 0:
        raise Invalid(_("Enter 0 to 10."), field)
