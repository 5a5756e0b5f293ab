"""Django's entry to the part."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "amity.health"

    def ready(self) -> None:
        """Calculate health each morning and when a conflict changes, and show it on the pages of accounts."""
        from amity.agency.editions import triggers
        from amity.expectations import hooks
        from amity.health import jumps, places
        from amity.health.models import HealthNumbers
        from amity.health.snapshots import jobs  # noqa: F401 - importing jobs registers its schedule
        from amity.health.snapshots.commands import on_conflict

        triggers.watch(HealthNumbers)
        hooks.on_conflict.append(on_conflict)
        places.register()
        jumps.register()
