"""The steps that a project's forecast reached: the early warning, and the reminder of its budget."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.profitability.forecast.rules import REMINDER, WARNING
from amity.projects.models import Project


class ForecastStep(models.Model):
    """A step that a project's forecast reached, once per project, with its figures on that day.

    `gone_on` is the day the forecast fell below it again; `noted_by` has seen it and needs no row for it.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="forecast_steps", verbose_name=_("project")
    )
    step = models.CharField(_("step"), max_length=8)
    reached_on = models.DateField(_("reached on"))
    level = models.PositiveSmallIntegerField(_("evidence level"))
    budget = models.BigIntegerField(_("budget"))
    used = models.BigIntegerField(_("used"))
    expected = models.BigIntegerField(_("expected"))
    overrun = models.PositiveSmallIntegerField(_("probability of an overrun"))
    gone_on = models.DateField(_("below it since"), null=True)
    noted_by: models.ManyToManyField[Any, Any] = models.ManyToManyField("people.Person", related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "step"], name="profitability_forecast_step_once"),
            models.CheckConstraint(condition=Q(step__in=(WARNING, REMINDER)), name="profitability_forecast_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.project}"


class OwnNumbers(models.Model):
    """Numbers of the forecast, learned from the agency's closed projects for items of one size. The newest apply."""

    size = models.CharField(_("size of items"), max_length=5)
    learned_on = models.DateField(_("learned on"))
    projects = models.PositiveIntegerField(_("closed projects"))
    numbers = models.JSONField(_("numbers of the forecast"))

    def __str__(self) -> str:
        return f"{self.size} on {self.learned_on}"
