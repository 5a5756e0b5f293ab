"""Filters of the list of notes."""

from datetime import date, datetime, time
from typing import Any, Final

import django_filters
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.contacts.queries import contacts_seen_by
from amity.accounts.filters import AccountFilter
from amity.conversations.models import Note, NotePerson, NoteQuerySet
from amity.conversations.notes.fields import YEARS
from amity.conversations.notes.wording import KINDS
from amity.people.models import Person
from amity.ui.field_words import label_of
from amity.ui.number_fields import day_field
from amity.ui.search.words import every_word, words_of

SEARCHED: Final = ("title", "text", "account__name", "author__name")


def _moment(day: date, clock: time) -> datetime:
    """Return a moment of a day where the reader is; of the first or last year of talks for a day beyond these."""
    within = min(max(day, date(YEARS[0], 1, 1)), date(YEARS[-1], 12, 31))
    return timezone.make_aware(datetime.combine(within, clock))


class NoteFilters(django_filters.FilterSet):
    """Filters by words, account, kind, date, contact and author."""

    text = django_filters.CharFilter(label=_("Search notes"), method="with_words")
    account = AccountFilter(label=label_of(Note, "account"))
    kind = django_filters.ChoiceFilter(
        label=label_of(Note, "kind"), empty_label=_("All kinds"), choices=list(KINDS.items())
    )
    since = django_filters.DateFilter(label=_("From"), method="since_day", widget=day_field().widget)
    until = django_filters.DateFilter(label=_("To"), method="until_day", widget=day_field().widget)
    contact = django_filters.ChoiceFilter(label=_("Contact"), empty_label=_("All contacts"), method="with_contact")
    author = django_filters.ChoiceFilter(
        label=label_of(Note, "author"), empty_label=_("All authors"), field_name="author_id"
    )

    class Meta:
        model = Note
        fields = ("text", "account", "kind", "since", "until", "contact", "author")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        contacts = contacts_seen_by(actor).filter(talks__isnull=False).distinct().order_by("name")
        self.filters["contact"].extra["choices"] = [(str(pk), name) for pk, name in contacts.values_list("pk", "name")]
        wrote = Person.objects.filter(Exists(Note.objects.filter(author=OuterRef("pk")))).order_by("name")
        self.filters["author"].extra["choices"] = [(str(pk), name) for pk, name in wrote.values_list("pk", "name")]

    def since_day(self, rows: NoteQuerySet, name: str, value: date) -> NoteQuerySet:
        """Return notes of talks on a day or later."""
        return rows.filter(held_at__gte=_moment(value, time.min))

    def until_day(self, rows: NoteQuerySet, name: str, value: date) -> NoteQuerySet:
        """Return notes of talks on a day or earlier."""
        return rows.filter(held_at__lte=_moment(value, time.max))

    def with_words(self, rows: NoteQuerySet, name: str, value: str) -> NoteQuerySet:
        """Return notes that contain every word: in their title, text or account, or in the name of who took part."""
        for word in words_of(value):
            took_part = every_word([word], "contact__name", "person__name")
            people = NotePerson.objects.filter(took_part, note=OuterRef("pk"), was_absent=False)
            rows = rows.filter(every_word([word], *SEARCHED) | Exists(people))
        return rows

    def with_contact(self, rows: NoteQuerySet, name: str, value: str) -> NoteQuerySet:
        """Return notes of talks in which the contact took part."""
        return rows.filter(Exists(NotePerson.objects.filter(note=OuterRef("pk"), contact_id=value, was_absent=False)))
