"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "amity.jobs"

    def ready(self) -> None:
        """Register the hourly deletion of what lower parts store, figures for monitoring, and the settings page."""
        from datetime import timedelta

        from amity.api import idempotency
        from amity.jobs import policy, queries
        from amity.jobs.registry import every
        from amity.shared.measures import measure
        from amity.ui import forms, slots

        every("forget.answers", "17 * * * *")(idempotency.forget)
        every("forget.forms", "47 * * * *")(lambda now: forms.forget_sent(now - timedelta(days=15)))
        measure("jobs", "Jobs that need a worker or a person", label="state")(queries.unfinished_by_state)
        measure("worker_heartbeat_age_seconds", "Time since a worker recorded that it runs")(queries.heartbeat_age)
        slots.settings_pages.register(
            slots.Entry(
                key="jobs",
                group="data",
                order=87,
                label=_("Background jobs"),
                url="jobs:jobs",
                icon="hourglass",
                may_see=lambda actor, _subject: policy.may_see_all(actor),
            )
        )
