"""The lines and work items to ask "is it finished?" about, found each night: asking on a page would read all time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.lines.models import Line
from amity.projects.models import Project, WorkItem


class FinishedQuestion(models.Model):
    """A line or a work item of a project to ask about, as of a date. Whether it is still open is read from it."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="finished_questions", verbose_name=_("project")
    )
    line = models.ForeignKey(Line, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("line"))
    item = models.ForeignKey(
        WorkItem, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("work item")
    )
    last_on = models.DateField(_("last day with time"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "line", "item"], name="profitability_finished_question_once"),
            models.CheckConstraint(
                condition=Q(line=None, item__isnull=False) | Q(line__isnull=False, item=None),
                name="profitability_finished_question_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.line}"
