"""Django's entry to the part."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "amity.projects"

    def ready(self) -> None:
        """Whoever sees a project may know of its account; whoever runs it sees its agreement."""
        from amity.accounts import hooks as accounts
        from amity.accounts.models import also_visible
        from amity.agreements import queries as agreements
        from amity.projects import reach

        also_visible.append(reach.accounts_through_projects)
        agreements.also_visible.append(reach.agreements_through_projects)
        accounts.before_close.append(reach.no_open_projects)
