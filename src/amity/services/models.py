"""What someone recorded about a service at an account."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account, EvidenceColumns
from amity.accounts.of_person import of_managed_accounts
from amity.agency.models import Service
from amity.people import rules as roles
from amity.people.models import Person
from amity.services.cells.rules import STATES
from amity.shared.rows.versions import Versioned
from amity.strategy.models import Goal


class CellQuerySet(models.QuerySet["Cell"]):
    """Queries for cells, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Return cells of accounts to which the person has full access, by responsibility or by role."""
        if person.has_role(*roles.SEES_EVERY_ACCOUNT):
            return self
        return self.filter(of_managed_accounts(person))


class Cell(EvidenceColumns, Versioned):
    """Who does a service for an account, as someone recorded it. A cell without a row follows from our records."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="service_cells", verbose_name=_("account")
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", verbose_name=_("service"))
    state = models.CharField(_("who does it"), max_length=12)
    competitor = models.CharField(_("competitor"), max_length=120, default="", blank=True)
    spend = models.BigIntegerField(
        _("spend a year"), null=True, help_text=_("What the client pays for it, in the account’s currency.")
    )
    contract_ends_on = models.DateField(_("contract end date"), null=True)
    goal = models.ForeignKey(
        Goal, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("client goal it would serve")
    )
    reason = models.CharField(
        _("reason"), max_length=300, default="", blank=True, help_text=_("For example, they sell to companies only.")
    )
    recorded_on = models.DateField(_("recorded on"))
    recorded_at = models.DateTimeField()
    by_label = models.CharField(max_length=200)

    objects = CellQuerySet.as_manager()

    class Meta:
        verbose_name = _("service of an account")
        constraints = [
            models.UniqueConstraint(fields=["account", "service"], name="services_one_cell"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="services_cell_state"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.account_id}: {self.state}"
