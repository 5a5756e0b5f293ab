"""Stand-ins for project managers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class ManagerCover(Versioned):
    """A stand-in on all projects of a project manager between two dates, both included. `ended_at`: ended early."""

    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("project manager"))
    stand_in = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("stand-in"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    note = models.CharField(
        _("handover notes"), max_length=500, default="", blank=True,
        help_text=_("What is open on your projects, and whom to ask."),
    )  # fmt: skip
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="projects_cover_has_days"),
            models.CheckConstraint(condition=~Q(manager=F("stand_in")), name="projects_cover_by_another"),
        ]
        indexes = [models.Index(fields=["stand_in", "starts_on", "ends_on"], name="projects_cover_of_person")]

    def __str__(self) -> str:
        return f"{self.stand_in_id} for {self.manager_id}, {self.starts_on} to {self.ends_on}"
