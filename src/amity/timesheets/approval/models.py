"""Weeks that were submitted, and the decision on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.timesheets.rules import SUBMITTED


class WeekSheet(models.Model):
    """A person's submitted week, the decision on it, and the reason if it was returned."""

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
