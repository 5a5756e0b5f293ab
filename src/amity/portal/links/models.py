"""Personal links of recipients to released items."""

from django.db import models

from amity.accounts.models import Contact
from amity.gate.models import Item


class AnswerLink(models.Model):
    """The link of one recipient to one item under one digest. Only the hash of its token is stored.

    It is used up by a decision of its own correspondent. Others whom it was forwarded to leave it as it is.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answer_links")
    digest = models.CharField(max_length=64)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "contact"], name="portal_link_once")]

    def __str__(self) -> str:
        return f"link of {self.contact_id} to item {self.item_id}"
