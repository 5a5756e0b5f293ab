"""Jobs, and the last run of each scheduled task."""

from django.db import models


class Job(models.Model):
    """One background job. `arguments`, `message` and `result` contain no amounts, whoever sees the job."""

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    person_id = models.BigIntegerField()
    person_label = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=12, default="queued")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, default="")
    cancel_requested = models.BooleanField(default=False)
    heartbeat = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True)
    error_id = models.CharField(max_length=12, default="")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat"]), models.Index(fields=["person_id", "-id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Ticked(models.Model):
    """The last start of a scheduled task, so that two workers don't both start it."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
