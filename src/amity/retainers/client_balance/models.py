"""What clients see of their retainers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amity.agreements.models import Agreement
from amity.retainers.client_balance import rules
from amity.shared.rows.versions import Versioned


class ClientBalance(Versioned):
    """Whether the client sees the balance of a retainer, and which. Without a row they don't."""

    agreement = models.OneToOneField(
        Agreement, on_delete=models.CASCADE, related_name="client_balance", verbose_name=_("agreement")
    )
    shown = models.CharField(_("balance for the client"), max_length=8, default=rules.HIDDEN)
    name = models.CharField(
        _("name for the client"), max_length=rules.NAME_MOST, default="", blank=True,
        help_text=_("The client reads this name. Titles of agreements and projects stay inside."),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shown__in=rules.BASES), name="retainers_balance_basis"),
        ]

    def __str__(self) -> str:
        return self.name
