"""Notes that search finds by their words, and adding one: "note kestrel call with dana"."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.conversations.models import Note
from amity.conversations.notes.queries import notes_seen_by
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Note]:
    rows = notes_seen_by(by).select_related(None).select_related("account")
    return rows.only("title", "held_at", "account__name")


def _notes(_by: Actor, rows: Sequence[Note]) -> Iterable[Found]:
    today = timezone.localdate()
    for note in rows:
        url = reverse("conversations:note", args=[note.pk])
        day = formats.day(timezone.localtime(note.held_at).date(), today)
        yield Found(kind=_("Note"), name=note.title, url=url, note=f"{note.account.name}, {day}")


def register() -> None:
    """Register the kind and the action."""
    jumps.register(
        Kind(
            key="note", order=75, model=Note, columns=("title", "account__name", "text"), sort=("-held_at", "-pk"),
            rows=_rows, entry=_notes, pages=("conversations:note",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="note", order=25, label=lazy("Add note"), words=lazy("new talk"), about=ACCOUNT,
            page="conversations:record_note", query="words={rest}", may=lambda by, account: account,
        )
    )  # fmt: skip
