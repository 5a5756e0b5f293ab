"""Late in the day, closing it waits for whoever has something to settle."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.conversations.closings import queries, wording
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import RECORD


def register() -> None:
    """Register the row that leads to the page."""
    kinds.register(CLOSE)


def _rows(person: Person, today: date) -> QuerySet[Person]:
    return queries.asks_to_close(person, timezone.now())


def _items(by: Actor, rows: Sequence[Person], today: date) -> list[Item]:
    if not rows:
        return []
    seen = queries.evening(by, timezone.now())
    return [
        Item(
            id=rows[0].pk,
            title=_("Close %(day)s") % {"day": formats.long_weekday(today)},
            address=reverse("conversations:close_day"),
            notes=wording.left(len(seen.to_note), len(seen.to_decide)),
            since=_("about three minutes"),
            open=lazy("Close the day"),
            stakes=grown(1, 1),
        )
    ]


CLOSE = Kind(
    key=queries.CLOSE, order=1, todo=RECORD, icon="moon", label=lazy("Close the day"), rows=_rows, items=_items
)
