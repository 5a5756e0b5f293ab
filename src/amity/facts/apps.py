"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FactsConfig(AppConfig):
    name = "amity.facts"

    def ready(self) -> None:
        """Add the person's open questions to the menu under their name, and to what waits."""
        from amity.facts import jobs, waiting  # noqa: F401 - jobs has a schedule
        from amity.ui import slots

        waiting.register()
        slots.own_pages.register(
            slots.Entry(key="questions", order=5, label=_("My open questions"), url="facts:questions", icon="help")
        )
