"""Projects, their people, milestones, deliverables and work items."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

import amity.projects.versions.models  # noqa: F401 - Django finds the tables of a part through this module
from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.agreements.models import Agreement
from amity.lines.models import Line
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects import rules
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.rows.among import Among, Ids
from amity.shared.rows.versions import Versioned


class ProjectQuerySet(models.QuerySet["Project"]):
    """Queries for projects, limited to what a person can see."""

    def run_by(self, person: Person) -> Self:
        """Filter to projects the person manages, as project manager, their stand-in, or on the account's side."""
        return self.filter(managed_by(person) | Q(account_manager=person) | of_managed_accounts(person))

    def listed(self, *, closed: bool, internal: bool) -> Self:
        """Filter to projects that aren't over, or all if `closed`, and to those for clients, or all if `internal`."""
        found = self if closed else self.exclude(status__in=rules.OVER)
        return found if internal else found.filter(is_internal=False)

    def worked_on_only(self, person: Person) -> Self:
        """Filter to projects where the person is only on the team, and so sees hours and no amounts."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self.none()
        found = self.filter(Exists(TeamMember.objects.filter(project=OuterRef("pk"), person=person)))
        if person.has_role(roles.ACCOUNT_DIRECTOR):
            found = found.exclude(account=None)
        return found.exclude(pk__in=Project.objects.run_by(person).values("pk"))

    def visible_to(self, person: Person) -> Self:
        """Filter to projects the person manages, is on, or sees by role. Directors see those without an account."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        team = Among("pk", Ids(TeamMember.objects.filter(person=person).values("project")))
        mine = managed_by(person) | Q(account_manager=person) | of_managed_accounts(person) | Q(team)
        if person.has_role(roles.ACCOUNT_DIRECTOR):
            mine |= Q(account=None)
        return self.filter(mine)


class Project(Versioned):
    """A project. Without an account, its client isn't known yet, or (`is_internal`) it is the agency's own.

    `taken_over`: it ran before Amity, as an imported project did, and has had no hand-off here yet.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="projects", verbose_name=_("account")
    )
    code = models.CharField(
        _("code"), max_length=40, default="", blank=True, db_index=True, help_text=_("The name in your time tracker.")
    )
    name = models.CharField(_("name"), max_length=200)
    status = models.CharField(_("status"), max_length=12, default="active", db_index=True)
    is_internal = models.BooleanField(_("internal"), default=False)
    taken_over = models.BooleanField(_("pre-existing"), default=False)
    agreement = models.ForeignKey(
        Agreement, null=True, on_delete=models.PROTECT, related_name="projects", verbose_name=_("agreement")
    )
    manager = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="run_projects", verbose_name=_("project manager")
    )
    account_manager = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("account manager")
    )
    percent_complete = models.PositiveSmallIntegerField(
        _("percent complete"), null=True, help_text=_("The project manager’s estimate. Leave blank if unknown.")
    )
    starts_on = models.DateField(_("starts"), null=True)
    ends_on = models.DateField(_("ends"), null=True)
    opened_at = models.DateTimeField()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="projects_name_once", nulls_distinct=False),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="projects_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_handoff(self) -> bool:
        """Return whether it begins with a hand-off."""
        return rules.needs_handoff(taken_over=self.taken_over, is_internal=self.is_internal)

    @property
    def waits_for_handoff(self) -> bool:
        """Return whether the project waits for its hand-off, so that work is at risk and limited."""
        return self.status == rules.INITIATING and self.needs_handoff


class ProjectHolder(models.Model):
    """The project manager or account manager of a project from a date."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="holders", verbose_name=_("project"))
    duty = models.CharField(_("duty"), max_length=15)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    valid_from = models.DateField(_("from"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "duty", "valid_from"], name="projects_holder_once")]

    def __str__(self) -> str:
        return f"{self.duty} from {self.valid_from}"


class TeamMember(models.Model):
    """A person who works on a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="team", verbose_name=_("project"))
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    since = models.DateField(_("since"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "person"], name="projects_member_once")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.project_id}"


class Milestone(models.Model):
    """A promised date, and whether it was met. `share` is its part of a fixed fee in basis points."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("project"))
    name = models.CharField(_("milestone"), max_length=200)
    due_on = models.DateField(_("due"))
    delivered_on = models.DateField(_("met on"), null=True)
    share = models.PositiveIntegerField(_("share of the fee (%)"), null=True)

    def __str__(self) -> str:
        return self.name


class Deliverable(models.Model):
    """The state of a project line's deliverable, planned if there is no row. `revisions` counts revision rounds."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="deliverables", verbose_name=_("project")
    )
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="deliverables", verbose_name=_("line"))
    state = models.CharField(_("state"), max_length=15, default="planned")
    revisions = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "line"], name="projects_deliverable_once")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.state}"


class DeliverableStep(models.Model):
    """A change of a deliverable's state, with evidence if it happened with the client."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=15)
    evidence = models.CharField(_("source: who, where and when"), max_length=500, default="", blank=True)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.state


class WorkItem(models.Model):
    """A task under a project, on one of its lines or on none yet. Time on it can be at no charge."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="items", verbose_name=_("project"))
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="items", verbose_name=_("line"))
    title = models.CharField(_("title"), max_length=300)
    planned_seconds = models.BigIntegerField(_("planned hours"), null=True)
    at_no_charge = models.BooleanField(_("at no charge"), default=False, db_default=False)
    finished_at = models.DateTimeField(null=True)
    asked_not_yet_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "title"], name="projects_item_title_once")]

    def __str__(self) -> str:
        return self.title


class FinishedMark(models.Model):
    """The history of a finished mark: set or withdrawn, on a line or a work item of a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="finished_marks")
    line = models.ForeignKey(Line, null=True, on_delete=models.PROTECT, related_name="finished_marks")
    item = models.ForeignKey(WorkItem, null=True, on_delete=models.CASCADE, related_name="finished_marks")
    finished = models.BooleanField()
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(line=None, item__isnull=False) | Q(line__isnull=False, item=None),
                name="projects_mark_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{'finished' if self.finished else 'open again'} {self.at}"
