"""The audit log as a list, declared."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.audit import queries
from amity.audit.models import Record
from amity.shared.actor import Actor
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order


class TrailFilters(django_filters.FilterSet):
    """Filters by topic, person and channel, and from links by object and action."""

    topic = django_filters.ChoiceFilter(
        label=lazy("About"), empty_label=lazy("All subjects"), choices=queries.topic_labels, method="by"
    )
    actor = django_filters.CharFilter(label=lazy("Person"), field_name="actor_label", lookup_expr="icontains")
    through = django_filters.ChoiceFilter(
        label=lazy("Done"), empty_label=lazy("All channels"), choices=lambda: queries.door_labels().items(), method="by"
    )
    subject = django_filters.CharFilter(method="by", widget=forms.HiddenInput)
    action = django_filters.CharFilter(method="by", widget=forms.HiddenInput)

    def by(self, rows: QuerySet[Record], name: str, value: str) -> QuerySet[Record]:
        """Return the actions that pass one filter."""
        return queries.narrowed(rows, replace(queries.EVERYTHING, **{name: value}))


class TrailList(ListPage):
    """Every action, newest first."""

    key = "audit"
    title = lazy("Audit log")
    sub = lazy(
        "Newest first. No one can change anything here. A lock marks details only for people who can open the object."
    )
    template = fragment = "ui/settings_list.html"
    table_class = "wraps trail"
    order = Order("at", descending=True)
    filters = TrailFilters
    empty = (lazy("Nothing yet"), lazy("Each action appears here as it happens."))
    columns = (
        Column(key="at", label=lazy("Date"), kind="day", sort="at"),
        Column(key="what", label=lazy("Action"), template="audit/line.html",
            value=lambda row: row.line.text),
        Column(key="actor", label=lazy("Person"), sort="actor_label", value=lambda row: row.actor_label, aside=True),
        Column(key="through", label=lazy("Done"), sort="through", value=lambda row: row.line.through, aside=True),
        Column(key="action", label=lazy("Action code"), sort="action", aside=True),
        Column(key="subject", label=lazy("Object"), value=lambda row: row.line.subject, aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Record]:
        """Return every action. Raise `Refused` for those who can't read the audit log."""
        return queries.records_seen_by(actor)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Set the sentence of each action."""
        for row, line in zip(rows, queries.lines_of(self._actor, rows), strict=True):
            row.line = line

    def extra(self) -> dict[str, Any]:
        """Return the title: of one object's history, or of the whole log."""
        about = queries.subject_named(self.query.get("subject", ""))
        title = _("Changes to %(about)s") % {"about": about} if about else _("Audit log: who did what, and when")
        return {"title": title}
