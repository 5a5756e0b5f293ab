"""The library: every practice with its record."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.advice.models import Practice
from amity.advice.practices.queries import may_keep_library, practices, with_records
from amity.advice.practices.starters import starters
from amity.audit.actor_rights import actor_of
from amity.shared.actor import Actor
from amity.ui.asked import queried
from amity.ui.field_words import label_of
from amity.ui.lists import Column, ListPage
from amity.ui.lists.keyset import Order

ARCHIVED = "archived"
WORDS = ("title", "situation", "advice", "why", "services", "measures", "industries")


class PracticeFilters(django_filters.FilterSet):
    """By any word, and those that are archived."""

    find = django_filters.CharFilter(label=_("Search practices"), method="filter_find")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="filter_state",
        choices=((ARCHIVED, _("Archived practices")),),
        empty_label=_("Practices in use"),
    )

    class Meta:
        model = Practice
        fields = ("find", "state")

    def filter_find(self, rows: "QuerySet[Practice]", name: str, value: str) -> "QuerySet[Practice]":
        """Return the practices that have every word."""
        for word in value.split():
            which = Q()
            for column in WORDS:
                which |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(which)
        return rows

    def filter_state(self, rows: "QuerySet[Practice]", name: str, value: str) -> "QuerySet[Practice]":
        """Leave the rows as they are: the list reads the state itself."""
        return rows


def _record(row: Practice) -> str:
    """Return the recommendations that its numbers count."""
    return f"{reverse('advice:practice', args=[row.pk])}#record-h"


class PracticeList(ListPage):
    """The practices in use, or those that are archived."""

    key = "practices"
    title = _("Practices")
    sub = _("Advice that has worked before, with what clients answered and what came of it.")
    template = "advice/practices.html"
    place = "insights"
    order = Order("title")
    filters = PracticeFilters
    columns = (
        Column(
            key="title", label=label_of(Practice, "title"), sort="title",
            link=lambda row: reverse("advice:practice", args=[row.pk]), note=lambda row: row.situation.split("\n")[0],
        ),
        Column(key="recommended", label=_("Recommended"), kind="number", sort="recommended", link=_record),
        Column(key="accepted", label=_("Accepted"), kind="number", sort="accepted", link=_record),
        Column(key="declined", label=_("Declined"), kind="number", sort="declined", link=_record),
        Column(key="better", label=_("Better"), kind="number", sort="better", link=_record),
        Column(key="same", label=_("Same"), kind="number", sort="same", link=_record),
        Column(key="worse", label=_("Worse"), kind="number", sort="worse", link=_record),
        Column(key="added_at", label=label_of(Practice, "added_at"), kind="day", aside=True),
    )  # fmt: skip
    empty = (
        _("No practices yet"),
        _("A practice is advice you would give again. Begin with ten that were written for agency work."),
    )

    def rows(self, actor: Actor) -> "QuerySet[Practice]":
        """Return the practices in use, or those that are archived if the address asks for them."""
        is_archived = queried(self.request).choice("state", (ARCHIVED,)) == ARCHIVED
        return with_records(practices().filter(archived_at__isnull=not is_archived))

    def extra(self) -> dict[str, Any]:
        """Return whether the reader can add one, and how many starters are missing."""
        may_change = may_keep_library(actor_of(self.request))
        known = set(practices().exclude(starter="").values_list("starter", flat=True)) if may_change else set()
        missing = [one for one in starters() if one.key not in known] if may_change else []
        return {"may_change": may_change, "starters": len(missing)}
