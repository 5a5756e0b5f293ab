"""Entries, months, and the additive monthly sums written with each entry."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from amity.accounts.models import Account
from amity.agency.models import CardPrice, CostRate, Service
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Discipline, Person
from amity.projects.models import Project, WorkItem
from amity.shared.versions import Versioned
from amity.timesheets.rules import DRAFT, STATES, SUBMITTED


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads of entries, narrowed by who asks."""

    def visible_to(self, person: Person) -> Self:
        """One's own entries, those on projects and accounts one answers for, and all of them by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        project = Project.objects.run_by(person).filter(pk=OuterRef("project_id"))
        account = Account.objects.managed_by(person).filter(pk=OuterRef("account_id"))
        mine = Q(person=person) | Q(person__lead=person) | Exists(project) | Exists(account)
        return self.filter(mine)


class Entry(Versioned):
    """Time worked by one person on one day, with the prices that were in force stored beside it.

    `seconds` are whole. `cost` is in the agency's currency, `value` and `standard` are in `value_currency`;
    NULL means not priced. What was not billable has a value of 0, known; an amount a file gave it is its `standard`
    value. `courtesy` is work for a client at no charge on purpose: its value is 0, and `standard` says what it would
    have been worth.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries")
    work_date = models.DateField()
    seconds = models.IntegerField()
    text = models.TextField(default="", blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="entries")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="entries")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(WorkItem, null=True, on_delete=models.PROTECT, related_name="entries")
    billable = models.BooleanField(default=True)
    courtesy = models.BooleanField(default=False, db_default=False)
    from_split = models.BooleanField(default=False, db_default=False)
    state = models.CharField(max_length=10, default=DRAFT)
    discipline = models.ForeignKey(Discipline, null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    cost = models.BigIntegerField(null=True)
    cost_currency = models.CharField(max_length=3, default="", blank=True)
    cost_rate = models.ForeignKey(CostRate, null=True, on_delete=models.PROTECT, related_name="+")
    cost_from_file = models.BooleanField(default=False)
    value = models.BigIntegerField(null=True)
    standard = models.BigIntegerField(null=True)
    value_currency = models.CharField(max_length=3, default="", blank=True)
    card_price = models.ForeignKey(CardPrice, null=True, on_delete=models.PROTECT, related_name="+")
    value_from_file = models.BooleanField(default=False)
    logged_at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "work_date"]),
            models.Index(fields=["project", "work_date"]),
            models.Index(fields=["account", "work_date"]),
            models.Index(fields=["work_date", "id"]),
            models.Index(fields=["work_date", "person", "seconds"], name="timesheets_time_by_day"),
            models.Index(
                fields=["project", "account"], condition=Q(cost_from_file=True), name="timesheets_cost_from_file"
            ),
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
    """A month that finance can close. Writers of time take its row shared, finance takes it alone."""

    month = models.IntegerField(primary_key=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.CharField(max_length=200, default="", blank=True)

    def __str__(self) -> str:
        return str(self.month)


class Sums(models.Model):
    """The additive measures of a rollup. Seconds whose price is unknown are summed beside what is known."""

    entries = models.BigIntegerField(default=0)
    seconds = models.BigIntegerField(default=0)
    billable_seconds = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    uncosted_seconds = models.BigIntegerField(default=0)
    value = models.BigIntegerField(default=0)
    unvalued_seconds = models.BigIntegerField(default=0)
    standard = models.BigIntegerField(default=0)
    unstandard_seconds = models.BigIntegerField(default=0)
    approved_seconds = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True


class ProjectMonth(Sums):
    """Sums by account, project and month. An id of 0 means none: plain numbers, so the key never holds NULL."""

    pk = models.CompositePrimaryKey("account_id", "project_id", "month", "cost_currency", "value_currency")
    account_id = models.BigIntegerField()
    project_id = models.BigIntegerField()
    month = models.IntegerField()
    cost_currency = models.CharField(max_length=3)
    value_currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return f"{self.account_id}/{self.project_id} {self.month}"


class WorkMonth(Sums):
    """Sums by account, project, line, person, discipline, service and month."""

    pk = models.CompositePrimaryKey(
        "account_id",
        "project_id",
        "line_id",
        "person_id",
        "discipline_id",
        "service_id",
        "month",
        "cost_currency",
        "value_currency",
    )
    account_id = models.BigIntegerField()
    project_id = models.BigIntegerField()
    line_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    discipline_id = models.BigIntegerField()
    service_id = models.BigIntegerField()
    month = models.IntegerField()
    cost_currency = models.CharField(max_length=3)
    value_currency = models.CharField(max_length=3)

    class Meta:
        indexes = [models.Index(fields=["project_id", "month"])]

    def __str__(self) -> str:
        return f"{self.account_id}/{self.project_id}/{self.line_id} {self.month}"


class ItemTotal(models.Model):
    """Seconds ever worked on a work item."""

    item_id = models.BigIntegerField(primary_key=True)
    seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"item {self.item_id}"


class TimeRules(Versioned):
    """How the agency keeps its time; the row has id 1. Without it nobody approves and nobody is reminded."""

    approval = models.BooleanField(default=False)
    reminders = models.BooleanField(default=False)
    remind_weekday = models.PositiveSmallIntegerField(default=0)
    remind_hour = models.PositiveSmallIntegerField(default=10)

    def __str__(self) -> str:
        return "how time is kept"


class Timer(models.Model):
    """A clock that runs for one person, and what it will be logged on. One a person: the key says so."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="timer")
    started_at = models.DateTimeField()
    text = models.TextField(default="", blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(WorkItem, null=True, on_delete=models.PROTECT, related_name="+")
    billable = models.BooleanField(default=True)
    courtesy = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"timer of {self.person_id}"


class SplitShare(models.Model):
    """Weekly time of one person for the care of one account, from a day on; 0 ends it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="split_shares")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="split_shares")
    weekly_seconds = models.PositiveIntegerField()
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "account", "valid_from"], name="timesheets_share_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.weekly_seconds} s a week from {self.valid_from}"


class SplitWeek(models.Model):
    """A week whose split was confirmed, once; `entries` are the ids of what that made."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="split_weeks")
    monday = models.DateField()
    confirmed_at = models.DateTimeField()
    entries = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="timesheets_split_once_a_week")]

    def __str__(self) -> str:
        return f"split of the week of {self.monday}"


class WeekSheet(models.Model):
    """A week of a person that was handed in: what became of it, and why it came back."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="week_sheets")
    monday = models.DateField()
    state = models.CharField(max_length=10, default=SUBMITTED)
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, default="", blank=True)
    reason = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="timesheets_sheet_once_a_week")]
        indexes = [models.Index(fields=["state", "monday"])]

    def __str__(self) -> str:
        return f"week of {self.monday}, {self.state}"


class Reminded(models.Model):
    """A mail about a week that has gone out: each kind at most once a person and week."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    monday = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "monday"], name="timesheets_reminded_once")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.monday}"


class NoReminders(models.Model):
    """A person who wants no reminders."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"no reminders for {self.person_id}"


class SheetRow(models.Model):
    """A row that stands in a person's week without time yet; `key` is the `WorkKey` of the four ids."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sheet_rows")
    monday = models.DateField()
    key = models.CharField(max_length=80)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, null=True, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(WorkItem, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "monday", "key"], name="timesheets_row_once_a_week")]

    def __str__(self) -> str:
        return f"{self.key} in the week of {self.monday}"
