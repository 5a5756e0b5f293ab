"""Hand-offs with their notes, frozen versions, read-backs, conditions and acknowledgements."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.expectations.models import Expectation
from amity.handoff.rules import OF_WORK, TAKEN
from amity.handoff.versions.rules import Block, read, tampered
from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project, WorkItem
from amity.shared.rows.versions import Versioned


class HandoffQuerySet(models.QuerySet["Handoff"]):
    """Queries for hand-offs, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return hand-offs the person gives or takes, of their projects and accounts, or all by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        run = Project.objects.run_by(person).filter(pk=OuterRef("project_id"))
        return self.filter(Q(giver=person) | Q(taker=person) | Exists(run) | of_managed_accounts(person))


class Handoff(Versioned):
    """A hand-off of work or an account from one person to another.

    `kind` small, full or retainer is about a project (or, small, with `item`, one request on it). Succession and cover
    are about an account, from `starts_on` (to `ends_on`). `number` is that of the latest version, 0 before any offer.
    `changes_waiting` is the number of changes the taker had not acknowledged at the last count.
    """

    kind = models.CharField(_("kind"), max_length=10)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="handoffs", verbose_name=_("account")
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="handoffs", verbose_name=_("project")
    )
    item = models.ForeignKey(
        WorkItem, null=True, on_delete=models.PROTECT, related_name="handoffs", verbose_name=_("work item")
    )
    giver = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="given_handoffs")
    taker = models.ForeignKey(
        Person,
        null=True,
        on_delete=models.PROTECT,
        related_name="taken_handoffs",
        verbose_name=_("colleague taking over"),
    )
    state = models.CharField(_("state"), max_length=10, default="preparing", db_index=True)
    number = models.PositiveIntegerField(_("version"), default=0)
    starts_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("last day"), null=True)
    sentence = models.TextField(_("in one sentence"), default="", blank=True)
    started_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, default="", blank=True)
    changes_waiting = models.PositiveIntegerField(default=0)

    objects = HandoffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "item"], condition=~Q(project=None), name="handoff_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_WORK, project__isnull=False) | ~Q(kind__in=OF_WORK) & Q(project=None),
                name="handoff_of_work_or_account",
            ),
        ]
        indexes = [models.Index(fields=["taker", "state"]), models.Index(fields=["giver", "state"])]

    def __str__(self) -> str:
        return str(self.item or self.project or self.account)

    @property
    def is_taken(self) -> bool:
        """Return whether the taker accepted it, with or without conditions."""
        return self.state in TAKEN


class Note(Versioned):
    """A note by the giver in a block. `mark` is known, assumed or to find out.

    A promise or an expectation is the record `expectation`, and the note then has no text of its own.
    """

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="notes")
    block = models.CharField(_("section"), max_length=12)
    text = models.TextField(_("text"))
    mark = models.CharField(_("confidence"), max_length=8, default="known")
    stated_by = models.CharField(_("who said it"), max_length=200, default="", blank=True)
    stated_in = models.CharField(_("source"), max_length=200, default="", blank=True)
    stated_on = models.DateField(_("date"), null=True)
    written_at = models.DateTimeField()
    expectation = models.ForeignKey(Expectation, null=True, on_delete=models.PROTECT, related_name="written_in")

    def __str__(self) -> str:
        return self.says[:60]

    @property
    def says(self) -> str:
        """The text of the note, or of its record."""
        return self.expectation.statement if self.expectation else self.text


class Version(models.Model):
    """An offered version: blocks with a SHA-256 each, and one for all of them. It never changes, but has its answer."""

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    blocks = models.JSONField()
    digest = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=200)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, default="", blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handoff", "number"], name="handoff_version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def parsed_blocks(self) -> list[Block]:
        """The blocks as values."""
        return read(self.blocks)

    @property
    def is_whole(self) -> bool:
        """Return whether every block still matches its digest."""
        return not tampered(self.blocks)


class ReadBack(Versioned):
    """An item in the taker's own words, with the giver's response. `key` is the item's."""

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="read_backs")
    key = models.CharField(_("item"), max_length=60)
    words = models.TextField(_("in their own words"))
    stated_by = models.CharField(_("who said it"), max_length=200)
    stated_at = models.DateTimeField()
    verdict = models.CharField(_("decision"), max_length=8, default="", blank=True)
    remark = models.TextField(_("remark"), default="", blank=True)
    judged_by = models.CharField(max_length=200, default="", blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handoff", "key"], name="handoff_read_back_once")]

    def __str__(self) -> str:
        return self.words[:60]


class Condition(models.Model):
    """A condition of an acceptance: text, owner and due date, and when it was met."""

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="conditions")
    text = models.TextField(_("condition"))
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="handoff_conditions", verbose_name=_("owner")
    )
    due_on = models.DateField(_("due date"))
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, default="", blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class Acknowledgement(models.Model):
    """The acknowledgement of an item's change since acceptance. `digest` is of the item as it was seen."""

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="acknowledgements")
    key = models.CharField(_("item"), max_length=60)
    digest = models.CharField(max_length=64)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["handoff", "key", "digest"], name="handoff_acknowledged_once")]

    def __str__(self) -> str:
        return self.key


class RaisedCap(models.Model):
    """A raised cap on work on a project before its hand-off, with its author and reason. Append-only.

    `stops`: the work was stopped at the time logged then, until the hand-off is accepted or the cap is raised.
    """

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="raised_caps", verbose_name=_("project")
    )
    seconds = models.PositiveIntegerField(_("total hours allowed before the hand-off"))
    stops = models.BooleanField(default=False)
    reason = models.TextField(_("reason"))
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seconds} s"
