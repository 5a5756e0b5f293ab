"""Notes on retainers in the conversation of an account. What they say may name amounts, so only their page shows it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.queries import sees_whole
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each
from amity.retainers import policy
from amity.retainers.models import SentNote
from amity.retainers.queries import retainers_seen_by
from amity.shared.actor import Actor
from amity.ui import formats


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    """Return the notes sent elsewhere; the others are shown as emails. A retainer has a few a month."""
    if not policy.may_see(by):
        return ()
    notes = SentNote.objects.filter(outgoing=None)
    if not sees_whole(by, account):
        seen = retainers_seen_by(by).select_related(None).filter(pk=OuterRef("agreement_id"))
        notes = notes.filter(Exists(seen))
    columns = Columns(
        what=Cast("period", TextField()), title="agreement__title", about="agreement_id", contact="contact",
        colleague="sent_by__name",
    )  # fmt: skip
    return (
        Rows(
            rows=notes, direction=TO_CLIENT, at="sent_at",
            account="agreement__account", columns=columns, of_project=lambda pk: Q(agreement__projects=pk),
        ),
    )  # fmt: skip


def _event(row: Row) -> Event:
    first = date.fromisoformat(row.what)
    return Event(
        kind=_("Retainer note for %(period)s") % {"period": formats.month(first.year * 100 + first.month)},
        title=row.title,
        address=reverse("retainers:retainer", args=[row.about]),
    )


def register() -> None:
    """Register the source of retainer notes."""
    label = lazy("Retainer notes")
    sources.register(Source(key="retainer_notes", order=70, label=label, rows=_rows, events=each(_event)))
