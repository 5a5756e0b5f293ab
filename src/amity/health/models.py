"""The numbers that the agency set, the health of each account with its history, and what the review found."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.accounts.of_person import of_managed_accounts
from amity.health.review.rules import CAUSES, KINDS
from amity.health.rules import BANDS
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.rows.versions import Versioned


class OfAccountQuerySet(models.QuerySet[Any]):
    """Queries for rows of accounts, limited to those that a person sees whole."""

    def visible_to(self, person: Person) -> Self:
        """Return rows of accounts to which the person has full access, by responsibility or by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        return self.filter(of_managed_accounts(person))


class HealthNumbers(Versioned):
    """The weights, age limits and break points of the agency, in the row with id 1. Without a row, the defaults."""

    weights = models.JSONField(_("weights"))
    ages = models.JSONField(_("age limits"))
    points = models.JSONField(_("break points"))

    def __str__(self) -> str:
        return "health numbers"


class DayColumns(models.Model):
    """The columns of a calculated health. `evidence` has the readings and caps it follows from, and no text."""

    score = models.PositiveSmallIntegerField(_("health"), null=True)
    band = models.CharField(_("band"), max_length=8)
    confidence = models.PositiveSmallIntegerField(_("confidence"))
    weighted = models.PositiveSmallIntegerField(_("weighted score"), null=True)
    evidence = models.JSONField()
    at = models.DateTimeField(_("updated"))

    class Meta:
        abstract = True


class AccountHealth(DayColumns):
    """The newest health of an account, for lists. `trend` has the scores of the last 90 days, a week apart."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="health", verbose_name=_("account"))
    trend = models.JSONField(default=list)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(band__in=BANDS), name="health_account_band")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.score}"


class HealthDay(DayColumns):
    """The health of an account on a day."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="health_days", verbose_name=_("account"), db_index=False
    )
    day = models.DateField(_("date"))

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "day"], name="health_day_once"),
            models.CheckConstraint(condition=Q(band__in=BANDS), name="health_day_band"),
        ]
        indexes = [models.Index(fields=["day"])]

    def __str__(self) -> str:
        return f"{self.account_id} on {self.day}: {self.score}"


class Surprise(Versioned):
    """A false green or a false red: what happened on a day, the band shown before, and what the page could have shown.

    It names no one: neither who looked after the account nor who answers.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="health_surprises", verbose_name=_("account")
    )
    kind = models.CharField(_("kind"), max_length=5)
    cause = models.CharField(_("what happened"), max_length=8)
    on = models.DateField(_("date"))
    about = models.BigIntegerField(default=0)
    shown_on = models.DateField(_("shown on"))
    shown_score = models.PositiveSmallIntegerField(_("health shown"), null=True)
    missing = models.TextField(
        _("what could the page have shown?"), default="", blank=True,
        help_text=_("For example, a reading that came too late, or a sign that Amity doesn’t ask for. Name no one."),
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "cause", "about"], name="health_surprise_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="health_surprise_kind"),
            models.CheckConstraint(condition=Q(cause__in=CAUSES), name="health_surprise_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
