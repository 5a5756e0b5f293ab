"""The rhythm of the agency and of single projects, and the projects that were asked about."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.rows.versions import Versioned
from amity.status.asks import rules


class Rhythm(Versioned):
    """How often project managers are asked, and on which weekday (Monday is 0). Without a project: the agency's."""

    project = models.OneToOneField(
        Project, null=True, on_delete=models.CASCADE, related_name="status_rhythm", verbose_name=_("project")
    )
    rhythm = models.CharField(_("rhythm"), max_length=11, default=rules.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("weekday"), default=rules.FRIDAY)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project"], nulls_distinct=False, name="status_rhythm_once"),
            models.CheckConstraint(condition=Q(rhythm__in=rules.RHYTHMS), name="status_rhythm_known"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="status_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} on {self.weekday}"


class Ask(models.Model):
    """A project that was asked about in a round. It is open until it is answered or the next round begins.

    The link in the email to `person` works until `link_until`. Only the hash of its token is stored. `email_id` is the
    Message-ID of that email, and the `shown` columns are what it listed: the rest of the values as a digest.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="asks", verbose_name=_("project"))
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("project manager")
    )
    round_on = models.DateField(_("round"))
    asked_at = models.DateTimeField(_("asked"))
    token_hash = models.CharField(max_length=64, default="", blank=True, db_index=True)
    link_until = models.DateField()
    email_id = models.CharField(max_length=120, default="", blank=True, db_index=True)
    shown_percent = models.PositiveSmallIntegerField(null=True)
    shown_to_go_seconds = models.BigIntegerField(null=True)
    shown_digest = models.CharField(max_length=20, default="", blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["project"], condition=Q(closed_at=None), name="status_open_asks"),
        ]
        constraints = [models.UniqueConstraint(fields=["project", "round_on"], name="status_asked_once")]

    def __str__(self) -> str:
        return f"{self.project_id} on {self.round_on}"
