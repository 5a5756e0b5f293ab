"""Briefs in the conversation of an account: what the client asked for, and the brief they got and confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT, TO_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.briefs.models import Brief, Step
from amity.briefs.moves import rules
from amity.shared.actor import Actor

DIRECTIONS: Final = {rules.WITH_CLIENT: TO_CLIENT, rules.CONFIRMED: FROM_CLIENT}
KINDS: Final[Mapping[str, str | Promise]] = {
    "": lazy("They asked for"),
    rules.WITH_CLIENT: lazy("Brief sent"),
    rules.CONFIRMED: lazy("Brief confirmed"),
}


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    briefs = seen_rows(Brief.objects.all(), by, account)
    steps = seen_rows(Step.objects.filter(after__in=DIRECTIONS, outgoing=None), by, account, "brief")
    asked = Columns(title="title", words="client_words", how="stated_in", about="pk", contact="stated_by")
    moved = replace(
        asked, what="after", title="brief__title", words=None, note="note", about="brief_id", contact="contact",
        colleague="by_label",
    )  # fmt: skip
    return (
        Rows(
            rows=briefs.exclude(client_words="").exclude(stated_on=None), direction=FROM_CLIENT, on="stated_on",
            columns=asked,
        ),
        Rows(rows=steps.exclude(stated_on=None), direction=DIRECTIONS, on="stated_on", columns=moved),
    )  # fmt: skip


def _event(row: Row) -> Event:
    return Event(
        kind=KINDS[row.what],
        title=row.title,
        address=reverse("briefs:brief", args=[row.about]),
        words=row.words,
        text=row.note,
        how=row.how,
    )


def register() -> None:
    """Register the source of briefs."""
    sources.register(Source(key="briefs", order=10, label=lazy("Briefs"), rows=_rows, events=each(_event)))
