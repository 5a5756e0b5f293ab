"""The text of a report in the language of its addressee: whole sentences, complete, without terms of the agency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from babel.dates import get_timezone_location
from babel.lists import format_list
from django.utils.translation import get_language, pgettext, to_locale
from django.utils.translation import gettext as _

from amity.agency.queries import agency_day, agency_name, agency_zone
from amity.contact_reports import rules
from amity.contact_reports.letters.changes import Change
from amity.contact_reports.letters.readers import addressed
from amity.contact_reports.letters.silence import Silence
from amity.contact_reports.models import ContactReport, Participant, ReportPoint
from amity.conversations import rules as talks
from amity.outbox.letters import greeted
from amity.ui import formats

RECENT: Final = 6
"""Days after a talk in which its weekday names it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A report as the client gets it."""

    subject: str
    heading: str
    paragraphs: Sequence[str]
    groups: Sequence[tuple[str, Sequence[str]]]
    changes: Sequence[str]
    people: Sequence[str]
    closing: Sequence[str]

    @property
    def body(self) -> str:
        """Return the text of the email, without the greeting's heading."""
        parts = [*self.paragraphs]
        if self.changes:
            parts.append(
                "\n".join([_("What has changed since the previous version"), *(f"– {one}" for one in self.changes)])
            )
        parts += ["\n".join([title, *lines]) for title, lines in self.groups]
        parts += ["\n".join(self.people), *self.closing]
        return "\n\n".join(part for part in parts if part)


def letter(
    report: ContactReport, points: Sequence[tuple[str, ReportPoint]], silence: Silence | None,
    basis: datetime | None, changes: Sequence[Change], today: date,
) -> Letter:  # fmt: skip
    """Return the letter of a report. It is made in the active language."""
    lead = _lead(report, today)
    return Letter(
        subject=subject_of(report),
        heading=lead,
        paragraphs=[
            _greeting(report),
            f"{lead} {_exclusion(points)}".strip(),
            _what_follows(silence, basis),
        ],
        groups=[(heading, [_line(letter, point) for letter, point in own]) for heading, own in _groups(points)],
        changes=[_change(one) for one in changes],
        people=_people(list(report.participants.all())),
        closing=[
            _("Is something wrong or missing? Reply to this email. You can also correct these notes later."),
            _("Kind regards") + f"\n{report.author.name}" + (f"\n{agency_name()}" if agency_name() else ""),
        ],
    )


def _greeting(report: ContactReport) -> str:
    """Return a greeting of everyone whom the email addresses, in the order of its recipients."""
    names = list(dict.fromkeys(greeted(one.name) for one in addressed(report)))
    listed = format_list(names, locale=to_locale(get_language() or "en"))
    return _("Hello %(name)s,") % {"name": listed} if names else ""


def subject_of(report: ContactReport) -> str:
    """Return the subject of a report's email."""
    values = {"number": report.number, "title": report.title, "version": report.edition}
    if report.edition > 1:
        return (_("Contact report %(number)s, version %(version)s: %(title)s") % values)[:200]
    return (_("Contact report %(number)s: %(title)s") % values)[:200]


def _lead(report: ContactReport, today: date) -> str:
    day = agency_day(report.held_at)
    if report.week_of is not None:
        span = formats.days(report.week_of, max(day, report.week_of))
        return _("Here is what we took from our talks of %(days)s.") % {"days": span}
    if (today - day).days < RECENT:
        return _recent(report.talk_kind) % {"day": formats.long_weekday(day)}
    sentence = {
        talks.MEETING: _("Here is what we took from our meeting on %(day)s."),
        talks.CALL: _("Here is what we took from our call on %(day)s."),
        talks.MESSAGE: _("Here is what we took from our messages of %(day)s."),
        talks.EMAIL: _("Here is what we took from our emails of %(day)s."),
    }[report.talk_kind]
    return sentence % {"day": formats.long_day(day)}


def _recent(kind: str) -> str:
    return {
        talks.MEETING: _("Here is what we took from %(day)s’s meeting."),
        talks.CALL: _("Here is what we took from %(day)s’s call."),
        talks.MESSAGE: _("Here is what we took from %(day)s’s messages."),
        talks.EMAIL: _("Here is what we took from %(day)s’s emails."),
    }[kind]


def _exclusion(points: Sequence[tuple[str, ReportPoint]]) -> str:
    named = [letter for letter, point in points if point.needs_yes]
    always = _("Prices, dates, deliverables, change orders and rights apply only once you confirm them.")
    if not named:
        return always
    listed = format_list(named, locale=to_locale(get_language() or "en"))
    return " ".join((always, _("Please confirm %(points)s.") % {"points": listed}))


def _what_follows(silence: Silence | None, basis: datetime | None) -> str:
    if silence is None or basis is None:
        return _("Please tell us whether this is right.")
    values = {"agreement": str(silence.agreement)} | moment_of(basis)
    starts = (
        _("As agreed in %(agreement)s, we’ll start working from it at %(time)s, %(city)s time, on %(day)s.")
        if values["city"]
        else _("As agreed in %(agreement)s, we’ll start working from it at %(time)s on %(day)s.")
    )
    return " ".join((_("If it is right, there’s nothing you need to do."), starts % values))


def moment_of(basis: datetime) -> dict[str, str]:
    """Return time and day of a moment, and the city of its time zone where clocks show another time at the agency."""
    city = ""
    if basis.utcoffset() != basis.astimezone(agency_zone()).utcoffset():
        city = get_timezone_location(basis.tzinfo, to_locale(get_language() or "en"), return_city=True)
    return {"time": f"{basis:%H:%M}", "day": formats.long_day(basis.date()), "city": city}


def _groups(
    points: Sequence[tuple[str, ReportPoint]],
) -> list[tuple[str, list[tuple[str, ReportPoint]]]]:
    headings = {
        rules.DECISIONS: _("What we decided"), rules.ACTIONS: _("What happens next"), rules.DATES: _("Dates"),
        rules.COSTS: _("Costs"),
    }  # fmt: skip
    found = [(headings[group], [one for one in points if one[1].group == group]) for group in rules.GROUPS]
    return [(heading, own) for heading, own in found if own]


def line_of(point: ReportPoint) -> str:
    """Return a point as a sentence, without its letter."""
    values: dict[str, Any] = {"text": point.text.rstrip(" ."), "who": str(point.owner or "")}
    if point.due_on is not None:
        values["day"] = formats.long_day(point.due_on)
    if point.owner and point.due_on:
        return _("%(who)s: %(text)s, by %(day)s.") % values
    if point.owner:
        return _("%(who)s: %(text)s.") % values
    if point.due_on and formats.day_and_month(point.due_on) not in point.text:
        return _("%(text)s (%(day)s).") % values
    return f"{values['text']}."


def _line(letter: str, point: ReportPoint) -> str:
    line = f"{letter}  {line_of(point)}"
    asked = _("Please confirm this.")
    return f"{line} {asked}" if point.needs_yes else line


def _people(participants: Iterable[Participant]) -> list[str]:
    named = {
        presence: ", ".join(str(one) for one in participants if one.presence == presence)
        for presence in rules.PRESENCES
    }
    sentences = {
        rules.PRESENT: pgettext("people", "Present: %(names)s."),
        rules.ABSENT: pgettext("people", "Absent: %(names)s."),
        rules.COPY: pgettext("people", "Copy: %(names)s."),
    }  # fmt: skip
    return [sentences[presence] % {"names": names} for presence, names in named.items() if names]


def _change(one: Change) -> str:
    if one.is_new:
        return _("New: %(text)s") % {"text": one.after}
    if not one.after:
        return _("Removed: %(text)s") % {"text": one.before}
    return _("%(after)s (before: %(before)s)") % {"after": one.after, "before": one.before}
