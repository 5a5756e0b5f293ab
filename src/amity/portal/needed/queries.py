"""The client input that a contact was asked for, as it was released."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from amity.audit.models import Record
from amity.gate import rules as gate
from amity.monitoring import rules
from amity.monitoring.inputs.queries import INPUT
from amity.monitoring.models import ClientInput
from amity.portal.released.queries import released_to
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref

if TYPE_CHECKING:
    from amity.accounts.models import Contact
    from amity.gate.models import Item


@dataclass(frozen=True, slots=True)
class NeededInput:
    """An input with the latest released email that asked for it. The record's own words are never shown.

    Its due date is shown only if no one changed it after the email was begun: what wasn't released isn't shown.
    """

    id: int
    item: "Item"
    due_on: date | None
    promised_on: date | None
    is_late: bool

    @property
    def title(self) -> str:
        """Return the subject of the email."""
        return self.item.subject


def needed_from(contacts: "Sequence[Contact]", today: date) -> list[NeededInput]:
    """Return the inputs that are still waited for, those due first at the top."""
    latest: dict[int, Item] = {}
    asked = released_to(contacts).filter(kind=gate.INPUT, subject_kind=INPUT, subject_id__isnull=False)
    for item in asked:
        if item.subject_id is not None:
            latest.setdefault(item.subject_id, item)
    rows = ClientInput.objects.filter(pk__in=latest, state__in=rules.WAITED_FOR)
    edited = _edited([row.pk for row in rows])
    found = [
        _needed(row, latest[row.pk], edited.get(row.pk), today)
        for row in rows
        if latest[row.pk].account_id == row.account_id
    ]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.id))


def needed_input(contacts: "Sequence[Contact]", input_id: int, today: date) -> NeededInput:
    """Return one input that is still waited for, or raise `NotSeen`."""
    for one in needed_from(contacts, today):
        if one.id == input_id:
            return one
    raise NotSeen(_("Page not found."))


def _edited(ids: Sequence[int]) -> dict[int, datetime]:
    """Return when each input was last edited, if it was."""
    kind = Ref.to(ClientInput(pk=0)).kind
    records = Record.objects.filter(action="input.edited", subject_kind=kind, subject_id__in=ids)
    found: dict[int, datetime] = {}
    for pk, at in records.order_by("at").values_list("subject_id", "at"):
        found[pk] = at
    return found


def _needed(row: ClientInput, item: "Item", edited_at: datetime | None, today: date) -> NeededInput:
    is_same = edited_at is None or edited_at <= item.created_at
    due = row.due_on if is_same else None
    promised = row.promised_on if row.state == rules.PROMISED else None
    return NeededInput(row.pk, item, due, promised, is_late=due is not None and due < today)
