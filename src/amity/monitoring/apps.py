"""Django's entry to the part."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "amity.monitoring"

    def ready(self) -> None:
        """Say who sees and keeps what of a client through the projects they work on."""
        from amity.accounts import hooks as accounts
        from amity.expectations.models import also_visible
        from amity.monitoring import policy
        from amity.monitoring.queries import expected

        accounts.also_keeps.append(policy.runs_a_project_of)
        also_visible.append(expected.seen_through_projects)
