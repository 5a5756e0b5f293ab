"""Responses stored for a day, so that a repeated request gets the same response and has no second effect."""

from django.db import models


class RememberedAnswer(models.Model):
    """The response to a token's idempotency key. The row is stored first, so that of two at once one waits."""

    token_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token_id", "key"], name="api_key_once")]

    def __str__(self) -> str:
        return self.key
