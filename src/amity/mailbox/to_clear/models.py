"""Which items were listed in emails to those who clear, with the hash of each code, and who wants no such emails."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amity.gate.models import Item
from amity.people.models import Person


class Listed(models.Model):
    """An item in an email to someone who clears, as it was then. `occasion` is a date, or that its time is near.

    `key` is the hash of the code that clears it by reply, None for what only a page clears. `beside` is how many items
    the email listed with it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+", verbose_name=_("item"))
    digest = models.CharField(max_length=64)
    occasion = models.CharField(max_length=10)
    key = models.CharField(max_length=64, null=True, unique=True)
    beside = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "item", "digest", "occasion"], name="mailbox_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} to {self.person_id}"


class ClearEmails(models.Model):
    """Whether a person wants these emails. Without a row they do."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    to_clear = models.BooleanField(
        _("emails waiting for you to clear, each morning and 30 minutes before they are due"), default=True
    )  # fmt: skip

    def __str__(self) -> str:
        return f"emails to {self.person_id}"
