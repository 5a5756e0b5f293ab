"""Contradictions between the latest status of a project and its data."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, Expression, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.rows.versions import Versioned
from amity.status import rules as colours
from amity.status.contradictions import rules


class ContradictionQuerySet(models.QuerySet["Contradiction"]):
    """Queries for contradictions, limited to those a person can see."""

    def visible_to(self, person: Person, now: datetime | Expression) -> Self:
        """Return those of the projects that the person manages, and after a working day those of all they can see."""
        project = Project.objects.visible_to(person).filter(pk=OuterRef("project_id")).order_by()
        return self.filter(managed_by(person, "project__manager") | Q(Exists(project), seen_from__lte=now))


class Contradiction(Versioned):
    """A question that the data raise about a project's status. It is open until `closed_at`.

    `subject` and `weight` tell whether the same facts were answered before, and `facts` are what its sentences name.
    `reported_on` is the day of the status. Others than the project manager see it from `seen_from`.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="contradictions", verbose_name=_("project")
    )
    kind = models.CharField(_("kind"), max_length=11)
    subject = models.CharField(max_length=40, default="", blank=True)
    weight = models.PositiveIntegerField(default=0)
    facts = models.JSONField(_("facts"), default=dict)
    reported_on = models.DateField(_("status date"))
    reported_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    asked_at = models.DateTimeField(_("asked"))
    seen_from = models.DateTimeField(_("account manager sees it from"))
    outcome = models.CharField(_("outcome"), max_length=9, default="", blank=True)
    colour = models.CharField(_("new colour"), max_length=5, default="", blank=True)
    words = models.CharField(_("explanation"), max_length=300, default="", blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    closed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("closed by")
    )

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "kind", "subject"], name="status_same_question"),
            models.Index(fields=["asked_at", "id"], name="status_questions_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "subject"], condition=Q(closed_at=None), name="status_one_open_question"
            ),
            models.CheckConstraint(condition=Q(kind__in=rules.KINDS), name="status_question_kind"),
            models.CheckConstraint(condition=Q(outcome__in=("", *rules.OUTCOMES)), name="status_question_outcome"),
            models.CheckConstraint(condition=Q(colour__in=("", *colours.COLOURS)), name="status_question_colour"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.project_id}"
