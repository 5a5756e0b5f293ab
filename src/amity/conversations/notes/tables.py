"""The list of notes of all accounts."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.of_person import of_managed_accounts
from amity.accounts.pages import list_links
from amity.conversations.models import Note, NotePerson
from amity.conversations.notes.filters import NoteFilters
from amity.conversations.notes.queries import notes_seen_by, with_people
from amity.conversations.notes.wording import KINDS
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab


def _people(row: Any) -> str:
    return ", ".join(str(one) for one in row.people.all() if not one.was_absent)


class NoteList(ScopedList):
    """The notes the person can see: those of their accounts, the newest first."""

    key = "notes"
    title = _("Notes")
    place = "accounts"
    order = Order("held_at", descending=True)
    filters = NoteFilters
    whose = (_("My accounts"), _("Everyone’s"))
    open_label = _("All")
    tabs = (Tab(key="planned", label=_("Planned"), passes=lambda today: Q(held_at__gt=timezone.now())),)
    empty = (_("No notes yet"), _("Press n during a call, and type what was said."))
    columns = (
        Column(
            key="title", label=label_of(Note, "title"),
            link=lambda row: reverse("conversations:note", args=[row.pk]),
        ),
        Column(key="account", label=label_of(Note, "account"), value=lambda row: row.account.name),
        Column(
            key="project", label=label_of(Note, "project"), aside=True,
            value=lambda row: row.project.name if row.project else "",
        ),
        Column(key="kind", label=label_of(Note, "kind"), value=lambda row: str(KINDS[row.kind])),
        Column(
            key="held_at", label=_("Date"), kind="day", sort="held_at",
            value=lambda row: timezone.localdate(row.held_at),
        ),
        Column(key="people", label=_("Who took part"), value=_people, wide=True),
        Column(key="author", label=label_of(Note, "author"), value=lambda row: row.author.name),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Any, Any]:
        """Return the notes the actor can see."""
        return notes_seen_by(actor).prefetch_related(with_people())

    def mine(self, actor: Actor) -> Q:
        """Return the condition of notes of the person's accounts, and of talks they wrote down or took part in."""
        took_part = NotePerson.objects.filter(note=OuterRef("pk"), person_id=actor.person_id)
        return of_managed_accounts(person_of(actor)) | Q(author=actor.person_id) | Q(Exists(took_part))

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(self._actor, self.key)}
