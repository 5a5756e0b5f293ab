"""Client input in the conversation: asked for, reminded of, promised and received."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.monitoring import rules
from amity.monitoring.models import ClientInput, InputChase, InputStep
from amity.monitoring.wording import CHANNELS
from amity.shared.actor import Actor
from amity.ui import formats

KINDS: Final[dict[str, str | Promise]] = {
    rules.ASKED: lazy("We asked for"),
    rules.PROMISED: lazy("They promised"),
    rules.IN: lazy("Received"),
    rules.LATE: lazy("Client input late"),
    rules.WAIVED: lazy("No longer needed"),
    "": lazy("Reminder"),
}
"""What happened, by the new status of the input; a reminder has none."""
DIRECTIONS: Final = {
    rules.ASKED: TO_CLIENT, rules.PROMISED: FROM_CLIENT, rules.LATE: INTERNAL, rules.WAIVED: INTERNAL,
}  # fmt: skip


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    """Return requests, what became of them, and reminders, without those that are shown as the email that left."""
    inputs = seen_rows(ClientInput.objects.filter(outgoing=None, asked_on__isnull=False), by, account)
    steps = seen_rows(InputStep.objects.all(), by, account, "input")
    chases = seen_rows(InputChase.objects.filter(outgoing=None), by, account, "input")
    received = steps.filter(after=rules.IN, named_on__isnull=False)
    asked = Columns(
        what=Value(rules.ASKED), title="what", words=Cast("due_on", TextField()), note="detail", about="pk",
        contact="contact", colleague="owner__name", project="project",
    )  # fmt: skip
    columns = Columns(
        title="input__what", about="input_id", contact="input__contact", project="input__project", note="note"
    )
    moved = replace(columns, what="after", words=Cast("named_on", TextField()), colleague="by_label")
    chased = replace(columns, how="channel", colleague="by_label")
    return (
        Rows(rows=inputs, direction=TO_CLIENT, on="asked_on", columns=asked),
        Rows(rows=steps.exclude(before="").exclude(after=rules.IN), direction=DIRECTIONS, at="at", columns=moved),
        Rows(rows=received, direction=FROM_CLIENT, on="named_on", columns=replace(columns, what="after")),
        Rows(rows=chases, direction=TO_CLIENT, on="chased_on", columns=chased),
    )


def _event(row: Row) -> Event:
    named = date.fromisoformat(row.words) if row.words and row.what in (rules.ASKED, rules.PROMISED) else None
    by_day = capfirst(formats.day_with("by", named, timezone.localdate())) if named else ""
    return Event(
        kind=KINDS[row.what],
        title=row.title,
        address=reverse("monitoring:client_input", args=[row.about]),
        text=" · ".join(part for part in (by_day, row.note) if part),
        how=CHANNELS.get(row.how, ""),
    )


def register() -> None:
    """Register the source of client input."""
    sources.register(Source(key="inputs", order=20, label=lazy("Client input"), rows=_rows, events=each(_event)))
