"""Add, change and remove the deliverables of an open agreement."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.agreements.deliverables.models import Deliverable
from amity.agreements.lines.models import AgreementLine
from amity.agreements.models import Agreement
from amity.agreements.sections.rules import clauses
from amity.agreements.transitions import save_edit, to_change
from amity.audit import trail
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid
from amity.shared.rows.lookup import seen_or_missing
from amity.shared.values import Text, tidied, write

Words = Annotated[str, Text(clauses.LONGEST, lines=True)]


@dataclass(frozen=True, slots=True)
class DeliverableFields:
    """A deliverable: due on a date or as described ("a day after each sprint"), with acceptance criteria."""

    title: Annotated[str, Text(300, needed=lazy("Enter the deliverable."))]
    due_on: date | None = None
    due: Annotated[str, Text(200)] = ""
    line_id: int | None = None
    content: Words = ""
    standard: Words = ""
    level: Words = ""
    method: Words = ""


@command
def put_deliverable(
    *, by: Actor, agreement_id: int, deliverable: DeliverableFields, now: datetime, version: int | None = None,
    deliverable_id: int | None = None,
) -> Deliverable:  # fmt: skip
    """Add a deliverable, or replace the one with `deliverable_id`."""
    agreement = to_change(by, agreement_id, version)
    deliverable = tidied(deliverable)
    if deliverable.line_id and not AgreementLine.objects.filter(agreement=agreement, line=deliverable.line_id).exists():
        raise Invalid(_("Choose a line from this agreement."), "line_id")
    row = Deliverable(agreement=agreement, position=agreement.deliverables.count())
    if deliverable_id is not None:
        row = _deliverable(agreement, deliverable_id)
    write(deliverable, row)
    row.save()
    save_edit(agreement, versioned=version is not None)
    changes = {"must_meet" if name == "standard" else name: value for name, value in asdict(deliverable).items()}
    trail.record("agreement.deliverable_put", subject=agreement, by=by, at=now, changes=changes)
    return row


@command
def remove_deliverable(*, by: Actor, agreement_id: int, deliverable_id: int, now: datetime) -> None:
    """Delete a deliverable. The audit log still has its name."""
    agreement = to_change(by, agreement_id)
    row = _deliverable(agreement, deliverable_id)
    trail.record("agreement.deliverable_removed", subject=agreement, by=by, at=now, changes={"title": row.title})
    row.delete()
    save_edit(agreement, versioned=False)


def _deliverable(agreement: Agreement, deliverable_id: int) -> Deliverable:
    return seen_or_missing(
        agreement.deliverables, deliverable_id, _("Deliverable not found. It may have been deleted.")
    )
