"""Time entries, month locks, and the rules for recording time. Other tables are in the folder of their noun."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

# Django finds the tables of a part through this module.
import amity.timesheets.approval.models
import amity.timesheets.reminders.models
import amity.timesheets.split.models
import amity.timesheets.sums.models
import amity.timesheets.timer.models
import amity.timesheets.week.models  # noqa: F401
from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.agency.models import CardPrice, CostRate, Service
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Discipline, Person
from amity.projects.models import Project, WorkItem
from amity.shared.rows.versions import Versioned
from amity.timesheets.rules import DRAFT, LONG_SECONDS, STATES


class EntryQuerySet(models.QuerySet["Entry"]):
    """Queries for entries, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to a person's own entries, those of their projects, accounts and reports, or all of them by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        project = Project.objects.run_by(person).filter(pk=OuterRef("project_id"))
        mine = Q(person=person) | Q(person__lead=person) | Exists(project) | of_managed_accounts(person)
        return self.filter(mine)


class Entry(Versioned):
    """Time worked by one person on one day, with the prices of that date stored in it.

    `seconds` are whole. `cost` is in the agency's currency, `value` and `standard` are in `value_currency`. NULL means
    not priced. Time that isn't billable has a known value of 0. An amount from a file is then its `standard` value.
    `courtesy` is client work deliberately at no charge: its value is 0, and `standard` is what it would have been
    worth.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries", verbose_name=_("worked by"))
    work_date = models.DateField(_("date"))
    seconds = models.IntegerField(_("time"))
    text = models.TextField(_("what for"), default="", blank=True)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="entries", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="entries", verbose_name=_("project")
    )
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="entries", verbose_name=_("line"))
    item = models.ForeignKey(
        WorkItem, null=True, on_delete=models.PROTECT, related_name="entries", verbose_name=_("work item")
    )
    billable = models.BooleanField(_("billable"), default=True)
    courtesy = models.BooleanField(_("at no charge"), default=False, db_default=False)
    from_split = models.BooleanField(_("from the standing split"), default=False, db_default=False)
    state = models.CharField(_("state"), max_length=10, default=DRAFT)
    discipline = models.ForeignKey(
        Discipline, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("discipline")
    )
    service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("service")
    )
    cost = models.BigIntegerField(_("cost"), null=True)
    cost_currency = models.CharField(_("currency of cost"), max_length=3, default="", blank=True)
    cost_rate = models.ForeignKey(
        CostRate, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("cost rate")
    )
    cost_from_file = models.BooleanField(_("cost imported"), default=False)
    value = models.BigIntegerField(_("value"), null=True)
    standard = models.BigIntegerField(_("at the rate card"), null=True)
    value_currency = models.CharField(_("currency of value"), max_length=3, default="", blank=True)
    card_price = models.ForeignKey(
        CardPrice, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("rate card rate")
    )
    value_from_file = models.BooleanField(_("value imported"), default=False)
    logged_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "work_date"]),
            models.Index(fields=["project", "work_date"]),
            models.Index(fields=["account", "work_date"]),
            models.Index(fields=["work_date", "id"]),
            models.Index(
                fields=["project", "account"], condition=Q(cost_from_file=True), name="timesheets_cost_from_file"
            ),
            models.Index(fields=["work_date"], condition=Q(courtesy=True), name="timesheets_at_no_charge"),
            models.Index(fields=["seconds"], condition=Q(seconds__gt=LONG_SECONDS), name="timesheets_long_entries"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(seconds__gte=0, seconds__lte=86_400), name="timesheets_a_day_at_most"),
            models.CheckConstraint(
                condition=Q(courtesy=False) | Q(billable=False), name="timesheets_no_charge_is_not_billed"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="timesheets_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s on {self.work_date}"


class Month(models.Model):
    """A month that finance can close. Writers of time share a lock on its row, and finance locks it alone."""

    month = models.IntegerField(_("month"), primary_key=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.CharField(max_length=200, default="", blank=True)

    def __str__(self) -> str:
        return str(self.month)


class TimeRules(Versioned):
    """The agency's rules for recording time, in the row with id 1. Without it there is no approval and no reminder."""

    approval = models.BooleanField(_("weeks are submitted and approved"), default=False)
    reminders = models.BooleanField(_("remind people of missing time"), default=False)
    remind_weekday = models.PositiveSmallIntegerField(_("weekday"), default=0)
    remind_hour = models.PositiveSmallIntegerField(_("from"), default=10)

    def __str__(self) -> str:
        return "how time is kept"
