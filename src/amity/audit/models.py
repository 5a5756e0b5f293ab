"""Audit records, append-only, and their payloads, which can be erased without breaking the digest."""

from django.db import models


class Record(models.Model):
    """One action. No foreign keys: the audit log outlives its subjects."""

    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField()
    actor_label = models.CharField(max_length=200)
    on_behalf_of = models.BigIntegerField(null=True)
    through = models.CharField(max_length=10)
    at = models.DateTimeField(db_index=True)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind}:{self.subject_id}"


class Payload(models.Model):
    """The values before and after. `salt` prevents guessing a short value from the digest after erasure."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True)
    salt = models.CharField(max_length=32)
    body = models.JSONField()
    money_fields = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"payload of {self.record_id}"
