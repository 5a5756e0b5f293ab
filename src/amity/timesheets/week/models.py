"""Rows of a week without time yet."""

from django.db import models

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Project, WorkItem


class SheetRow(models.Model):
    """A row of a person's week without time yet. `key` is the `WorkKey` of the four ids."""

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
