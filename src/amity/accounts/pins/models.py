"""A pinned account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.people.models import Person


class Pin(models.Model):
    """An account that a person pinned, for themselves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.CASCADE, related_name="pins", verbose_name=_("account")
    )
    at = models.DateTimeField(_("date and time"))

    class Meta:
        verbose_name = _("pinned account")
        constraints = [models.UniqueConstraint(fields=["person", "account"], name="accounts_pin_once")]

    def __str__(self) -> str:
        return f"{self.person_id} pinned {self.account_id}"
