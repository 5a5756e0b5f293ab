"""The standing split and its confirmation by week."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account
from amity.people.models import Person


class SplitShare(models.Model):
    """A person's weekly service time for one account, from a date on. 0 ends it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="split_shares", verbose_name=_("person"))
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="split_shares", verbose_name=_("account")
    )
    weekly_seconds = models.PositiveIntegerField(_("hours a week"))
    valid_from = models.DateField(_("from"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "account", "valid_from"], name="timesheets_share_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.weekly_seconds} s a week from {self.valid_from}"


class SplitWeek(models.Model):
    """A week whose split was confirmed, once. `entries` are the ids of the entries that made."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="split_weeks")
    monday = models.DateField()
    confirmed_at = models.DateTimeField()
    entries = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "monday"], name="timesheets_split_once_a_week")]

    def __str__(self) -> str:
        return f"split of the week of {self.monday}"
