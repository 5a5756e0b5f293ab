"""The list of contact reports of all accounts."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.accounts.of_person import of_managed_accounts
from amity.accounts.pages import list_links
from amity.contact_reports import queries, wording
from amity.contact_reports.models import ContactReport
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab
from amity.ui.search.words import every_word, words_of


class ContactReportFilters(django_filters.FilterSet):
    """By words and account."""

    find = django_filters.CharFilter(label=_("Search"), method="with_words")
    account = AccountFilter(label=label_of(ContactReport, "account"))

    class Meta:
        model = ContactReport
        fields = ("find", "account")

    def with_words(self, rows: QuerySet[Any, Any], name: str, value: str) -> QuerySet[Any, Any]:
        """Return the reports with every word in their title or their account's name."""
        return rows.filter(every_word(words_of(value), "title", "account__name"))


class ContactReportList(ScopedList):
    """The reports the person can see, those still to be sent, late ones first."""

    key = "contact_reports"
    title = _("Contact reports")
    place = "accounts"
    order = Order("due_at")
    filters = ContactReportFilters
    whose = (_("My accounts, and mine"), _("Everyone’s"))
    over = queries.IS_SENT
    over_label = _("Sent")
    open_label = _("To send")
    tabs = (
        Tab(key="late", label=_("Late"), passes=lambda today: Q(due_at__lt=timezone.now())),
        Tab(key="corrected", label=_("Corrected"), passes=lambda today: Q(edition__gt=1)),
    )
    empty = (_("No contact reports yet"), _("Draft one from the note of a talk."))
    columns = (
        Column(
            key="number", label=label_of(ContactReport, "number"),
            link=lambda row: reverse("contact_reports:contact_report", args=[row.pk]),
        ),
        Column(
            key="title", label=label_of(ContactReport, "title"),
            link=lambda row: reverse("contact_reports:contact_report", args=[row.pk]),
        ),
        Column(key="account", label=label_of(ContactReport, "account"), value=lambda row: row.account.name),
        Column(
            key="held_at", label=_("Talk"), kind="day", sort="held_at",
            value=lambda row: timezone.localdate(row.held_at),
        ),
        Column(
            key="due_at", label=label_of(ContactReport, "due_at"), kind="day", sort="due_at",
            value=lambda row: timezone.localdate(row.due_at),
        ),
        Column(key="state", label=_("State"), template="contact_reports/cells/state.html",
               value=lambda row: str(wording.STATES[queries.state_of(row)])),
        Column(
            key="addressee", label=label_of(ContactReport, "addressee"), aside=True,
            value=lambda row: row.addressee.name if row.addressee else "",
        ),
        Column(key="author", label=label_of(ContactReport, "author"), value=lambda row: row.author.name, aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Any, Any]:
        """Return the reports the actor can see."""
        return queries.reports_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of reports of the person's accounts, and of those they wrote."""
        return of_managed_accounts(person_of(actor)) | Q(author=actor.person_id)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add each row's state in words and as a shape, and whether it is late."""
        now = timezone.now()
        for row in rows:
            state = queries.state_of(row)
            row.state_word, row.shape = wording.STATES[state], wording.SHAPES[state]
            row.late = queries.is_late(row, now)

    def extra(self) -> dict[str, Any]:
        """Return the other lists under Accounts."""
        return {"lists": list_links(self._actor, self.key)}
