"""Work that was let start before the client signed its change order."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EarlyStart(models.Model):
    """Someone let the work of a request start before its change order is signed: who, when and why. Append-only."""

    request = models.ForeignKey(
        "scope.Request", on_delete=models.CASCADE, related_name="early_starts", verbose_name=_("request")
    )
    order = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="+", verbose_name=_("change order")
    )
    reason = models.CharField(_("reason"), max_length=300)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "order"], name="scope_early_start_once")]

    def __str__(self) -> str:
        return self.reason
