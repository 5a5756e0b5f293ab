"""Requests of clients, and which records they were before they had one table."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.agreements.rules import DROPPED
from amity.briefs.models import Brief
from amity.lines.models import Line
from amity.people.models import Person
from amity.projects.models import Project, TeamMember, WorkItem
from amity.projects.of_person import of_their_work
from amity.projects.stand_ins.of_person import managed_by
from amity.scope import hooks, rules
from amity.scope.assessments.models import AssessedHours, Assessment
from amity.scope.early_start.models import EarlyStart
from amity.shared.rows.versions import Versioned

__all__ = ["AssessedHours", "Assessment", "EarlyStart", "FormerRequest", "Request", "RequestQuerySet"]


class RequestQuerySet(models.QuerySet["Request"]):
    """Queries for requests, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return requests of the person's work, those they logged or assess, and what hooks add."""
        run = Project.objects.filter(manager=person, pk=OuterRef("item__project_id"))
        member = TeamMember.objects.filter(person=person, project=OuterRef("item__project_id"))
        seen = (
            of_their_work(person)
            | Q(Exists(run))
            | Q(Exists(member))
            | Q(logged_by=person)
            | managed_by(person, "assessor")
        )
        for more in hooks.also_visible:
            seen |= more(person)
        return self.filter(seen)


class Request(Versioned):
    """A client's request, in their words. It is open until `closed_at`.

    One within a retainer has a work item: its plan, its time and its finished mark are the item's, and it is closed
    while the item is finished. `number` is its number within its agreement. `source` says where it comes from, as
    "call, 00:14:05" of a talk. `order` is the change order that it led to. `assessor` assesses it in place of
    the project manager.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="requests", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="requests", verbose_name=_("project")
    )
    agreement = models.ForeignKey(
        Agreement, null=True, on_delete=models.PROTECT, related_name="requests", verbose_name=_("agreement")
    )
    number = models.PositiveIntegerField(_("number"), null=True)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="requests", verbose_name=_("requested by")
    )
    words = models.CharField(_("request"), max_length=rules.MOST_WORDS)
    through = models.CharField(_("received by"), max_length=8, default=rules.OTHER)
    source = models.CharField(_("source"), max_length=120, default="", blank=True)
    asked_on = models.DateField(_("request date"))
    wanted_on = models.DateField(_("due date"), null=True)
    assess_by = models.DateTimeField(_("assess by"), null=True)
    assessor = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("assessed by")
    )
    state = models.CharField(_("decision"), max_length=12, default=rules.NEW)
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="requests", verbose_name=_("line"))
    item = models.OneToOneField(WorkItem, null=True, on_delete=models.PROTECT, related_name="request")
    brief = models.OneToOneField(Brief, null=True, on_delete=models.PROTECT, related_name="request")
    order = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    parked_until = models.DateField(_("parked until"), null=True)
    decided_because = models.CharField(_("reason for the decision"), max_length=300, default="", blank=True)
    decided_by = models.CharField(max_length=200, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    closed_because = models.CharField(_("reason"), max_length=300, default="", blank=True)
    outcome = models.CharField(_("outcome for the client"), max_length=12, default="", blank=True)
    closed_at = models.DateTimeField(null=True)
    logged_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("logged by")
    )
    added_at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["account", "state"], name="scope_of_account"),
            models.Index(
                fields=["account", "-asked_on", "-id"], condition=Q(closed_at=None), name="scope_open_by_time"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="scope_number_once"),
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="scope_state"),
            models.CheckConstraint(condition=Q(through__in=rules.CHANNELS), name="scope_channel"),
            models.CheckConstraint(condition=Q(outcome__in=("", *rules.OUTCOMES)), name="scope_outcome"),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(agreement__isnull=False), name="scope_of_a_client"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def lost_order(self) -> bool:
        """Return whether its change order was withdrawn, so that no one will sign it."""
        return self.order is not None and self.order.state == DROPPED

    @property
    def is_open(self) -> bool:
        """Return whether it isn't closed."""
        return self.closed_at is None

    @property
    def assessed_by(self) -> Person | None:
        """Return who assesses it: the person named, else the project manager. None leaves it to the account manager."""
        return self.assessor or (self.project.manager if self.project else None)

    @property
    def planned_seconds(self) -> int | None:
        """Return the planned time of its work item, if it has both."""
        return self.item.planned_seconds if self.item else None


class FormerRequest(models.Model):
    """The kind and id that a request had before all requests were in one table: the audit log still names them."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="former")
    kind = models.CharField(max_length=60)
    former_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "former_id"], name="scope_former_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.former_id}"
