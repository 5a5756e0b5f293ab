"""Django's entry to the part."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WaitingConfig(AppConfig):
    name = "amity.waiting"

    def ready(self) -> None:
        """Register the page in the navigation with a count, and the first step of administrators."""
        from django.utils import timezone

        from amity.people import rules as roles
        from amity.ui import slots
        from amity.waiting import steps
        from amity.waiting.queries import count_for

        def count(actor: Any) -> slots.Count:
            total, late = count_for(actor, timezone.now())
            return total, bool(late)

        slots.navigation.register(
            slots.Entry(
                key="waiting", order=5, label=_("Waiting for you"), short=_("Waiting"), url="waiting:waiting",
                icon="inbox", count=count,
            )
        )  # fmt: skip
        steps.register("people", 60, _("Go to people"), "people:people", roles.ADMINISTRATOR)
