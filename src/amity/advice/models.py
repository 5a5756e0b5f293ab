"""Practices, and recommendations to clients with their answers and outcomes."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, EvidenceColumns
from amity.advice import rules
from amity.briefs.models import Brief
from amity.people.models import Person
from amity.shared.rows.versions import Versioned
from amity.strategy.models import Goal


class Practice(Versioned):
    """Advice that has worked before. `services`, `measures` and `industries` have one term a line.

    `starter` is the key of the starter practice that it was made from.
    """

    title = models.CharField(_("practice"), max_length=200, unique=True)
    situation = models.TextField(_("situation"), help_text=_("When this applies, as you would notice it at a client."))
    advice = models.TextField(_("advice"), help_text=_("What the client should do."))
    why = models.TextField(_("why"), default="", blank=True)
    evidence = models.TextField(
        _("evidence"), default="", blank=True,
        help_text=_("How we know: our own experience, or a published finding with its source."),
    )  # fmt: skip
    when_not = models.TextField(_("when not"), default="", blank=True)
    services = models.TextField(
        _("services"), default="", blank=True, help_text=_("One per line. Words from the names of your services.")
    )
    measures = models.TextField(
        _("goals"), default="", blank=True,
        help_text=_("One per line. Words from the goals it helps with, for example conversion."),
    )  # fmt: skip
    industries = models.TextField(
        _("industries"), default="", blank=True, help_text=_("One per line. Leave blank if it applies to all.")
    )
    starter = models.CharField(_("starter"), max_length=40, default="", blank=True)
    added_by = models.CharField(_("added by"), max_length=200)
    added_at = models.DateTimeField(_("added"))
    archived_at = models.DateTimeField(_("archived"), null=True)

    class Meta:
        verbose_name = _("practice")

    def __str__(self) -> str:
        return self.title


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Queries for recommendations, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to recommendations to every account the person can see."""
        return self.filter(Exists(Account.objects.visible_to(person).filter(pk=OuterRef("account_id"))))


class Recommendation(EvidenceColumns, Versioned):
    """What we recommend to a client for a goal of theirs. Its evidence columns are the client's answer.

    `source_kind` and `source_id` refer to what led to it, such as an insight. `held_at`: after accepting, the client
    asked to hold on. `before_value` and `after_value` are the readings that its outcome compares.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("account")
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("client goal")
    )
    practice = models.ForeignKey(
        Practice, null=True, on_delete=models.PROTECT, related_name="recommendations", verbose_name=_("practice")
    )
    source_kind = models.CharField(_("kind of source"), max_length=60, default="", blank=True)
    source_id = models.BigIntegerField(_("source"), null=True)
    title = models.CharField(_("recommendation"), max_length=200)
    evidence = models.TextField(_("evidence"), help_text=_("What you see, and where. The client reads this first."))
    advice = models.TextField(_("advice"), help_text=_("What the client should do."))
    alternatives = models.TextField(
        _("alternatives"), default="", blank=True, help_text=_("What else is possible, and why you prefer this.")
    )
    effect = models.CharField(_("expected effect"), max_length=500)
    expected_value = models.DecimalField(
        _("expected reading"), max_digits=18, decimal_places=4, null=True, help_text=_("In the unit of the goal.")
    )
    expected_on = models.DateField(_("effect expected by"))
    state = models.CharField(_("state"), max_length=10, default=rules.DRAFT)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    added_at = models.DateTimeField(_("added"))
    sent_at = models.DateTimeField(_("sent"), null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    declined_why = models.TextField(_("why they declined"), default="", blank=True)
    held_at = models.DateTimeField(_("on hold since"), null=True)
    brief = models.OneToOneField(
        Brief, null=True, on_delete=models.SET_NULL, related_name="recommendation", verbose_name=_("brief")
    )
    outcome = models.CharField(_("what came of it"), max_length=6, default="", blank=True)
    outcome_note = models.TextField(_("what we learned"), default="", blank=True)
    outcome_at = models.DateTimeField(_("outcome recorded"), null=True)
    before_value = models.DecimalField(_("reading before"), max_digits=18, decimal_places=4, null=True)
    after_value = models.DecimalField(_("reading afterwards"), max_digits=18, decimal_places=4, null=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        indexes = [
            models.Index(fields=["account", "state"], name="advice_by_account"),
            models.Index(fields=["source_kind", "source_id"], name="advice_by_source"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=rules.STATES), name="advice_state"),
            models.CheckConstraint(condition=Q(outcome__in=("", *rules.OUTCOMES)), name="advice_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state=rules.ACCEPTED), name="advice_outcome_once_accepted"
            ),
        ]

    def __str__(self) -> str:
        return self.title
