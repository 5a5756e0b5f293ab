"""Values of a report's page: its finding, its clock, its points with their sources, and what the client sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.contacts.languages import language_for
from amity.accounts.queries import sees_whole
from amity.agency.queries import agency_day, agency_zone
from amity.contact_reports import policy, queries, rules, wording
from amity.contact_reports.client_days.queries import agency_works
from amity.contact_reports.clocks.reading import Clock, clock_of
from amity.contact_reports.clocks.rules import working_minutes
from amity.contact_reports.letters.commands import may_be_sent_elsewhere
from amity.contact_reports.letters.preparing import Prepared, is_unchanged, prepare
from amity.contact_reports.letters.readers import gets_it
from amity.contact_reports.models import ContactReport, Correction, Edition, Participant, ReportPoint
from amity.contact_reports.sentences import heading, sub
from amity.gate import rules as gate
from amity.gate import wording as gate_words
from amity.gate.queries import items_seen_by
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.prepositions import Preposition
from amity.ui.reader_format import in_language

OURS, THEIRS = 99, 198
GAP = 3


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point on the page: its letter, its owner's side, the note it comes from, and where it can move."""

    letter: str
    point: ReportPoint
    side: str
    note_address: str
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The clock as drawn: how far both bars have run, in units of the drawing, and where now is."""

    ours: int
    theirs: int
    now: int
    minutes_left: int
    due: str
    sent: str
    reminder: str
    basis: str
    stopped: str
    is_late: bool

    @property
    def hours_left(self) -> int:
        """Return the working hours that are left, rounded."""
        return round(self.minutes_left / 60)


def context(by: Actor, report: ContactReport, now: datetime) -> dict[str, Any]:
    """Return the values of a report's page."""
    person = person_of(by)
    state, edition = queries.state_of(report), queries.current(report)
    prepared = prepare(report, person, now)
    clock = clock_of(report, edition) if edition is not None else None
    may_change = bool(policy.may_change(person, report))
    editable = may_change and state in rules.EDITABLE
    seen = _items_seen(by, report)
    item = edition.item if edition and edition.item_id in seen else None
    rows = point_rows(report)
    return {
        "report": report,
        "account": report.account,
        "state": state,
        "state_word": wording.STATES[state],
        "shape": wording.SHAPES[state],
        "heading": heading(report, state, edition, clock, now),
        "sub": sub(report, queries.points_shown(report)),
        "clock": clock_row(report, state, edition, clock, prepared, now),
        "groups": groups(rows),
        "dropped": [PointRow("", one, _side(one), _note_address(one)) for one in report.points.all() if one.is_dropped],
        "count": len(rows),
        "theirs": [_with_words(one) for one in report.participants.all() if one.contact_id],
        "ours": [_with_words(one) for one in report.participants.all() if one.person_id],
        "no_mail": [one for one in report.participants.all() if one.contact and not gets_it(one.contact)],
        "lane": _lane(prepared),
        "silence": prepared.silence,
        "letter": prepared.letter,
        "letter_text": _text(report, edition, prepared, state),
        "item": item,
        "file": next(iter(item.files.all()), None) if item is not None and state not in rules.EDITABLE else None,
        "corrections": list(report.corrections.all()),
        "missing_correction": _missing_correction(report) if editable else None,
        "editions": list(report.editions.all()),
        "notes": [one.note for one in report.talks.all()],
        "opens_account": sees_whole(by, report.account),
        "may_change": may_change,
        "may_edit": editable,
        "may_submit": editable,
        "may_record_sent": may_change and may_be_sent_elsewhere(report),
        "may_discard": editable and not report.editions.all(),
        "may_reopen": may_change and item is not None and item.author_id == person.pk and item.state in gate.WAITING,
        "may_correct": may_change and queries.last_sent(report) is not None,
        "may_confirm": may_change and state in rules.SENT and state != rules.CONFIRMED,
        "seen_items": seen,
    }  # fmt: skip


def _missing_correction(report: ContactReport) -> Correction | None:
    """Return the newest open correction if no point was changed for it, so that the same words would go out again."""
    still_open = [one for one in report.corrections.all() if one.answered_at is None]
    return still_open[-1] if still_open and is_unchanged(report) else None


def _items_seen(by: Actor, report: ContactReport) -> set[int]:
    """Return the emails of a report's versions that the actor can open."""
    ids = [one.item_id for one in report.editions.all() if one.item_id]
    return set(items_seen_by(by).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def point_rows(report: ContactReport) -> list[PointRow]:
    """Return the points that the client gets, each with its letter and where it can move."""
    lettered = queries.lettered(report)
    found = []
    for place, (letter, point) in enumerate(lettered):
        before = lettered[place - 1][1].group if place else ""
        after = lettered[place + 1][1].group if place + 1 < len(lettered) else ""
        found.append(
            PointRow(
                letter, point, _side(point), _note_address(point), before != point.group, after != point.group
            )
        )  # fmt: skip
    return found


def groups(rows: Sequence[PointRow]) -> list[tuple[str, Any, list[PointRow]]]:
    """Return the groups that have points, each with its letter and its label."""
    found = [
        (rules.LETTERS[group], wording.GROUPS[group], [row for row in rows if row.point.group == group])
        for group in rules.GROUPS
    ]  # fmt: skip
    return [one for one in found if one[2]]


def clock_row(
    report: ContactReport, state: str, edition: Edition | None, clock: Clock | None, prepared: Prepared, now: datetime
) -> ClockRow | None:
    """Return the clock of a report, as long as one runs."""
    sent = edition.sent_at if edition else None
    if state in (rules.BASIS, rules.CONFIRMED, rules.UNANSWERED):
        return None
    works, zone = agency_works(), agency_zone()
    whole = max(working_minutes(report.held_at, report.due_at, works, zone), 1)
    left = working_minutes(now, report.due_at, works, zone)
    ours = OURS if sent else OURS - min(OURS * left // whole, OURS)
    basis = clock.basis if clock else prepared.basis
    theirs = 0
    if sent and basis:
        theirs = min(int(THEIRS * ((now - sent) / max(basis - sent, (now - sent)))) if now > sent else 0, THEIRS)
    return ClockRow(
        ours=ours, theirs=theirs, now=OURS + GAP + theirs if sent else ours, minutes_left=left,
        due=_day("by", report.due_at, now),
        sent=_day("on", sent, now), basis=_day("from", basis, now),
        reminder=_day("on", clock.reminder, now) if clock and edition and edition.reminded_at is None else "",
        stopped=clock.stopped if clock else "",
        is_late=not sent and report.due_at < now,
    )  # fmt: skip


def _lane(prepared: Prepared) -> str:
    if prepared.lane.because:
        return str(gate_words.BECAUSE[prepared.lane.because])
    return str(gate_words.LANE_HINTS[prepared.lane.lane])


def _text(report: ContactReport, edition: Edition | None, prepared: Prepared, state: str) -> str:
    """Return the text the client has or will get: what was frozen, or else what would be sent now."""
    if edition is not None and edition.item is not None and state not in rules.EDITABLE:
        return edition.item.body
    with in_language(language_for(report.addressee)):
        return prepared.letter.body


def _side(point: ReportPoint) -> str:
    return "agency" if point.person_id else "client" if point.contact_id else ""


def _note_address(point: ReportPoint) -> str:
    return reverse("conversations:note", args=[point.source.note_id]) if point.source else ""


def _with_words(one: Participant) -> Participant:
    """Add how someone is on the distribution: present, absent, copy, or copy for an absent person."""
    one.words = (  # type: ignore[attr-defined]
        _("copy, superior of %(name)s") % {"name": one.superior_of}
        if one.superior_of
        else str(wording.PRESENCES[one.presence])
    )
    return one


def _day(preposition: Preposition, moment: datetime | None, now: datetime) -> str:
    """Return a moment of the clock in the agency's zone, "" for none."""
    if moment is None:
        return ""
    return formats.day_with(preposition, timezone.localtime(moment, agency_zone()), agency_day(now))
