"""Answers in the conversation of an account."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.portal.answers import rules
from amity.portal.answers.models import Answer
from amity.portal.answers.wording import STATES, WAYS, label_of
from amity.shared.actor import Actor

ANSWERED: Final = Columns(
    what="choice",
    more="state",
    title="item__subject",
    words="words",
    how="way",
    about="item_id",
    contact="contact",
    note="item__kind",
)


def register() -> None:
    """Register the source."""
    sources.register(Source(key="answers", order=16, label=lazy("Answers"), rows=_rows, events=each(_event)))


def _rows(by: Actor, account: Account) -> Sequence[Rows]:
    given = seen_rows(Answer.objects.exclude(state=rules.SCANNER), by, account)
    return (Rows(rows=given, direction=FROM_CLIENT, at="at", columns=ANSWERED),)


def _event(row: Row) -> Event:
    return Event(
        kind=label_of(row.what, row.more, row.note), title=row.title,
        address=reverse("gate:item", args=[row.about]), words=row.words, how=WAYS[row.how],
        text=str(STATES[row.more]) if row.more in rules.UNCOUNTED else "",
    )  # fmt: skip
