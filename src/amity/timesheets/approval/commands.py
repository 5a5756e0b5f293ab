"""Submit a week, recall it, approve it, return it. The sums follow, since approved time is summed separately.

Lock order: the week's row, month rows, entries, the sums' keys.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.outbox import commands as outbox
from amity.outbox import rules as mail
from amity.outbox.letters import letter
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, Refused
from amity.shared.text.texts import one_line
from amity.timesheets import months
from amity.timesheets.approval import queries
from amity.timesheets.approval.models import WeekSheet
from amity.timesheets.bulk import commands as bulk
from amity.timesheets.models import Entry
from amity.timesheets.rules import APPROVED, DRAFT, SUBMITTED
from amity.timesheets.sums import rollups
from amity.timesheets.week.days import Week
from amity.ui import formats
from amity.ui.reader_format import in_their_ways

LONGEST_REASON: Final = 500


@command
def submit_week(*, by: Actor, week: Week, now: datetime) -> WeekSheet:
    """Submit all drafts of the actor's own week. If no one else could approve it, that step is skipped and recorded.

    Refused without drafts or if the agency doesn't approve weeks. Raises `MonthClosed` for days of a closed month.
    """
    person = person_of(by)
    if not queries.approval_on():
        raise Refused(_("Weeks aren’t submitted at this agency. An administrator can turn on approval."))
    no_drafts = Refused(_("All time in this week has already been submitted."))
    if not Entry.objects.filter(person=person, work_date__range=(week.monday, week.sunday), state=DRAFT).exists():
        raise no_drafts
    sheet, _new = WeekSheet.objects.select_for_update(of=("self",)).get_or_create(
        person=person, monday=week.monday, defaults={"submitted_at": now}
    )
    entries = _moved(person, week, {DRAFT}, SUBMITTED)
    if not entries:  # they went while the week's row was waited for
        raise no_drafts
    sheet.state, sheet.submitted_at, sheet.reason = SUBMITTED, now, ""
    sheet.decided_at, sheet.decided_by = None, ""
    sheet.save()
    trail.record("week.submitted", subject=sheet, by=by, at=now, changes=_detail(week, entries))
    if not queries.approvers_of(person):
        _approve(by, sheet, now, skipped=True)
    return sheet


@command
def take_week_back(*, by: Actor, week: Week, now: datetime) -> WeekSheet:
    """Recall the actor's own week before it is approved. Its entries become drafts again."""
    person = person_of(by)
    sheet = WeekSheet.objects.select_for_update(of=("self",)).filter(person=person, monday=week.monday).first()
    if sheet is None or sheet.state != SUBMITTED:
        raise Refused(_("This week isn’t waiting for approval."))
    entries = _moved(person, week, {SUBMITTED}, DRAFT)
    sheet.state = DRAFT
    sheet.save()
    trail.record("week.taken_back", subject=sheet, by=by, at=now, changes=_detail(week, entries))
    return sheet


@command
def approve_week(*, by: Actor, sheet_id: int, now: datetime) -> WeekSheet:
    """Approve what was submitted of a week. Only for the person's lead, or a director if there is none."""
    sheet = queries.sheet_to_decide(by, sheet_id)
    if sheet.state != SUBMITTED:
        raise Refused(_("This week isn’t waiting for approval."))
    return _approve(by, sheet, now)


@command
def return_week(*, by: Actor, sheet_id: int, reason: str, now: datetime) -> WeekSheet:
    """Return a submitted or approved week with a reason. Its entries become drafts, and an email is sent."""
    sheet = queries.sheet_to_decide(by, sheet_id)
    why = one_line(reason, LONGEST_REASON, "reason")
    if not why:
        raise Invalid(_("Enter the reason, so that the person knows what to change."), "reason")
    if sheet.state not in {SUBMITTED, APPROVED}:
        raise Refused(_("This week has already been returned."))
    week = Week(sheet.monday)
    entries = _moved(sheet.person, week, {SUBMITTED, APPROVED}, DRAFT)
    sheet.state, sheet.decided_at, sheet.decided_by, sheet.reason = DRAFT, now, by.label, why
    sheet.save()
    trail.record("week.returned", subject=sheet, by=by, at=now, changes=_detail(week, entries) | {"reason": why})
    _tell(by, sheet.person, week, why, now)
    return sheet


def _approve(by: Actor, sheet: WeekSheet, now: datetime, *, skipped: bool = False) -> WeekSheet:
    week = Week(sheet.monday)
    entries = _moved(sheet.person, week, {SUBMITTED}, APPROVED)
    sheet.state, sheet.decided_at, sheet.decided_by = APPROVED, now, "" if skipped else by.label
    sheet.save()
    trail.record("week.approved", subject=sheet, by=by, at=now, changes=_detail(week, entries) | {"skipped": skipped})
    if not skipped:
        page = reverse("timesheets:week", args=[str(week)])
        notify(person=sheet.person, kind=notices.WEEK, text=lambda: _approved(by, week), path=page, now=now, by=by)
    return sheet


def _approved(by: Actor, week: Week) -> str:
    return _("%(who)s approved your week from %(day)s.") % {"who": by.label, "day": formats.full_day(week.monday)}


def _moved(person: Person, week: Week, states: set[str], into: str) -> list[Entry]:
    """Change the state of a week's entries, with their sums. Months first, then entries, sums last."""
    found = Entry.objects.filter(person=person, work_date__range=(week.monday, week.sunday), state__in=states)
    days = set(found.order_by().values_list("work_date", flat=True))
    months.hold_open(*days)
    entries = list(found.filter(work_date__in=days).order_by("pk").select_for_update(of=("self",)))
    changed = []
    for entry in entries:
        before = rollups.measures(entry)
        entry.state = into
        entry.version += 1
        changed.append((before, entry))
    bulk.write_entries(None, changed=changed)
    return entries


def _detail(week: Week, entries: Iterable[Entry]) -> dict[str, object]:
    seconds = [entry.seconds for entry in entries]
    return {"monday": week.monday, "entries": len(seconds), "seconds": sum(seconds)}


def _tell(by: Actor, person: Person, week: Week, reason: str, now: datetime) -> None:
    if not person.mail:
        return
    with in_their_ways(person):
        link = settings.ENVIRONMENT.url + reverse("timesheets:week", args=[str(week)])
        names = {"who": by.label, "day": formats.full_day(week.monday)}
        outbox.queue(
            audience=mail.STAFF,
            kind="week_returned",
            to=person.mail,
            name=person.name,
            subject=_("Please correct your week from %(day)s") % names,
            body=letter(
                person.name,
                _("%(who)s returned your week from %(day)s with this reason:") % names,
                _("“%(text)s”") % {"text": reason},
                _("Correct it and submit it again here:"),
                link,
                why=_("You received this email because %(who)s approves your weeks.") % names,
            ),
            now=now,
        )
