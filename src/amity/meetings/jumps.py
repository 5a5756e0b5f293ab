"""Meetings as search finds them."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.meetings import wording
from amity.meetings.models import Meeting
from amity.meetings.queries import meetings_seen_by
from amity.shared.actor import Actor
from amity.ui.search import jumps
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> "QuerySet[Meeting]":
    return meetings_seen_by(by).only("title", "starts_at", "ends_at", "is_all_day", "account__name")


def _meetings(_by: Actor, rows: Sequence[Meeting]) -> Iterable[Found]:
    today = timezone.localdate()
    for row in rows:
        url = reverse("meetings:meeting", args=[row.pk])
        yield Found(kind=_("Meeting"), name=row.title, url=url, note=f"{row.account.name}, {wording.when(row, today)}")


def register() -> None:
    """Register meetings, the latest first."""
    jumps.register(
        Kind(
            key="meeting", names=(lazy("Meeting"),),
            order=76, model=Meeting, columns=("title", "account__name", "place"),
            sort=("-starts_at", "-pk"), rows=_rows, entry=_meetings, pages=("meetings:meeting",), words_first=True,
        )
    )  # fmt: skip
