"""The list of imported files, declared, with the form for the next one."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.audit.actor_rights import actor_of
from amity.imports import places, queries, steps
from amity.imports.models import Batch
from amity.imports.progress import progress_of_all
from amity.imports.recipes.queries import recipes_seen_by
from amity.imports.upload.forms import BringForm
from amity.shared.actor import Actor
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import CALCULATED, ScopedList
from amity.ui.lists.tabs import Tab

COUNTS: Final = {"rows": "rows", "new": "created", "seconds": "tracked_seconds"}
"""The count of a file that each numeric column shows, by the key of the column."""
TO_REVIEW: Final = ("ready", "asking", "unreadable", "stopped")


class ImportList(ScopedList):
    """Every imported file for those who can import, newest first."""

    key = "imports"
    title = _("Imports")
    sub = _("Import time, tasks, contacts, deals and invoices. You see a preview before anything is saved.")
    template = "imports/imports.html"
    place = "money"
    table_class = "two"
    order = Order("brought_at", descending=True)
    find = ("file_name", "person__name")
    open_label = _("All")
    tabs = (
        Tab(key="review", label=_("To review"), passes=lambda today: Q(state__in=TO_REVIEW)),
        Tab(key="applied", label=_("Imported"), passes=lambda today: Q(state="applied")),
        Tab(key="undone", label=_("Undone"), passes=lambda today: Q(state="undone")),
    )
    empty = (
        _("No imports yet"),
        _(
            "Start with a time export from Harvest, Toggl Track, Clockify or Jira Tempo. Any CSV or XLSX with a date, "
            "a person and hours works too."
        ),
    )
    columns = (
        Column(key="file_name", label=_("File"), sort="file_name",
            link=lambda row: reverse("imports:batch", args=[row.pk]),
            note=lambda row: f"{row.progress.tool} · {row.person.name}"),
        Column(key="brought_at", label=_("Date"), kind="day", sort="brought_at"),
        Column(key="state", label=_("State"), kind="state", sort="state", value=lambda row: row.progress.label,
            shape=lambda row: row.progress.shape),
        Column(key="rows", label=_("Rows"), kind="number", sort=f"{CALCULATED}rows", wide=True,
            value=lambda row: row.counts.get("rows")),
        Column(key="new", label=_("New"), kind="number", sort=f"{CALCULATED}new", wide=True,
            value=lambda row: row.counts.get("created", 0) if row.state == "applied" else None),
        Column(key="seconds", label=_("Time"), kind="hours", sort=f"{CALCULATED}seconds",
            value=lambda row: row.counts.get("tracked_seconds") if row.state == "applied" else None),
        Column(key="acts", label=_("Next step"), template="imports/cells/acts.html", value=lambda row: ""),
    )  # fmt: skip
    form: BringForm | None = None

    def rows(self, actor: Actor) -> QuerySet[Batch]:
        """Return every imported file. Raise `Refused` for those who can't import."""
        return queries.batches_seen_by(actor)

    def calculated(self, name: str, rows: QuerySet[Any]) -> Mapping[int, Any]:
        """Return one of the counts of each file. Only rows are counted before it is imported."""
        found = rows.values_list("pk", "state", "counts")
        count = COUNTS[name]
        return {
            key: counts.get(count) if name == "rows" or state == "applied" else None for key, state, counts in found
        }

    def prepare(self, rows: Sequence[Any]) -> None:
        """Set the progress of each file."""
        for row, progress in zip(rows, progress_of_all(self._actor, rows), strict=True):
            row.progress = progress

    def extra(self) -> dict[str, Any]:
        """Return the upload form with what it offers, and whether this is the agency's first step."""
        by = actor_of(self.request)
        return {
            "bring_form": self.form or BringForm(),
            "projects": steps.project_names(by),
            "recipes": recipes_seen_by(by).count(),
            "is_first_page": places.is_agency_empty() and not queries.batches_seen_by(by).exists(),
        }
