"""Goals with their readings and revisions, and strategy cards."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, EvidenceColumns
from amity.people.models import Person
from amity.shared.rows.versions import Versioned
from amity.strategy.rules import BEING_MADE, CARD_STATES, CAUSES, GOAL_STATES, IN_FORCE, RHYTHM_DAYS


def _known_to(person: Person) -> Exists:
    """Return the filter for accounts the person can see. Everyone who works for a client should know its goals."""
    return Exists(Account.objects.visible_to(person).filter(pk=OuterRef("account_id")))


class GoalQuerySet(models.QuerySet["Goal"]):
    """Queries for goals, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to goals of every account the person can see."""
        return self.filter(_known_to(person))


class CardQuerySet(models.QuerySet["StrategyCard"]):
    """Queries for strategy cards, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to cards of every account the person can see."""
        return self.filter(_known_to(person))


class Goal(EvidenceColumns, Versioned):
    """A client's goal. `baseline` and `target` are in `unit`. NULL is not known.

    `plan` is what we do about it while it is off track, to be checked on `plan_check_on`.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="goals", verbose_name=_("account"))
    title = models.CharField(_("goal"), max_length=200)
    measure = models.CharField(
        _("measured by"), max_length=200, default="", blank=True,
        help_text=_("For example, share of tickets bought in the app."),
    )  # fmt: skip
    unit = models.CharField(
        _("unit"), max_length=30, default="", blank=True, help_text=_("For example, %, tickets a week.")
    )
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True)
    begun_on = models.DateField()
    target_on = models.DateField(_("due date"), null=True)
    rhythm = models.CharField(
        _("reading frequency"), max_length=11, default="quarterly", db_default="quarterly",
        help_text=_("How often someone reads the measure."),
    )  # fmt: skip
    plan = models.CharField(
        _("plan"), max_length=500, default="", db_default="", blank=True,
        help_text=_("What we do to get the goal back on track."),
    )  # fmt: skip
    plan_check_on = models.DateField(_("check date"), null=True)
    plan_by_label = models.CharField(max_length=200, default="", db_default="", blank=True)
    state = models.CharField(_("state"), max_length=8, default="running")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=GOAL_STATES), name="strategy_goal_state"),
            models.CheckConstraint(condition=Q(rhythm__in=tuple(RHYTHM_DAYS)), name="strategy_goal_rhythm"),
        ]

    def __str__(self) -> str:
        return self.title


class GoalReading(models.Model):
    """A value of a goal's measure on a day, and where it was read."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="readings", verbose_name=_("goal"))
    read_on = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    source = models.CharField(_("source"), max_length=200)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "read_on"], name="strategy_reading_once_a_day")]

    def __str__(self) -> str:
        return f"{self.value} on {self.read_on}"


class GoalRevision(EvidenceColumns):
    """A revision of a goal: its fields before and after, the cause, and any evidence from the client.

    `cause_kind` and `cause_id` refer to the record that caused it, such as a contact report.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="revisions", verbose_name=_("goal"))
    at = models.DateTimeField(db_index=True)
    by_label = models.CharField(max_length=200)
    cause = models.CharField(_("what changed it"), max_length=12)
    cause_kind = models.CharField(max_length=60, default="", db_default="", blank=True)
    cause_id = models.BigIntegerField(null=True)
    why = models.TextField(_("why"))
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cause__in=CAUSES), name="strategy_revision_cause")]

    def __str__(self) -> str:
        return self.why[:60]


class GoalLink(models.Model):
    """The goal that something serves: a project, a line, or what a part above has registered.

    `subject_kind` and `subject_id` refer to it.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links", verbose_name=_("client goal"))
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="strategy_one_goal_for_a_thing")
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject_id} serves {self.goal_id}"


class StrategyCard(EvidenceColumns, Versioned):
    """A strategy for one client in six fields. The evidence is who at the client agreed to it, when and where."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="strategy_cards", verbose_name=_("account")
    )
    number = models.PositiveIntegerField()
    goal = models.CharField(
        _("goal"), max_length=300, default="", blank=True,
        help_text=_("One sentence. It is shown under the client’s name."),
    )  # fmt: skip
    audience = models.TextField(_("audience"), default="", blank=True)
    message = models.CharField(_("single message"), max_length=300, default="", blank=True)
    must = models.TextField(_("must"), default="", blank=True, help_text=_("One per line."))
    must_not = models.TextField(_("must not"), default="", blank=True, help_text=_("One per line."))
    measures = models.TextField(_("measures"), default="", blank=True, help_text=_("One per line."))
    state = models.CharField(_("state"), max_length=20, default="draft")
    agreed_inside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_inside_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    superseded_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CARD_STATES), name="strategy_card_state"),
            models.UniqueConstraint(fields=["account", "number"], name="strategy_card_number_once"),
            models.UniqueConstraint(fields=["account"], condition=Q(state=IN_FORCE), name="strategy_one_card_in_force"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(state__in=BEING_MADE), name="strategy_one_card_being_made"
            ),
        ]

    def __str__(self) -> str:
        return self.goal
