"""Set a goal, revise it with the cause named, read its measure, plan what to do about it, and end it."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.evidence import NO_EVIDENCE, Evidence, put_evidence
from amity.accounts.queries import account_seen_by
from amity.audit import trail
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import tidied, value_of, write
from amity.strategy import policy, rules
from amity.strategy.changes import Cause, GoalFields, GoalPlan, GoalReadingFields, checked_goal, image, plain
from amity.strategy.goals import causes, queries
from amity.strategy.models import Goal, GoalReading, GoalRevision


@command
def set_goal(
    *, by: Actor, account_id: int, fields: GoalFields, now: datetime, evidence: Evidence = NO_EVIDENCE
) -> Goal:
    """Set a long-term goal of the client. `evidence` is who at the client named it, when and where."""
    account = account_seen_by(by, account_id)
    policy.may_set(person_of(by), account).or_refuse()
    checked = checked_goal(fields)
    goal = Goal(account=account, begun_on=timezone.localdate(now), state=rules.RUNNING, added_at=now, changed_at=now)
    write(checked, goal)
    put_evidence(goal, account, evidence, today=timezone.localdate(now))
    goal.save(force_insert=True)
    trail.record("goal.set", subject=goal, by=by, at=now, changes=image(checked))
    return goal


@command
def revise_goal(*, by: Actor, goal_id: int, version: int, fields: GoalFields, cause: Cause, now: datetime) -> Goal:
    """Change a goal and record the cause. Its previous text stays readable next to the new one."""
    goal = _to_change(by, goal_id, version)
    _running(goal)
    before, after, reason = value_of(goal, GoalFields), checked_goal(fields), tidied(cause)
    if image(before) == image(after):
        raise Invalid(_("Nothing has changed."), "title")
    revision = GoalRevision(goal=goal, at=now, by_label=by.label, before=image(before), after=image(after))
    revision.cause, revision.why = reason.cause, reason.why
    record = causes.ref_of(by, goal.account, reason.record)
    if record is not None:
        revision.cause_kind, revision.cause_id = record.kind, record.id
    needed = reason.cause == rules.CLIENT_WORD
    put_evidence(revision, goal.account, reason.evidence, today=timezone.localdate(now), needed=needed)
    write(after, goal)
    goal.changed_at = now
    goal.save()
    revision.save(force_insert=True)
    changes = {"before": image(before), "after": image(after), "cause": reason.cause, "why": reason.why}
    changes |= {"record": str(record)} if record else {}
    trail.record("goal.revised", subject=goal, by=by, at=now, changes=changes)
    return goal


@command
def read_goal(*, by: Actor, goal_id: int, reading: GoalReadingFields, now: datetime) -> GoalReading:
    """Add a dated value of the goal's measure, and where it was read. One per day."""
    goal = _to_change(by, goal_id)
    _running(goal)
    clean = tidied(reading)
    if clean.read_on > timezone.localdate(now):
        raise Invalid(_("The date can’t be in the future."), "read_on")
    if goal.readings.filter(read_on=clean.read_on).exists():
        raise Invalid(_("There is already a reading on that date. Remove it first if it was wrong."), "read_on")
    row = GoalReading(goal=goal, by_label=by.label, at=now)
    write(clean, row)
    row.save(force_insert=True)
    goal.changed_at = now
    goal.save(update_fields=["changed_at"])
    trail.record("goal.read", subject=goal, by=by, at=now, changes=_image(row))
    return row


@command
def remove_reading(*, by: Actor, goal_id: int, reading_id: int, now: datetime) -> None:
    """Remove a wrong reading. The audit log has a record of it."""
    goal = _to_change(by, goal_id)
    reading = seen_or_missing(goal.readings, reading_id, _("Reading not found."))
    trail.record("goal.reading_removed", subject=goal, by=by, at=now, changes=_image(reading))
    reading.delete()


@command
def plan_goal(*, by: Actor, goal_id: int, version: int, plan: GoalPlan, now: datetime) -> Goal:
    """Record what is done about a goal and when that is checked, in 30 days unless stated. A blank plan removes it."""
    goal = _to_change(by, goal_id, version)
    _running(goal)
    clean, today = tidied(plan), timezone.localdate(now)
    if clean.plan_check_on is not None and clean.plan_check_on < today:
        raise Invalid(_("The date can’t be in the past."), "plan_check_on")
    if goal.plan == clean.plan == "":
        raise Invalid(_("Enter what you will do."), "plan")
    before = plan_image(goal)
    goal.plan, goal.plan_check_on, goal.plan_by_label = "", None, ""
    if clean.plan:
        goal.plan, goal.plan_by_label = clean.plan, by.label
        goal.plan_check_on = clean.plan_check_on or today + timedelta(days=rules.PLAN_DAYS)
    goal.changed_at = now
    goal.save()
    trail.record("goal.planned", subject=goal, by=by, at=now, changes={"before": before, "after": plan_image(goal)})
    return goal


def plan_image(goal: Goal) -> dict[str, object]:
    """Return a goal's plan as the audit log stores it."""
    return {"plan": goal.plan, "plan_check_on": str(goal.plan_check_on or "")}


@command
def end_goal(*, by: Actor, goal_id: int, version: int, state: str, why: str, now: datetime) -> Goal:
    """End a goal as reached or dropped with a reason, or reopen it (`running`)."""
    goal = _to_change(by, goal_id, version)
    if state not in rules.GOAL_STATES or state == goal.state:
        raise Refused(_("The goal is already “%(state)s”.") % {"state": queries.STATES[goal.state]})
    reason = why.strip()
    if not reason:
        raise Invalid(_("Enter the evidence, in one sentence."), "why")
    before, goal.state, goal.changed_at = goal.state, state, now
    goal.save()
    fields = image(value_of(goal, GoalFields))
    GoalRevision(
        goal=goal, at=now, by_label=by.label, cause=rules.DECISION, why=reason,
        before={**fields, "state": before}, after={**fields, "state": state},
    ).save(force_insert=True)  # fmt: skip
    changes = {"before": before, "after": state, "why": reason}
    trail.record("goal.ended", subject=goal, by=by, at=now, changes=changes)
    return goal


def _image(reading: GoalReading) -> dict[str, object]:
    return {"read_on": reading.read_on, "value": plain(reading.value), "source": reading.source}


def _to_change(by: Actor, goal_id: int, version: int | None = None) -> Goal:
    goal = queries.goal_seen_by(by, goal_id, lock=True)
    policy.may_set(person_of(by), goal.account).or_refuse()
    if version is not None:
        goal.expect(version)
    return goal


def _running(goal: Goal) -> None:
    if goal.state != rules.RUNNING:
        raise Refused(_("The goal is “%(state)s”. Reopen it first.") % {"state": queries.STATES[goal.state]})
