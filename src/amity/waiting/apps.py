"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WaitingConfig(AppConfig):
    name = "amity.waiting"

    def ready(self) -> None:
        """Register the first step of administrators, and what notifications wait for."""
        from amity.notifications import hooks
        from amity.people import rules as roles
        from amity.waiting import jumps, queries, steps

        jumps.register()
        hooks.still_waiting.append(queries.still_waiting)
        steps.register("people", 60, _("Go to people"), "people:people", roles.ADMINISTRATOR)
