"""The terms of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementTerm(models.Model):
    """The text of a term in an agreement. `asked` is the client's request, `asked_by` its source."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.CASCADE, related_name="term_values")
    key = models.CharField(_("key"), max_length=40)
    value = models.TextField(_("value"))
    asked = models.TextField(_("asked"), default="", blank=True)
    asked_by = models.CharField(_("asked by"), max_length=200, default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="agreements_term_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
