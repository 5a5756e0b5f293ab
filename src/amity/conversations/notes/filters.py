"""Filters of the list of notes."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from amity.accounts.contacts.queries import contacts_seen_by
from amity.accounts.queries import accounts_seen_by
from amity.conversations.models import Note, NotePerson, NoteQuerySet
from amity.conversations.notes.wording import KINDS
from amity.people.models import Person
from amity.ui.field_words import label_of


class NoteFilters(django_filters.FilterSet):
    """Filters by words, account, kind, date, contact and author."""

    text = django_filters.CharFilter(label=_("Words"), method="with_words")
    account = django_filters.ChoiceFilter(
        label=label_of(Note, "account"), empty_label=_("any"), field_name="account_id"
    )
    kind = django_filters.ChoiceFilter(label=label_of(Note, "kind"), empty_label=_("any"), choices=list(KINDS.items()))
    held = django_filters.DateFromToRangeFilter(label=_("Date"), field_name="held_at")
    contact = django_filters.ChoiceFilter(label=_("Contact"), empty_label=_("any"), method="with_contact")
    author = django_filters.ChoiceFilter(label=label_of(Note, "author"), empty_label=_("any"), field_name="author_id")

    class Meta:
        model = Note
        fields = ("text", "account", "kind", "held", "contact", "author")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        found = accounts_seen_by(actor).order_by("name").values_list("pk", "name")
        self.filters["account"].extra["choices"] = [(str(pk), name) for pk, name in found]
        contacts = contacts_seen_by(actor).filter(talks__isnull=False).distinct().order_by("name")
        self.filters["contact"].extra["choices"] = [(str(pk), name) for pk, name in contacts.values_list("pk", "name")]
        wrote = Person.objects.filter(Exists(Note.objects.filter(author=OuterRef("pk")))).order_by("name")
        self.filters["author"].extra["choices"] = [(str(pk), name) for pk, name in wrote.values_list("pk", "name")]

    def with_words(self, rows: NoteQuerySet, name: str, value: str) -> NoteQuerySet:
        """Return notes that contain every word, in their title or text."""
        for word in value.replace("\x00", " ").split():
            rows = rows.filter(text__icontains=word) | rows.filter(title__icontains=word)
        return rows

    def with_contact(self, rows: NoteQuerySet, name: str, value: str) -> NoteQuerySet:
        """Return notes of talks in which the contact took part."""
        return rows.filter(Exists(NotePerson.objects.filter(note=OuterRef("pk"), contact_id=value, was_absent=False)))
