"""Sent reminders, and people who want none."""

from django.db import models

from amity.people.models import Person


class Reminded(models.Model):
    """A sent email about a week: each kind at most once for each person and week."""

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
