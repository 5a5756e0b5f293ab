"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "amity.audit"

    def ready(self) -> None:
        """Register the audit log's page under Settings, and load each part's labels for its actions."""
        from amity.audit import policy
        from amity.ui import slots

        slots.settings_pages.register(
            slots.Entry(
                key="trail",
                group="data",
                order=90,
                label=_("Audit log"),
                url="audit:trail",
                icon="history",
                may_see=lambda actor, _subject: policy.may_read_trail(actor),
            )
        )
        autodiscover_modules("trail_words")
