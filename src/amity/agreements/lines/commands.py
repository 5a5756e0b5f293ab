"""Add lines to an open agreement, or remove them. A line keeps its id, and terms are only added."""

from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amity.agreements import rules
from amity.agreements.lines import queries
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.agreements.transitions import to_change
from amity.audit import trail
from amity.lines import commands as lines
from amity.lines.models import Line, Terms
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.text.texts import within


@command
def add_line(
    *, by: Actor, agreement_id: int, number: str, title: str, now: datetime, phase: str = "",
    terms: lines.NewTerms | None = None,
) -> Line:  # fmt: skip
    """Add a new line to an agreement. Without terms, it has no plan yet."""
    agreement = to_change(by, agreement_id)
    _check_place(agreement, number)
    line = lines.open_line(by=by, account_id=agreement.account_id, number=number, title=title, phase=phase, now=now)
    AgreementLine.objects.create(agreement=agreement, line=line, number=line.number)
    terms = terms or lines.NewTerms(valid_from=_from(agreement, timezone.localdate(now)), signed_on=agreement.signed_on)
    lines.set_terms(by=by, line_id=line.pk, terms=replace(terms, currency=agreement.currency), now=now)
    return line


@command
def place_line(*, by: Actor, agreement_id: int, line_id: int, now: datetime, number: str = "") -> AgreementLine:
    """Add an existing line, such as one of a brief, to an agreement of its account. Its terms stay unchanged."""
    agreement = to_change(by, agreement_id)
    line = seen_or_missing(
        Line.objects.filter(account=agreement.account), line_id, _("Line not found on this account.")
    )
    if AgreementLine.objects.filter(line=line).exists():
        raise Invalid(_("This line is already in an agreement."), "line_id")
    number = within(number, 40, "number") or line.number
    _check_place(agreement, number)
    placed = AgreementLine.objects.create(agreement=agreement, line=line, number=number)
    changes = {"line_id": line.pk, "number": number}
    trail.record("agreement.line_placed", subject=agreement, by=by, at=now, changes=changes)
    return placed


@command
def set_line_terms(*, by: Actor, line_id: int, terms: lines.NewTerms, now: datetime) -> Terms:
    """Set a line's terms from a date, in the currency of its agreement, while that is open."""
    agreement = to_change(by, queries.placed_line_seen_by(by, line_id).agreement_id)
    return lines.set_terms(by=by, line_id=line_id, terms=replace(terms, currency=agreement.currency), now=now)


@command
def take_line_out(*, by: Actor, agreement_id: int, line_id: int, now: datetime) -> None:
    """Remove a line from a draft. The line still exists without an agreement: a brief can still use it."""
    agreement = to_change(by, agreement_id)
    placed = AgreementLine.objects.filter(agreement=agreement, line_id=line_id).first()
    if placed is None or agreement.state != rules.DRAFT:
        raise NotSeen(_("Line not found in this draft."))
    changes = {"line_id": line_id, "number": placed.number}
    trail.record("agreement.line_taken_out", subject=agreement, by=by, at=now, changes=changes)
    placed.delete()


def _check_place(agreement: Agreement, number: str) -> None:
    if agreement.kind not in rules.WITH_LINES:
        raise Invalid(_("Only statements of work and retainer agreements can have lines."), "number")
    if AgreementLine.objects.filter(agreement=agreement, number=number.strip()).exists():
        raise Invalid(_("This agreement already has a line %(number)s.") % {"number": number.strip()}, "number")


def _from(agreement: Agreement, today: date) -> date:
    return agreement.signed_on or agreement.starts_on or today
