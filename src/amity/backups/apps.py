"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    name = "amity.backups"

    def ready(self) -> None:
        """Register the nightly job, its age for monitoring, and the page under Settings."""
        from amity.backups import jobs, policy, queries  # noqa: F401 - jobs registers its task and its schedule
        from amity.shared.measures import measure
        from amity.ui import slots

        measure("backup_age_seconds", "Time since the last backup that succeeded")(queries.age)
        slots.settings_pages.register(
            slots.Entry(
                key="backups",
                group="data",
                order=85,
                label=_("Backups"),
                url="backups:backups",
                icon="archive",
                may_see=lambda actor, _subject: policy.may_manage(actor),
            )
        )
