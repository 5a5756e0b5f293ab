"""Jobs, and when each scheduled piece of work last ran."""

from django.db import models


class Job(models.Model):
    """One piece of background work. `arguments`, `message` and `result` hold no amounts, for whoever sees the job."""

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
    """When a piece of scheduled work was last begun, so that two workers do not both begin it."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
