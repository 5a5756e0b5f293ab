"""The list of background jobs under Settings, declared."""

from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from amity.jobs import queries, rules
from amity.jobs.models import Job
from amity.shared.actor import Actor
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

FAILED_TAB: Final = "failed"


def _page(row: Job) -> str:
    return reverse("jobs:job", args=[row.pk])


def _shape(row: Job) -> str:
    return "watch" if row.state in rules.NEED_SOMEONE else ""


class JobList(ScopedList):
    """Every job for an administrator, newest first, with those that need someone on a tab."""

    key = "jobs"
    title = lazy("Background jobs")
    sub = lazy("Imports, exports and other work that runs in the background, newest first.")
    fragment = "ui/settings_list.html"
    template = "ui/settings_list.html"
    order = Order("created_at", descending=True)
    find = ("person_label", "message", "error_id")
    open_label = lazy("All")
    tabs = (
        Tab(key=FAILED_TAB, label=lazy("Failed"), passes=lambda today: Q(state__in=rules.NEED_SOMEONE)),
        Tab(key="running", label=lazy("Running"), passes=lambda today: Q(state__in=rules.OPEN)),
    )
    empty = (lazy("No jobs yet"), lazy("Large imports and exports appear here."))
    columns = (
        Column(key="kind", label=lazy("Background job"), value=lambda row: queries.label_of(row.kind), link=_page),
        Column(key="person_label", label=lazy("Started by"), sort="person_label"),
        Column(key="created_at", label=lazy("Started"), kind="day", sort="created_at"),
        Column(key="state", label=lazy("State"), kind="state", sort="state", shape=_shape,
            value=lambda row: queries.state_labels()[row.state]),
        Column(key="message", label=lazy("Last message")),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Job]:
        """Return every job. Raise `Refused` unless the actor is an administrator."""
        return queries.jobs_seen_by(actor)
