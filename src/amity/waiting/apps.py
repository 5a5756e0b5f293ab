"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WaitingConfig(AppConfig):
    name = "amity.waiting"

    def ready(self) -> None:
        """Register the first step of administrators."""
        from amity.people import rules as roles
        from amity.waiting import steps

        steps.register("people", 60, _("Go to people"), "people:people", roles.ADMINISTRATOR)
