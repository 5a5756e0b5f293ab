"""Values of the page that closes the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.opened import accounts_opened_by
from amity.accounts.waiting import named
from amity.audit.words import Named
from amity.conversations.closings import queries, wording
from amity.conversations.closings.forms import DUE, LINE, OWNER, DayForm
from amity.conversations.closings.queries import Evening
from amity.conversations.passing.waiting import linked
from amity.conversations.rules import PROMISE
from amity.conversations.suspected import wording as suspected_wording
from amity.conversations.suspected.models import DROPPED, KEPT, SuspectedRecord
from amity.conversations.suspected.waiting import address_of, lead
from amity.meetings.models import Meeting
from amity.meetings.wording import clock
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting.kinds import sharing_accounts


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting of the day. With a `field` it asks for a line; `note` is the page of its note, "" where unseen."""

    number: int
    meeting: Meeting
    account: Named | None
    at: str
    field: BoundField | None = None
    first_line: str = ""
    note: str = ""
    facts: Sequence[str] = ()
    needs_none: bool = False

    @property
    def is_done(self) -> bool:
        """Return whether it has a note or needs none."""
        return self.needs_none or bool(self.facts) or bool(self.note)


@dataclass(frozen=True, slots=True)
class EmailRow:
    """A sentence of an email, what is asked about it, and what became of it. `fields` are what can be changed first."""

    number: int
    row: SuspectedRecord
    account: Named | None
    question: Any
    keep: Any
    lead: str
    at: str
    address: str
    is_now: bool = False
    fields: Sequence[BoundField] = ()

    @property
    def opens_fields(self) -> bool:
        """Return whether a field was changed, or has an error."""
        return any(
            field.errors or field.name in field.form.changed_data for field in self.fields if field.form.is_bound
        )

    @property
    def is_client(self) -> bool:
        """Return whether the words are the client's."""
        return self.row.mark != PROMISE

    @property
    def outcome(self) -> Any:
        """Return what became of it, "" while it is asked about."""
        return {KEPT: suspected_wording.KEPT[self.row.mark], DROPPED: lazy("Dropped.")}.get(self.row.state, "")


def context(by: Actor, seen: Evening, form: DayForm) -> dict[str, Any]:
    """Return the values of the page."""
    next_day = queries.next_working_day(seen.day)
    waiting = len(seen.to_note), len(seen.to_decide)
    return {
        "seen": seen,
        "form": form,
        "title": wording.title(seen),
        "closed": wording.closed(seen.closed) if seen.closed else "",
        "meetings": _meetings(seen, form),
        "emails": _emails(by, seen, form),
        "left": wording.left(*waiting),
        "first_heading": wording.first_heading(seen.day, next_day),
        "first": queries.first_tomorrow(by, seen),
        "meetings_next": [(clock(one.starts_at), one) for one in queries.meetings_tomorrow(by, seen)],
    }


def _meetings(seen: Evening, form: DayForm) -> list[MeetingRow]:
    return [_meeting(number, one, seen, form) for number, one in enumerate(seen.meetings, 1)]


def _meeting(number: int, meeting: Meeting, seen: Evening, form: DayForm) -> MeetingRow:
    shown = MeetingRow(number, meeting, named(meeting.account), clock(meeting.starts_at))
    if hasattr(meeting, "note"):
        return _noted(shown, seen)
    if hasattr(meeting, "no_note"):
        return MeetingRow(number, meeting, shown.account, shown.at, needs_none=True)
    name = f"{LINE}{meeting.pk}"
    return MeetingRow(number, meeting, shown.account, shown.at, form[name] if name in form.fields else None)


def _noted(shown: MeetingRow, seen: Evening) -> MeetingRow:
    """Return a meeting with its note: what it says, when it was saved, and what its lines became."""
    note, saved = seen.notes.get(shown.meeting.pk), wording.saved(shown.meeting.note)
    if note is None:
        return MeetingRow(shown.number, shown.meeting, shown.account, shown.at, facts=[saved])
    facts = [saved, *wording.points([point.mark for point in note.points.all()])]
    address = reverse("conversations:note", args=[note.pk])
    first_line = next(iter(note.text.splitlines()), "")
    return MeetingRow(
        shown.number, shown.meeting, shown.account, shown.at, first_line=first_line, note=address, facts=facts
    )


def _emails(by: Actor, seen: Evening, form: DayForm) -> list[EmailRow]:
    sharing_accounts(seen.suspected)
    opened = accounts_opened_by(by, [row.account for row in seen.suspected])
    first = next(iter(seen.to_decide), None)
    return [
        EmailRow(
            number=number, row=row, account=linked(row.account, opened),
            question=suspected_wording.QUESTIONS[row.mark], keep=suspected_wording.KEEP[row.mark], lead=lead(by, row),
            at=_at(row, seen), address=address_of(row), is_now=row is first,
            fields=[form[name] for name in (f"{DUE}{row.pk}", f"{OWNER}{row.pk}") if name in form.fields],
        )
        for number, row in enumerate(seen.suspected, len(seen.meetings) + 1)
    ]  # fmt: skip


def _at(row: SuspectedRecord, seen: Evening) -> str:
    """Return when an email was sent: the time today, else the date."""
    sent = timezone.localtime(row.message.sent_at)
    return clock(sent) if sent.date() == seen.day else formats.day(sent.date(), seen.day)
