"""Django's entry to the part."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "amity.jobs"

    def ready(self) -> None:
        """Register the hourly deletion of what lower parts store for a day, and figures for monitoring."""
        from datetime import timedelta

        from amity.api import idempotency
        from amity.jobs import queries
        from amity.jobs.registry import every
        from amity.shared.measures import measure
        from amity.ui import forms

        every("forget.answers", "17 * * * *")(idempotency.forget)
        every("forget.forms", "47 * * * *")(lambda now: forms.forget_sent(now - timedelta(days=15)))
        measure("jobs", "Jobs that need a worker or a person", label="state")(queries.unfinished_by_state)
        measure("worker_heartbeat_age_seconds", "Time since a worker recorded that it runs")(queries.heartbeat_age)
