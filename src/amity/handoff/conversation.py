"""Hand-offs in the conversation of an account, within the agency: offered, returned and accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import INTERNAL
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.handoff import rules
from amity.handoff.models import Version
from amity.shared.actor import Actor

KINDS: Final[Mapping[str, str | Promise]] = {
    rules.OFFERED: lazy("Hand-off offered"),
    rules.ACCEPTED: lazy("Hand-off accepted"),
    rules.RETURNED: lazy("Hand-off returned"),
}


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    """Return the offers of hand-offs and their answers. A hand-off has few versions, and an account few hand-offs."""
    versions = seen_rows(Version.objects.all(), by, account, "handoff")
    columns = Columns(
        title=Coalesce("handoff__item__title", "handoff__project__name", "handoff__account__name"),
        about="handoff_id", project="handoff__project",
    )  # fmt: skip
    offered = replace(columns, what=Value(rules.OFFERED), colleague="offered_by")
    accepted = replace(columns, what=Value(rules.ACCEPTED), colleague="accepted_by")
    returned = replace(columns, what=Value(rules.RETURNED), colleague="returned_by")
    of_account = "handoff__account"
    taken, given_back = versions.exclude(accepted_at=None), versions.exclude(returned_at=None)
    return (
        Rows(rows=versions, direction=INTERNAL, at="offered_at", account=of_account, columns=offered),
        Rows(rows=taken, direction=INTERNAL, at="accepted_at", account=of_account, columns=accepted),
        Rows(rows=given_back, direction=INTERNAL, at="returned_at", account=of_account, columns=returned),
    )


def _event(row: Row) -> Event:
    return Event(kind=KINDS[row.what], title=row.title, address=reverse("handoff:handoff", args=[row.about]))


def register() -> None:
    """Register the source of hand-offs."""
    sources.register(Source(key="handoffs", order=80, label=lazy("Hand-offs"), rows=_rows, events=each(_event)))
