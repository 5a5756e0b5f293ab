"""Risks and blockers that someone owns: those due in the next days, and those past their date."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_covered_manager
from amity.accounts.waiting import named
from amity.monitoring import rules, wording
from amity.monitoring.changes import EntryMove
from amity.monitoring.models import RegisterEntry, RegisterQuerySet
from amity.monitoring.risks.commands import move_entry
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.rows.among import any_of
from amity.ui.links import address_with
from amity.waiting.dates import AHEAD
from amity.waiting.kinds import Act, Item, Kind, Sent, days_late
from amity.waiting.stakes import grown
from amity.waiting.todos import CHASE

CLOSE = "close"


def close(by: Actor, entry_id: int, sent: Sent, now: datetime) -> None:
    """Close an entry with its outcome."""
    move = EntryMove(rules.CLOSED, sent.text)
    move_entry(by=by, entry_id=entry_id, version=sent.version, move=move, now=now)


def _due(person: Person, today: date) -> RegisterQuerySet:
    """The open entries of their owner. A conflict waits as that of its expectation."""
    rows = RegisterEntry.objects.filter(due_on__lte=today + timedelta(days=AHEAD), conflict=None)
    rows = any_of(rows.exclude(state=rules.CLOSED), Q(owner=person), of_covered_manager(person, "owner"))
    return rows.select_related("account", "project").order_by("due_on", "-severity", "pk")


def _items(by: Actor, rows: Sequence[RegisterEntry], today: date) -> list[Item]:
    return [_item(row, today) for row in rows]


def _item(row: RegisterEntry, today: date) -> Item:
    severity, state = wording.SEVERITIES[row.severity], wording.ENTRY_STATES[row.state]
    notes = [f"{severity}, {state}", row.project.name if row.project else "", row.response]
    return Item(
        id=row.pk,
        version=row.version,
        title=row.title,
        address=address_with("monitoring:entry", row.pk),
        account=named(row.account) if row.account else None,
        lead=capfirst(str(wording.KINDS[row.kind])),
        notes=[note for note in notes if note],
        due=row.due_on,
        days_late=days_late(row.due_on, today),
        acts=(CLOSE,),
        open=_("Open entry"),
        stakes=grown(max(row.client_effect, 1), max(row.agency_effect, 1), days_late=days_late(row.due_on, today)),
        cause=f"project {row.project_id}" if row.project_id else "",
    )


RISKS = Kind(
    key="risk", order=32, todo=CHASE, icon="alert-triangle", label=lazy("Risks and blockers due"),
    rows=_due, by_roles=True, late=lambda today: Q(due_on__lt=today), items=_items,
    acts={
        CLOSE: Act(
            label=lazy("Close entry"), run=close, asks="sentence", question=lazy("What was the outcome?"),
            done=lazy("Entry closed."), is_last=True,
        )
    },
)  # fmt: skip
