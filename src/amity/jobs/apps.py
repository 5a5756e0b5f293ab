"""Django's entry to the part."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "amity.jobs"

    def ready(self) -> None:
        """Register the hourly deletion of what lower parts store for a day."""
        from datetime import timedelta

        from amity.api import idempotency
        from amity.jobs.registry import every
        from amity.ui import forms

        every("forget.answers", "17 * * * *")(idempotency.forget)
        every("forget.forms", "47 * * * *")(lambda now: forms.forget_sent(now - timedelta(days=15)))
