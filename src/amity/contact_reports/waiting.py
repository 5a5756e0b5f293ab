"""Contact reports where they wait: to be drafted, to be sent, corrected, and about to be the working basis."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.waiting import named
from amity.agency.queries import agency_day
from amity.contact_reports import queries
from amity.contact_reports.client_days.waiting import AWAY
from amity.contact_reports.clocks.reading import QUESTION, REMINDER, clock_of
from amity.contact_reports.drafts.commands import need_no_report, need_report
from amity.contact_reports.drafts.queries import awaiting_report, dues_of, handled_notes
from amity.contact_reports.models import ContactReport, ContactReportQuerySet
from amity.conversations.models import Note
from amity.people.any_person import NOW, moment_for
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.links import address_with
from amity.waiting import kinds
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late, sharing_accounts
from amity.waiting.stakes import grown
from amity.waiting.todos import ANSWER, RECORD, TALK

NO_REPORT: Final = "no_report"


def register() -> None:
    """Register the kinds."""
    for kind in (TO_DRAFT, TO_SEND, CORRECTED, NEARLY_BASIS, AWAY):
        kinds.register(kind)


def _find_none_needed(by: Actor, note_id: int, sent: Sent, now: datetime) -> None:
    need_no_report(by=by, note_id=note_id, because=sent.text, now=now)


def _ask_again(by: Actor, note_id: int, now: datetime) -> None:
    need_report(by=by, note_id=note_id, now=now)


def _notes_of(person: Person, today: date) -> "QuerySet[Note]":
    return awaiting_report(handled_notes(person), today, moment_for(person))


def _note_items(by: Actor, rows: Sequence[Note], today: date) -> list[Item]:
    sharing_accounts(rows)
    dues = dues_of(rows)
    found = []
    for row in rows:
        due = agency_day(dues[row.pk].at)
        week = dues[row.pk].week
        together = [other.pk for other in rows if other.pk in week]
        if together and together[0] != row.pk:
            continue  # one row for the week
        label = _("Draft weekly report") if len(together) > 1 else _("Show note")
        address = address_with("conversations:note", row.pk)
        if len(together) > 1:
            chosen = "&".join(f"note={pk}" for pk in together)
            address = f"{reverse('contact_reports:choose_notes', args=[row.account_id])}?{chosen}"
        found.append(
            Item(
                id=row.pk, version=row.version, title=row.title, address=address, account=named(row.account),
                notes=_week_notes(len(together)), due=due, days_late=days_late(due, today),
                since=_("held %(day)s") % {"day": formats.day(agency_day(row.held_at), today)},
                acts=(NO_REPORT,), open=label, stakes=grown(2, 2, days_late=days_late(due, today)),
                cause=f"account {row.account_id} talks",
            )
        )  # fmt: skip
    return found


def _week_notes(count: int) -> list[str]:
    if count < 2:
        return []
    return [ngettext("%(count)s talk this week", "%(count)s talks this week", count) % {"count": count}]


def _to_send(rows: ContactReportQuerySet) -> ContactReportQuerySet:
    return rows.filter(queries.IS_WRITTEN, edition=1).order_by("due_at", "pk")


def _corrected(rows: ContactReportQuerySet) -> ContactReportQuerySet:
    return rows.filter(queries.IS_WRITTEN, edition__gt=1).order_by("due_at", "pk")


def _running(rows: ContactReportQuerySet) -> ContactReportQuerySet:
    return queries.with_state(rows.filter(queries.IS_REMINDED, confirmed_at=None)).order_by("due_at", "pk")


def _report_items(by: Actor, rows: Sequence[ContactReport], today: date) -> list[Item]:
    sharing_accounts(rows)
    return [
        Item(
            id=row.pk, version=row.version, title=_title(row), address=_address(row), account=named(row.account),
            notes=[] if row.author_id == by.person_id else [row.author.name], due=agency_day(row.due_at),
            days_late=days_late(agency_day(row.due_at), today), open=_("Show report"),
            stakes=grown(2 + (row.edition > 1), 2, days_late=days_late(agency_day(row.due_at), today)),
            cause=f"report {row.pk}",
        )
        for row in rows
    ]  # fmt: skip


def _basis_items(by: Actor, rows: Sequence[ContactReport], today: date) -> list[Item]:
    sharing_accounts(rows)
    found = []
    for row in rows:
        edition = queries.current(row)
        clock = clock_of(row, edition) if edition else None
        due = agency_day(clock.basis) if clock and not clock.stopped else None
        found.append(
            Item(
                id=row.pk, version=row.version, title=_title(row), address=_address(row), account=named(row.account),
                notes=[_reminded(clock.stopped if clock else "")], due=due,
                open=_("Show report"), stakes=grown(2, 3), cause=f"report {row.pk}",
            )
        )  # fmt: skip
    return found


def _reminded(stopped: str) -> str:
    if stopped == QUESTION:
        return _("You haven’t read the client’s answer. Once you have, they get another full working day.")
    if stopped == REMINDER:
        return _("The reminder hasn’t been sent yet. The client has a full working day after it.")
    return _("The client was reminded. Silence makes it the working basis.")


def _title(row: ContactReport) -> str:
    return _("Contact report %(number)s: %(title)s") % {"number": row.number, "title": row.title}


def _address(row: ContactReport) -> str:
    return address_with("contact_reports:contact_report", row.pk)


def _on(by: Actor, account_id: int, today: date) -> ContactReportQuerySet:
    """Return what is to be sent on an account, new or corrected, in one query."""
    rows = ContactReport.objects.visible_to(person_of(by)).filter(queries.IS_WRITTEN, account=account_id)
    return rows.select_related("account", "author").order_by("due_at", "pk")


_LATE: Final = lambda today: Q(due_at__lt=NOW)  # noqa: E731 - both kinds of reports share it
TO_DRAFT = Kind(
    key="report_to_draft", order=14, todo=RECORD, icon="file-text", label=lazy("Contact reports to draft"),
    rows=_notes_of, by_moment=True, items=_note_items,
    acts={
        NO_REPORT: Act(
            label=lazy("No report needed"), run=_find_none_needed, undo=_ask_again, asks="sentence",
            question=lazy("Why does this talk need no report?"), done=lazy("No report needed."),
        )
    },
)  # fmt: skip
TO_SEND = Kind(
    key="report_to_send", order=13, todo=TALK, icon="file-text", label=lazy("Contact reports to send"),
    label_open=lazy("Contact reports to send"), late=_LATE,
    rows=lambda person, today: _to_send(queries.handled_reports(person)), by_roles=True, on_account=_on,
    items=_report_items,
)  # fmt: skip
CORRECTED = Kind(
    key="report_corrected", order=11, todo=ANSWER, icon="edit", label=lazy("Corrected contact reports"),
    rows=lambda person, today: _corrected(queries.handled_reports(person)), by_roles=True, late=_LATE,
    items=_report_items,
)  # fmt: skip
NEARLY_BASIS = Kind(
    key="report_nearly_basis", order=40, todo=TALK, icon="hourglass", label=lazy("About to become the working basis"),
    rows=lambda person, today: _running(queries.handled_reports(person)), by_roles=True, items=_basis_items,
)  # fmt: skip
