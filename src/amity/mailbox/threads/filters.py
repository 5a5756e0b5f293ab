"""Filters of the list of threads."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from amity.accounts.contacts.queries import contacts_seen_by
from amity.accounts.filters import AccountFilter
from amity.mailbox.models import Message, MessageAddress, Thread, ThreadQuerySet
from amity.people.queries import person_of
from amity.ui.field_words import label_of


class ThreadFilters(django_filters.FilterSet):
    """Filters by words, account and contact."""

    text = django_filters.CharFilter(label=_("Search emails"), method="with_words")
    account = AccountFilter(label=label_of(Thread, "account"))
    contact = django_filters.ChoiceFilter(label=_("Contact"), empty_label=_("All contacts"), method="with_contact")

    class Meta:
        model = Thread
        fields = ("text", "account", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        named = Exists(MessageAddress.objects.filter(contact=OuterRef("pk")))
        contacts = contacts_seen_by(actor).filter(named).order_by("name").values_list("pk", "name")
        self.filters["contact"].extra["choices"] = [(str(pk), name) for pk, name in contacts]

    def with_words(self, rows: ThreadQuerySet, name: str, value: str) -> ThreadQuerySet:
        """Return threads with a message the person can see that contains every word, in its subject or text."""
        seen = Message.objects.visible_to(person_of(self.request.actor)).filter(thread=OuterRef("pk"))
        for word in value.replace("\x00", " ").split():
            found = seen.filter(subject__icontains=word) | seen.filter(reply__icontains=word)
            rows = rows.filter(Exists(found))
        return rows

    def with_contact(self, rows: ThreadQuerySet, name: str, value: str) -> ThreadQuerySet:
        """Return threads with a message that names the contact."""
        return rows.filter(Exists(MessageAddress.objects.filter(message__thread=OuterRef("pk"), contact_id=value)))
