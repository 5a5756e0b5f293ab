"""Answers in the conversation of an account."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account
from amity.accounts.timeline import sources
from amity.accounts.timeline.rules import FROM_CLIENT
from amity.accounts.timeline.sources import Columns, Event, Row, Rows, Source, each, seen_rows
from amity.portal.answers import rules
from amity.portal.answers.models import Answer
from amity.portal.answers.wording import STATES, WAYS, label_of
from amity.shared.actor import Actor

UNCONFIRMED: Final = ":"
"""Precedes the name that someone typed into a link without a code, in the place of the channel."""

_WAY: Final = Case(
    When(way=rules.LINK, confirmed=False, then=Concat(Value(UNCONFIRMED), "name")), default="way",
    output_field=CharField(),
)  # fmt: skip
ANSWERED: Final = Columns(
    what="choice",
    more="state",
    title="item__subject",
    words="words",
    how=_WAY,
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
    _sign, is_of_anyone, name = row.how.partition(UNCONFIRMED)
    text = str(STATES[row.more]) if row.more in rules.UNCOUNTED else ""
    if is_of_anyone:
        text = _("Not confirmed. Someone with this contact’s link typed “%(name)s”.") % {"name": name}
    return Event(
        kind=label_of(row.what, row.more, row.note), title=row.title,
        address=reverse("gate:item", args=[row.about]), words=row.words, text=text,
        how=WAYS[rules.LINK if is_of_anyone else row.how],
    )  # fmt: skip
