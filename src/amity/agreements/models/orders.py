"""What a change order does to the lines of its agreement."""

from django.db import models

from amity.agency.models import Service
from amity.agreements.models.agreement import Agreement
from amity.lines.models import Line
from amity.people.models import Discipline


class LineChange(models.Model):
    """One line added, changed or removed by a change order. Until the order is signed the line itself knows nothing.

    `line` is empty for one to be added; signing the order opens it and puts it here. Columns as those of terms.
    """

    order = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="line_changes")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=8)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=5, default="hour")
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    rate = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    planned_seconds = models.BigIntegerField(null=True)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    discipline = models.ForeignKey(Discipline, null=True, on_delete=models.PROTECT, related_name="+")
    revision_rounds = models.PositiveSmallIntegerField(null=True)
    acceptance = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="agreements_line_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.number}"
