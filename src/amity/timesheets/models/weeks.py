"""What belongs to a week: the standing split, its confirmation, submission, reminders and rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Project, WorkItem
from amity.timesheets.rules import SUBMITTED


class SplitShare(models.Model):
    """Weekly time of one person for the care of one account, from a day on; 0 ends it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="split_shares", verbose_name=_("person"))
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="split_shares", verbose_name=_("account")
    )
    weekly_seconds = models.PositiveIntegerField(_("hours a week"))
    valid_from = models.DateField(_("from"))

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
    """A week of a person that was submitted: what became of it, and why it came back."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="week_sheets", verbose_name=_("person"))
    monday = models.DateField(_("week from"))
    state = models.CharField(_("state"), max_length=10, default=SUBMITTED)
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, default="", blank=True)
    reason = models.CharField(_("reason"), max_length=500, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="timesheets_sheet_once_a_week")]
        indexes = [models.Index(fields=["state", "monday"])]

    def __str__(self) -> str:
        return f"week of {self.monday}, {self.state}"


class Reminded(models.Model):
    """An email about a week that has gone out: each kind at most once a person and week."""

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
    """A row of a person's week without time yet; `key` is the `WorkKey` of the four ids."""

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
