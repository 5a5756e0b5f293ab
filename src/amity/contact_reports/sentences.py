"""What a report's page finds about it, in a sentence."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.agency.queries import agency_day, agency_zone
from amity.contact_reports import rules
from amity.contact_reports.clocks.reading import QUESTION, REMINDER, Clock
from amity.contact_reports.models import ContactReport, Edition, ReportPoint
from amity.ui import formats


def heading(
    report: ContactReport, state: str, edition: Edition | None, clock: Clock | None, now: datetime
) -> str:  # fmt: skip
    """Return the finding of a report's page: what happens next, or where it is."""
    today = agency_day(now)
    values = {"number": report.number, "version": report.edition, "due": _moment(report.due_at, today)}
    if state in (rules.DRAFT, rules.RETURNED, rules.CORRECTED):
        if report.due_at < now:
            return _("Contact report %(number)s: late, due %(due)s") % values
        return _("Contact report %(number)s: goes out by %(due)s") % values
    if state in (rules.WAITING, rules.GOING):
        return _("Contact report %(number)s: in Going out, due %(due)s") % values
    if state == rules.UNDELIVERED:
        return _("Contact report %(number)s: not delivered") % values
    sent = edition.sent_at if edition else None
    values["sent"] = formats.day_with("on", agency_day(sent), today) if sent else ""
    if state == rules.CONFIRMED and report.confirmed_by is not None:
        return _("Contact report %(number)s: confirmed by %(who)s") % (values | {"who": report.confirmed_by.name})
    if state == rules.BASIS and edition is not None and edition.basis_at is not None:
        day = formats.day(agency_day(edition.basis_at), today, in_sentence=True)
        return _("Contact report %(number)s: working basis since %(day)s") % (values | {"day": day})
    if clock is not None and clock.stopped == QUESTION:
        return _("Contact report %(number)s: paused until you have read the client’s answer") % values
    if clock is not None and clock.stopped == REMINDER:
        return _("Contact report %(number)s: its reminder hasn’t been sent yet") % values
    if clock is not None:
        return _("Contact report %(number)s: working basis from %(basis)s") % (
            values | {"basis": _moment(clock.basis, today)}
        )
    return _("Contact report %(number)s: sent, unanswered") % values


def sub(report: ContactReport, points: Sequence[ReportPoint]) -> str:
    """Return what the report is about, and what is missing."""
    held = formats.full_day(agency_day(report.held_at))
    about = _("%(title)s, %(day)s.") % {"title": report.title, "day": held}
    if report.week_of is not None:
        about = _("All talks of the week, the last on %(day)s.") % {"day": held}
    missing = sum(one.owner is not None and one.due_on is None for one in points)
    if not points:
        nothing = _("Nothing was decided, promised or asked. Add a point, or delete the draft.")
        return f"{about} {nothing}"
    if not missing:
        return about
    sentence = ngettext("%(count)s date is missing.", "%(count)s dates are missing.", missing) % {"count": missing}
    return f"{about} {sentence}"


def _moment(moment: datetime, today: object) -> str:
    """Return a moment with its day and its time, in the agency's zone."""
    local = timezone.localtime(moment, agency_zone())
    return _("%(day)s, %(time)s") % {"day": _named(local, today), "time": f"{local:%H:%M}"}


def _named(local: datetime, today: object) -> str:
    if local.date() == today:
        return _("today")
    return f"{formats.weekday(local.date())} {formats.day_and_month(local.date())}"
