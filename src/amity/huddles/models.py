"""Huddles with their agendas, and what people took from them."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.huddles.rules import LONGEST_KIND
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.rows.versions import Versioned


class HuddleQuerySet(models.QuerySet["Huddle"]):
    """Queries for huddles, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the huddles of the two and of the project manager's stand-in, and those whose accounts they handle."""
        shared = Project.objects.filter(manager=OuterRef("partner"), account__manager=OuterRef("manager"))
        return self.filter(
            Q(manager=person) | managed_by(person, "partner") | Q(Exists(shared.filter(of_managed_accounts(person))))
        )


class Huddle(Versioned):
    """The huddle of an account manager and a project manager in a week, by its Monday.

    Until it is started its agenda is what is open between the two. Then the points are kept as they were.
    """

    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("account manager"))
    partner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("project manager"))
    week = models.DateField(_("week of"))
    opened_at = models.DateTimeField()
    started_at = models.DateTimeField(_("started"), null=True)

    objects = HuddleQuerySet.as_manager()

    class Meta:
        verbose_name = _("huddle")
        constraints = [
            models.UniqueConstraint(fields=["manager", "partner", "week"], name="huddles_once_a_week"),
            models.CheckConstraint(condition=~Q(manager=models.F("partner")), name="huddles_of_two"),
        ]
        indexes = [models.Index(fields=["partner", "week"], name="huddles_of_partner")]

    def __str__(self) -> str:
        return f"{self.manager} and {self.partner}, {self.week}"

    @property
    def number(self) -> int:
        """Return the number of its week in the year, by ISO 8601."""
        return self.week.isocalendar().week


class Point(models.Model):
    """A point of an agenda as it was when the huddle started. `kind` and `item` name what it is about.

    `taker` and `due_on` are the proposal. The effects are from 1 to 5. `by_hand` points have their own id as item.
    """

    huddle = models.ForeignKey(Huddle, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=LONGEST_KIND)
    item = models.BigIntegerField()
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )
    title = models.CharField(_("what to talk about"), max_length=500)
    source = models.CharField(max_length=200, default="", blank=True)
    detail = models.TextField(_("more"), default="", blank=True)
    quote = models.TextField(default="", blank=True)
    address = models.CharField(max_length=300, default="", blank=True)
    client_effect = models.PositiveSmallIntegerField(default=1)
    agency_effect = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=1)
    position = models.PositiveSmallIntegerField(default=0)
    taker = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("taker"))
    due_on = models.DateField(_("due date"), null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["huddle", "kind", "item"], name="huddles_point_once")]

    def __str__(self) -> str:
        return self.title


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Queries for follow-ups, limited to those a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return the person's own, all of their huddles, and those about accounts they direct or cover."""
        mine = Q(owner=person) | Q(huddle__manager=person) | managed_by(person, "huddle__partner")
        return self.filter(mine | of_managed_accounts(person))


class FollowUp(Versioned):
    """What one of the two took from a huddle, by when, and whether it is done."""

    huddle = models.ForeignKey(Huddle, on_delete=models.CASCADE, related_name="follow_ups")
    point = models.OneToOneField(Point, on_delete=models.CASCADE, related_name="follow_up")
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )
    what = models.CharField(_("follow-up"), max_length=500)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("owner"))
    due_on = models.DateField(_("due date"))
    taken_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, default="", blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        indexes = [models.Index(fields=["owner", "done_at", "due_on"], name="huddles_follow_ups_due")]

    def __str__(self) -> str:
        return self.what
