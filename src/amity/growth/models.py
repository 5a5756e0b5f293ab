"""Opportunities, and who sees them."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, Contact
from amity.accounts.of_person import of_managed_accounts
from amity.briefs.models import Brief
from amity.growth import rules
from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.rows.versions import Versioned
from amity.strategy.models import Goal


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    """Queries for opportunities, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return those of the person's accounts, those they own, and prospects for account managers and directors."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        seen = Q(owner=person) | of_managed_accounts(person)
        if person.has_role(roles.ACCOUNT_MANAGER, roles.ACCOUNT_DIRECTOR):
            seen |= Q(account=None)
        return self.filter(seen)


class Opportunity(Versioned):
    """Work that a client or a prospect may buy. `value` is in minor units of `currency`, NULL is not known.

    `origin_kind` and `origin_id` refer to the record it came from. `brief` is what it became once won. An imported one
    may have neither an account nor a company.
    """

    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="opportunities", verbose_name=_("account"),
    )  # fmt: skip
    company = models.CharField(
        _("company"), max_length=200, default="", blank=True,
        help_text=_("For a prospect that isn’t an account yet."),
    )  # fmt: skip
    title = models.CharField(
        _("opportunity"), max_length=200, help_text=_("For example, accessibility audit of the app.")
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="opportunities", verbose_name=_("contact")
    )
    client_words = models.TextField(_("need in the client’s words"), default="", blank=True)
    goal = models.ForeignKey(
        Goal, null=True, on_delete=models.PROTECT, related_name="opportunities", verbose_name=_("client goal")
    )
    source = models.CharField(_("source"), max_length=14, default=rules.OTHER)
    source_note = models.CharField(
        _("source in words"), max_length=200, default="", blank=True, help_text=_("For example, referred by Larkfield.")
    )
    origin_kind = models.CharField(_("kind of its source"), max_length=60, default="", blank=True)
    origin_id = models.BigIntegerField(_("its source"), null=True)
    stage = models.CharField(_("stage"), max_length=10, default=rules.SPOTTED)
    value = models.BigIntegerField(
        _("value"), null=True, help_text=_("In the account’s currency. Leave blank if unknown.")
    )
    currency = models.CharField(_("currency"), max_length=3)
    probability = models.PositiveSmallIntegerField(
        _("probability, %"), null=True, help_text=_("Leave blank to use the probability of the stage.")
    )
    starts_on = models.DateField(_("expected start"), null=True)
    next_step = models.CharField(_("next step"), max_length=200, default="", blank=True)
    next_on = models.DateField(_("next step due"), null=True)
    owner = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="opportunities", verbose_name=_("owner")
    )
    reason = models.CharField(_("reason for losing it"), max_length=10, default="", blank=True)
    because = models.TextField(_("what we learned"), default="", blank=True)
    competitor = models.CharField(_("lost to"), max_length=200, default="", blank=True)
    brief = models.OneToOneField(
        Brief, null=True, on_delete=models.PROTECT, related_name="opportunity", verbose_name=_("brief")
    )
    closed_on = models.DateField(_("closed"), null=True)
    added_on = models.DateField(_("added"))
    added_by = models.CharField(max_length=200)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        indexes = [
            models.Index(fields=["account", "stage"], name="growth_by_account"),
            models.Index(fields=["next_on"], condition=Q(stage__in=rules.OPEN), name="growth_open_by_step"),
            models.Index(fields=["stage", "-value"], name="growth_by_stage"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=rules.STAGES), name="growth_stage"),
            models.CheckConstraint(condition=Q(source__in=rules.SOURCES), name="growth_source"),
            models.CheckConstraint(condition=Q(reason__in=("", *rules.REASONS)), name="growth_reason"),
            models.UniqueConstraint(
                fields=["origin_kind", "origin_id"], condition=~Q(origin_kind=""), name="growth_once_from_a_record"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def who(self) -> str:
        """Return the name of its account, else of the prospect, "" if neither is known."""
        return self.account.name if self.account else self.company
