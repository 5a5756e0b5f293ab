"""Django's entry to the part."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WaitingConfig(AppConfig):
    name = "amity.waiting"

    def ready(self) -> None:
        """Stand first in the rail, with a count."""
        from django.utils import timezone

        from amity.ui import slots
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
