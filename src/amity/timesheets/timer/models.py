"""The running timer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Project, WorkItem


class Timer(models.Model):
    """A timer that runs for one person, and the work to log. The key allows only one for each person."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="timer")
    started_at = models.DateTimeField(_("started"))
    text = models.TextField(_("what for"), default="", blank=True)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("project")
    )
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("line"))
    item = models.ForeignKey(
        WorkItem, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("work item")
    )
    billable = models.BooleanField(_("billable"), default=True)
    courtesy = models.BooleanField(_("at no charge"), default=False)

    def __str__(self) -> str:
        return f"timer of {self.person_id}"
