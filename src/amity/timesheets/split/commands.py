"""Set the shares of a standing split. Confirm a week of it, once, and undo that."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.shared.permission import YES, Answer, no
from amity.shared.refs import Ref
from amity.timesheets import months
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.models import Entry
from amity.timesheets.pricing import PriceList
from amity.timesheets.rules import DAY_SECONDS, DRAFT
from amity.timesheets.split import queries
from amity.timesheets.split.models import SplitShare, SplitWeek
from amity.timesheets.split.rules import spread_in_room
from amity.timesheets.week.days import Week
from amity.ui import formats

FULL_WEEK: Final = 7 * DAY_SECONDS


@command
def set_shares(*, by: Actor, shares: Mapping[int, int], valid_from: date, now: datetime) -> None:
    """Set the actor's own weekly service time by account id, from a date on. 0 ends a share.

    Unchanged shares are not written again. Confirmed weeks are unchanged.
    """
    person = person_of(by)
    offered = {account.pk for account in queries.accounts_on_offer(by)}
    if not shares.keys() <= offered:
        raise Invalid(_("Choose accounts you manage."))
    if any(seconds < 0 for seconds in shares.values()) or sum(shares.values()) > FULL_WEEK:
        raise Invalid(_("Enter 0 to 168 hours."))
    held = {share.account.pk: share.weekly_seconds for share in queries.shares_on(person.pk, valid_from)}
    changed = {account: seconds for account, seconds in shares.items() if held.get(account, 0) != seconds}
    for account, seconds in sorted(changed.items()):
        SplitShare.objects.update_or_create(
            person=person, account_id=account, valid_from=valid_from, defaults={"weekly_seconds": seconds}
        )
    if changed:
        detail = {"valid_from": valid_from, "shares": {str(key): seconds for key, seconds in sorted(changed.items())}}
        trail.record("split.set", subject=Ref.to(person), by=by, at=now, changes=detail)


@command
def confirm_split(*, by: Actor, week: Week, now: datetime, hours: Mapping[int, int] | None = None) -> SplitWeek:
    """Log the week's split as marked entries on its working days in open months, once a week.

    The split tops up to the plan: account service time logged by hand is deducted, and no day gets more than the
    person's hours. `hours` are seconds to add by account id if the person wants others; days with room get them first.
    Refused before the week's last working day, and for a week that is confirmed.
    """
    person = person_of(by)
    months.hold(*week.days)
    plan = queries.week_plan(person, week, person.day_of(now))
    may_confirm(plan, person.day_of(now)).or_refuse()
    wanted = {row.account.pk: row.fits for row in plan.rows} | _checked(plan, hours or {})
    confirmed = _take_week(person, week, now)
    logged = {row.account.pk: row.logged_by_day for row in plan.rows}
    entries, room = [], None if plan.room is None else dict(plan.room)
    for account, seconds in sorted(wanted.items()):
        for day, part in spread_in_room(seconds, plan.days, logged[account], room).items():
            entries.append(_entry(person, account, day, part, now))
            if room is not None:
                room[day] = max(room[day] - part, 0)
    made = bulk.write_entries(PriceList(), new=entries)
    confirmed.entries = [entry.pk for entry in made]
    confirmed.save()
    detail = {"monday": week.monday, "entries": len(made), "seconds": sum(entry.seconds for entry in made)}
    trail.record("split.confirmed", subject=confirmed, by=by, at=now, changes=detail)
    return confirmed


@command
def undo_split(*, by: Actor, week: Week, now: datetime) -> int:
    """Undo a confirmed week by deleting its entries, except those changed since. Return how many of these are left.

    Refused if a month of it is closed, or some of it is submitted or approved.
    """
    person = person_of(by)
    months.hold_open(*week.days)
    confirmed = SplitWeek.objects.select_for_update(of=("self",)).filter(person=person, monday=week.monday).first()
    if confirmed is None:
        raise NotSeen(_("The split for this week isn’t confirmed."))
    made = Entry.objects.filter(pk__in=confirmed.entries, from_split=True, person=person).order_by("pk")
    entries = list(made.select_for_update(of=("self",)))
    if any(entry.state != DRAFT for entry in entries):
        raise Refused(_("Some of this time is submitted or approved. Recall the week first."))
    untouched = [entry for entry in entries if entry.version == 1]
    bulk.write_entries(None, deleted=untouched)
    detail = {"monday": week.monday, "entries": len(untouched), "seconds": sum(entry.seconds for entry in untouched)}
    trail.record("split.undone", subject=confirmed, by=by, at=now, changes=detail)
    confirmed.delete()
    return len(entries) - len(untouched)


def may_confirm(plan: queries.WeekPlan, today: date) -> Answer:
    """Return whether a week's split can be confirmed: once, from its last working day on, if there is a split."""
    if plan.confirmed_at is not None:
        return no(_("The split for this week is already confirmed."))
    if not plan.rows and plan.week.sunday < today:
        return no(_("You had no split in this week, so there is nothing to confirm."))
    if not plan.rows:
        return no(_("You have no split for this week. Set your shares first."))
    if not plan.days:
        return no(_("This week has no working day in an open month."))
    if plan.due_on and not plan.due:
        day = formats.day(plan.due_on, today, in_sentence=True)
        return no(_("You can confirm this week from its last working day, %(day)s.") % {"day": day})
    return YES


def _checked(plan: queries.WeekPlan, hours: Mapping[int, int]) -> dict[int, int]:
    accounts = {row.account.pk for row in plan.rows}
    most = len(plan.days) * DAY_SECONDS
    for account, seconds in hours.items():
        if account not in accounts:
            raise Invalid(_("Choose accounts in your split."))
        if not 0 <= seconds <= most:
            raise Invalid(_("Time must fit into the working days of the week."), f"account_{account}")
    return dict(hours)


def _take_week(person: Person, week: Week, now: datetime) -> SplitWeek:
    """Create the row that allows one confirmation a week. Raise `Refused` if there is one already."""
    try:
        with transaction.atomic():
            return SplitWeek.objects.create(person=person, monday=week.monday, confirmed_at=now)
    except IntegrityError:
        raise Refused(_("The split for this week is already confirmed.")) from None


def _entry(person: Person, account_id: int, day: date, seconds: int, now: datetime) -> Entry:
    return Entry(
        person=person, account_id=account_id, work_date=day, seconds=seconds, billable=False, from_split=True,
        logged_at=now,
    )  # fmt: skip
