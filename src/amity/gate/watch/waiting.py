"""The end of the watch, where it waits for whoever sets lanes."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate import policy
from amity.gate.watch import page
from amity.gate.watch.models import Watch
from amity.gate.watch.queries import seen_by
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind


def register() -> None:
    """Register the kind."""
    kinds.register(ENDED)


def _rows(person: Person, today: date) -> Sequence[Watch]:
    if not policy.may_set_lanes(person, None):
        return []
    return list(Watch.objects.filter(outcome="", ends_at__lte=timezone.now()))


def _items(by: Actor, rows: Sequence[Watch], today: date) -> list[Item]:
    now = timezone.now()
    return [
        Item(
            id=row.pk, version=row.version, title=page.title_of(seen_by(by, row), now), address=reverse("gate:watch"),
            since=formats.day(timezone.localtime(row.ends_at), today), open=_("Decide about Going out"),
        )
        for row in rows
    ]  # fmt: skip


ENDED = Kind(
    key="watch", order=7, icon="eye", label=lazy("Going out: the first two weeks"), rows=_rows, items=_items
)  # fmt: skip
