"""What became of warnings, and checks that went quiet on an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.accounts.models import Account


class Heeded(models.Model):
    """What became of a check's warning about an item: it was overruled, or the item was returned."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    check_key = models.CharField(max_length=60)
    item = models.ForeignKey("gate.Item", on_delete=models.CASCADE, related_name="heeded")
    overruled = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "check_key", "-at", "-id"], name="gate_heeded_by_check")]
        constraints = [models.UniqueConstraint(fields=["item", "check_key", "overruled"], name="gate_heeded_once")]

    def __str__(self) -> str:
        return self.check_key


class QuietCheck(models.Model):
    """A check that no longer warns on an account, until someone wakes it. `title` is how its warning was called."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", verbose_name=_("account"))
    check_key = models.CharField(max_length=60)
    title = models.CharField(_("check"), max_length=200)
    overruled = models.PositiveSmallIntegerField(_("overruled"))
    since = models.DateTimeField(_("quiet since"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "check_key"], name="gate_quiet_once")]

    def __str__(self) -> str:
        return self.title
