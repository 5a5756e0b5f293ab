"""The deliverables of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.lines.models import Line


class Deliverable(models.Model):
    """A deliverable with its due date, content and acceptance criteria, as in a row of a quality plan.

    `standard` is what it must meet, `level` the least that is accepted, `method` how this is checked.
    """

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.CASCADE, related_name="deliverables")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("line"))
    title = models.CharField(_("deliverable"), max_length=300)
    due_on = models.DateField(_("due date"), null=True)
    due = models.CharField(
        _("or, in words"), max_length=200, default="", blank=True, help_text=_("For example, a day after each sprint.")
    )
    content = models.TextField(_("contents"), default="", blank=True)
    standard = models.TextField(_("requirements"), default="", blank=True)
    level = models.TextField(_("minimum accepted"), default="", blank=True)
    method = models.TextField(_("how it is checked"), default="", blank=True)
    position = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.title
