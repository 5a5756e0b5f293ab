"""Django's entry to the part."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "amity.projects"

    def ready(self) -> None:
        """Whoever sees a project may know of its account."""
        from django.db.models import Exists, OuterRef, Q

        from amity.accounts.models import also_visible
        from amity.people.models import Person
        from amity.projects.models import Project

        def of_projects(person: Person) -> Q:
            return Q(Exists(Project.objects.visible_to(person).filter(account=OuterRef("pk"))))

        also_visible.append(of_projects)
