"""Terms that an account manager entered about an account."""

from typing import Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.people.models import Person
from amity.shared.rows.versions import Versioned

COMPETITOR, TOPIC, INDUSTRY = "competitor", "topic", "industry"
FIELDS: Final = {COMPETITOR: _("Competitor"), TOPIC: _("Topic"), INDUSTRY: _("Industry")}


class InterestQuerySet(models.QuerySet["Interest"]):
    """Queries for interests, limited to what a person can see."""

    def visible_to(self, person: Person) -> Self:
        """Filter to interests of every account the person can see."""
        return self.filter(Exists(Account.objects.visible_to(person).filter(pk=OuterRef("account_id"))))


class Interest(Versioned):
    """A competitor, topic or industry of an account, by which its stories are ranked."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="interests", verbose_name=_("account"))
    field = models.CharField(_("kind"), max_length=10, default=TOPIC)
    text = models.CharField(_("term"), max_length=120)
    added_at = models.DateTimeField(_("added"))

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        constraints = [
            models.UniqueConstraint(fields=["account", "field", "text"], name="insights_interest_once"),
            models.CheckConstraint(condition=Q(field__in=tuple(FIELDS)), name="insights_interest_field"),
        ]

    def __str__(self) -> str:
        return self.text
