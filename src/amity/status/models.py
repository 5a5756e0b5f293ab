"""Statuses of projects. Other tables are in the folder of their noun."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

# Django finds the tables of a part through this module.
import amity.status.asks.models
import amity.status.contradictions.models  # noqa: F401
from amity.people.models import Person
from amity.projects.models import Project
from amity.status import rules


class StatusQuerySet(models.QuerySet["Status"]):
    """Queries for statuses, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the statuses of the projects that the person can see."""
        return self.filter(Exists(Project.objects.visible_to(person).filter(pk=OuterRef("project_id")).order_by()))


class Status(models.Model):
    """One answer about a project. Each answer is a row of its own, and the latest is the project's status.

    `confirmed`: the prefilled values were still true. The milestone is the next one, as it was then.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="statuses", verbose_name=_("project"))
    answered_at = models.DateTimeField(_("answered"))
    answered_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    by_label = models.CharField(max_length=200)
    confirmed = models.BooleanField(_("still true"), default=False)
    percent = models.PositiveSmallIntegerField(_("percent done"), null=True)
    to_go_seconds = models.BigIntegerField(_("hours to go"), null=True)
    milestone_name = models.CharField(_("next milestone"), max_length=200, default="", blank=True)
    milestone_on = models.DateField(_("milestone date"), null=True)
    mood = models.CharField(_("client mood"), max_length=9, default=rules.UNKNOWN)
    blockers = models.CharField(_("blockers"), max_length=rules.MOST_BLOCKERS, default="", blank=True)
    budget = models.CharField(_("budget"), max_length=5, default=rules.GREEN)
    dates = models.CharField(_("dates"), max_length=5, default=rules.GREEN)
    client = models.CharField(_("client"), max_length=5, default=rules.GREEN)

    objects = StatusQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["project", "-answered_at", "-id"], name="status_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(mood__in=rules.MOODS), name="status_mood"),
            models.CheckConstraint(
                condition=Q(budget__in=rules.COLOURS, dates__in=rules.COLOURS, client__in=rules.COLOURS),
                name="status_colours",
            ),
            models.CheckConstraint(condition=Q(percent=None) | Q(percent__lte=100), name="status_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} at {self.answered_at}"
