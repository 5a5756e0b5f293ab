"""What an answer of the client to a report's email does: it is confirmed, or corrected in their words."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from amity.accounts.models import Contact
from amity.contact_reports import queries
from amity.contact_reports.corrections.commands import take_confirmation, take_correction
from amity.contact_reports.models import ContactReport
from amity.gate.answering import registry
from amity.gate.answering.registry import Effect
from amity.gate.answering.rules import APPROVE
from amity.gate.models import Item
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.shared.text import phrases

REPORT: Final = Ref.to(ContactReport(pk=0)).kind
"""The kind of subject of items about a report: its versions and its reminder."""


def register() -> None:
    """Register what answers to a report do."""
    registry.register(REPORT, Effect(decide=decide, waiting=waiting, takes_corrections=True, agreement=agreement_of))


def waiting(ids: Collection[int]) -> Collection[int]:
    """Return the reports that neither the client nor silence has settled."""
    rows = ContactReport.objects.filter(pk__in=ids, confirmed_at=None).exclude(editions__basis_at__isnull=False)
    return set(rows.values_list("pk", flat=True))


def agreement_of(report_id: int) -> int | None:
    """Return the agreement of the project that a report is about."""
    return ContactReport.objects.filter(pk=report_id).values_list("project__agreement_id", flat=True).first()


def decide(item: Item, choice: str, words: str, by: Actor, now: datetime) -> str:
    """Confirm a report, or take a correction of it. Return "" or why not.

    A confirmation is for the version that was answered; a correction is taken at any time.
    """
    if not ContactReport.objects.select_for_update(of=("self",)).filter(pk=item.subject_id or 0).exists():
        return _("The report was deleted.")
    report = queries.report_by_id(item.subject_id or 0)
    contact = _contact(report, by) if report is not None else None
    if report is None or contact is None:
        return _("This contact isn’t one of the account.")
    if choice != APPROVE:
        take_correction(report, contact, words=words, source=phrases.EMAIL, by=by, now=now)
        return ""
    edition = queries.current(report)
    if edition is None or item.pk not in (edition.item_id, edition.reminder_id):
        return _("A newer version of the report was begun since.")
    take_confirmation(report, contact, source=phrases.EMAIL, by=by, now=now)
    return ""


def _contact(report: ContactReport, by: Actor) -> Contact | None:
    """Return the contact of the account who answered."""
    return report.account.contacts.filter(pk=by.id).first() if by.kind == "contact" else None
