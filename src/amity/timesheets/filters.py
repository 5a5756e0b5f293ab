"""Filters of the list of time."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Final

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.people.models import Person
from amity.people.queries import person_of
from amity.projects.models import Project, WorkItem
from amity.shared.dates.periods import first_day, last_day
from amity.shared.numbers import whole_number
from amity.timesheets import hooks, queries
from amity.timesheets.forms import DayField
from amity.timesheets.models import Entry, EntryQuerySet, Month
from amity.timesheets.rules import APPROVED
from amity.ui import formats
from amity.ui.field_words import label_of

Rows = QuerySet[Any, Any]
Choices = Sequence[tuple[str, str]]
DELIVERY, SERVICE, INTERNAL = "delivery", "service", "internal"
KINDS_OF_WORK: Final = [(DELIVERY, _("on projects")), (SERVICE, _("account service")), (INTERNAL, _("internal"))]


class DayFilter(django_filters.Filter):
    """A date filter with the error messages of the forms."""

    field_class = DayField


class WorkFilters(django_filters.FilterSet):
    """Filters by person, account, project, month or dates, of rows that are logged on work.

    A subclass declares them, and names in `day` the column of their day.
    """

    day: ClassVar[str]

    def offer(self, people: Choices, months: Iterable[int]) -> None:
        """Offer these people and months, and the accounts and projects that the person can see."""
        person = person_of(self.request.actor)
        offered = {
            "person": people,
            "account": [("none", _("no account")), *_named(Account.objects.visible_to(person))],
            "project": _named(Project.objects.visible_to(person)),
            "month": [(str(month), formats.month(month)) for month in months],
        }
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = choices

    def of_account(self, rows: Rows, name: str, value: str) -> Rows:
        """Return the rows of one account, or those without one."""
        return rows.filter(account=None) if value == "none" else rows.filter(account_id=int(value))

    def in_month(self, rows: Rows, name: str, value: str) -> Rows:
        """Return the rows of one month."""
        return rows.filter(**{f"{self.day}__range": (first_day(int(value)), last_day(int(value)))})


class EntryFilters(WorkFilters):
    """Filters by person, account, project, month or dates, billable and unpriced.

    Hours of a project's line or work item lead here with its id. The filter is on offer for that one alone, since an
    agency has too many of them for a list. Those of the kind of work and of approval are on offer where a figure of a
    kind, or of approved time, leads here, and that of a figure of a part above where it leads here.
    """

    day = "work_date"

    person = django_filters.ChoiceFilter(label=_("Person"), empty_label=_("All people"), field_name="person_id")
    account = django_filters.ChoiceFilter(
        label=label_of(Entry, "account"), empty_label=_("All accounts"), method="of_account"
    )
    project = django_filters.ChoiceFilter(
        label=label_of(Entry, "project"), empty_label=_("All projects"), field_name="project_id"
    )
    line = django_filters.ChoiceFilter(label=label_of(Entry, "line"), empty_label=_("All lines"), method="of_line")
    item = django_filters.ChoiceFilter(
        label=label_of(Entry, "item"), empty_label=_("All work items"), field_name="item_id"
    )
    work = django_filters.ChoiceFilter(
        label=_("Kind of work"), empty_label=_("All work"), choices=KINDS_OF_WORK, method="of_work"
    )
    month = django_filters.ChoiceFilter(label=label_of(Month, "month"), empty_label=_("All months"), method="in_month")
    since = DayFilter(label=_("From"), field_name="work_date", lookup_expr="gte")
    until = DayFilter(label=_("To"), field_name="work_date", lookup_expr="lte")
    billable = django_filters.ChoiceFilter(
        label=label_of(Entry, "billable"), empty_label=_("Billable or not"),
        choices=[("yes", _("billable")), ("no", _("not billable"))],
        method="is_billable",
    )  # fmt: skip
    figure = django_filters.ChoiceFilter(label=_("Figure"), empty_label=_("All entries"), method="of_figure")
    approved = django_filters.ChoiceFilter(
        label=_("Approval"), empty_label=_("Approved or not"), choices=[("yes", _("approved"))], method="is_approved"
    )
    unpriced = django_filters.ChoiceFilter(
        label=_("Unpriced"), empty_label=_("Priced or not"), method="is_unpriced",
        choices=[("cost", _("without cost")), ("value", _("without value"))],
    )  # fmt: skip

    class Meta:
        model = Entry
        fields = (
            "person",
            "account",
            "project",
            "line",
            "item",
            "work",
            "month",
            "since",
            "until",
            "billable",
            "figure",
            "approved",
            "unpriced",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(queries.people_seen_by(self.request.actor), queries.months_with_time())
        person = person_of(self.request.actor)
        for name in ("work", "approved"):
            if not self.data.get(name):
                del self.filters[name]
        self._offer_asked("line", Line.objects.filter(account__in=Account.objects.visible_to(person).values("pk")))
        self._offer_asked("item", WorkItem.objects.filter(project__in=Project.objects.visible_to(person).values("pk")))
        self._offer_figure(person, str(self.data.get("figure", "")))

    def _offer_asked(self, name: str, things: Rows) -> None:
        """Offer the line or item that is asked for, if the person can see it; without one, leave out the filter."""
        asked = str(self.data.get(name, ""))
        if not asked:
            del self.filters[name]
            return
        found = things.filter(pk=number) if (number := whole_number(asked)) is not None else ()
        without = [("none", _("no line"))] if (name, asked) == ("line", "none") else []
        self.filters[name].extra["choices"] = [*without, *((str(thing.pk), str(thing)) for thing in found)]

    def of_line(self, rows: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        """Return the time of one line, or without one."""
        return rows.filter(line=None) if value == "none" else rows.filter(line_id=int(value))

    def _offer_figure(self, person: Person, key: str) -> None:
        """Offer the figure that is asked for, if the person can see it; without one, leave out the filter."""
        if not key:
            del self.filters["figure"]
            return
        self._counted = next(filter(None, (of(person, key) for of in hooks.counted)), None)
        self.filters["figure"].extra["choices"] = [(key, self._counted.label)] if self._counted else []

    def of_figure(self, rows: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        """Return the entries that a figure counts."""
        return rows.filter(self._counted.where) if self._counted else rows.none()

    def of_work(self, rows: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        """Return time on projects for clients, on accounts alone, or inside the agency."""
        if value == INTERNAL:
            return rows.filter(account=None)
        return rows.filter(account__isnull=False, project__isnull=value == SERVICE)

    def is_billable(self, rows: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        """Return time that is billable, or isn't."""
        return rows.filter(billable=value == "yes")

    def is_approved(self, rows: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        """Return time that is approved."""
        return rows.filter(state=APPROVED)

    def is_unpriced(self, rows: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        """Return time without a cost, or without a value."""
        return rows.filter(cost=None) if value == "cost" else rows.filter(value=None)


def _named(things: Any) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in things.order_by("name").values_list("pk", "name")]
