"""Commands of the month end: enter payroll, accept a point, remind people of time, price time, close."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agency import queries as agencies
from amity.agency.rates import commands as rate_commands
from amity.audit import trail
from amity.jobs.commands import start_job
from amity.jobs.models import Job
from amity.outbox import commands as outbox
from amity.outbox import rules as outgoing
from amity.outbox.letters import letter
from amity.profitability import policy
from amity.profitability.closing import rules, wording
from amity.profitability.closing.checklist import Checklist, checklist
from amity.profitability.closing.hours import PersonTime, month_time
from amity.profitability.closing.pricing import Rate
from amity.profitability.models import LeftPoint, MonthEnd
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.dates.periods import first_day
from amity.shared.errors import Invalid, Refused
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.timesheets import commands as timesheets
from amity.timesheets import months
from amity.timesheets.models import Month
from amity.timesheets.rerating import jobs as rerating
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

ASKED_AGAIN_AFTER: Final = timedelta(hours=20)
MOST: Final = 10**13


@command
def close_month(*, by: Actor, month: int, now: datetime) -> Month:
    """Close a month that nothing blocks, and freeze its figures. Refused with the points still open."""
    policy.may_end_months(by).or_refuse()
    if months.take_alone(month).locked_at is None:
        _no_open_points(checklist(by, month, timezone.localdate(now))).or_refuse()
    return timesheets.lock_month(by=by, month=month, now=now)


def _no_open_points(seen: Checklist) -> Answer:
    if seen.may_close:
        return YES
    still = [wording.short_of(point.key) for point in seen.to_do]
    return no(_("You can’t close the month yet: %(points)s.") % {"points": "; ".join(still)})


def nothing_runs(_month: int, _by: Actor) -> Answer:
    """Refuse to close a month while a re-rating runs, as its costs would be incomplete."""
    if rerating.rerating_now():
        return no(_("A re-rating is running. Close the month once it has finished."))
    return YES


@command
def enter_payroll(*, by: Actor, month: int, amount: int, now: datetime) -> MonthEnd:
    """Record the payroll of a month in minor units of the agency's currency. Refused once the month is closed."""
    policy.may_end_months(by).or_refuse()
    months.hold_open(first_day(month))
    if not 0 <= amount <= MOST:
        raise Invalid(_("Enter 0 or more, and check the number of digits."), field="payroll")
    row = _row(month)
    before, row.payroll = row.payroll, amount
    row.currency, row.payroll_by, row.payroll_at = agencies.agency().currency, by.label, now
    row.save()
    detail = {"month": month, "before": before, "payroll": amount, "currency": row.currency}
    _record("payroll.entered", month, by, now, detail, ["before", "payroll"])
    return row


@command
def leave_point(*, by: Actor, month: int, point: str, reason: str, now: datetime) -> LeftPoint:
    """Accept a point with a reason, or confirm one that asks a question. It opens again when it grows."""
    policy.may_end_months(by).or_refuse()
    months.hold_open(first_day(month))
    why = " ".join(reason.split())
    if not why and point not in rules.CONFIRMED:
        raise Invalid(_("Enter the reason for accepting it."), field="reason")
    seen = checklist(by, month, timezone.localdate(now)).points.get(point)
    if seen is None or seen.state == "done":
        raise Refused(_("There is nothing to accept here."))
    if seen.state == "hard":
        raise Refused(_("You can’t accept this point: %(point)s.") % {"point": wording.short_of(point)})
    values = {"measure": seen.measure, "reason": why, "left_by": by.label, "left_at": now}
    row, _new = LeftPoint.objects.update_or_create(month=month, point=point, defaults=values)
    _record("month_end.point_left", month, by, now, {"point": point, "reason": why})
    return row


@command
def take_up_point(*, by: Actor, month: int, point: str, now: datetime) -> None:
    """Reopen an accepted point."""
    policy.may_end_months(by).or_refuse()
    months.hold_open(first_day(month))
    if LeftPoint.objects.filter(month=month, point=point).delete()[0]:
        _record("month_end.point_taken_up", month, by, now, {"point": point})


@command
def ask_for_time(*, by: Actor, month: int, now: datetime) -> int:
    """Email everyone with missing time in a month. Return how many. Refused if done shortly before."""
    policy.may_end_months(by).or_refuse()
    months.hold_open(first_day(month))
    row = _row(month)
    if row.reminded_at is not None and now - row.reminded_at < ASKED_AGAIN_AFTER:
        raise Refused(_("%(name)s has already emailed them today.") % {"name": row.reminded_by})
    asked = month_time(month, timezone.localdate(now)).asked
    if not asked:
        raise Refused(_("No one with an email address has missing time."))
    for one in asked:
        _ask(one, month, now)
    row.reminded_by, row.reminded_at = by.label, now
    row.save()
    _record("month_end.time_asked_for", month, by, now, {"people": len(asked)})
    return len(asked)


def _ask(one: PersonTime, month: int, now: datetime) -> None:
    """Email a person, in their language, how much time is missing and where to log it."""
    person = one.person
    with in_their_ways(person):
        missing, when = formats.hours(one.missing, "words"), formats.month(month)
        subject = _("Log your missing time for %(month)s: %(hours)s") % {"month": when, "hours": missing}
        values = {
            "month": when, "there": formats.hours(one.logged, "words"), "hours": missing,
            "expected": formats.hours(one.expected, "words"),
        }  # fmt: skip
        body = letter(
            person.name,
            _("You have logged %(there)s for %(month)s. The expected time is %(expected)s, so %(hours)s are missing.")
            % values,
            _("Please log the missing time so that the month can be closed. If you were away, tell your lead."),
            settings.ENVIRONMENT.url + reverse("timesheets:this_week"),
            why=_("You received this email because your time for this month is incomplete."),
        )
    outbox.queue(
        audience=outgoing.STAFF, kind="time_missing", to=person.mail or "", name=person.name, subject=subject,
        body=body, now=now,
    )  # fmt: skip


@command
def price_time(*, by: Actor, rate: Rate, now: datetime, back: str = "") -> Job:
    """Confirm an hourly cost and apply it in the background to time since its date that has none.

    `back` is the address that the finished job leads to.
    """
    policy.may_end_months(by).or_refuse()
    rate_commands.confirm_cost_rate(
        by=by, level=rate.level, valid_from=rate.since, per_hour=rate.per_hour, now=now,
        person_id=rate.person_id, discipline_id=rate.discipline_id,
    )  # fmt: skip
    if rerating.rerating_now():
        raise Refused(_("A re-rating is already running. Wait for it to finish, or stop it."))
    span = rate.span(timezone.localdate(now))
    return start_job(by=by, kind=rerating.RERATE, arguments=rerating.arguments(span, back), now=now)


def _row(month: int) -> MonthEnd:
    """Return the month's own row, locked, so that two writers wait for each other."""
    MonthEnd.objects.get_or_create(pk=month)
    return MonthEnd.objects.select_for_update().get(pk=month)


def _record(
    action: str, month: int, by: Actor, now: datetime, changes: Mapping[str, object], money: list[str] | None = None
) -> None:
    trail.record(action, subject=Ref("timesheets.month", month), by=by, at=now, changes=changes, money=money or [])
