"""Django's entry to the part."""

from django.apps import AppConfig


class LinesConfig(AppConfig):
    name = "amity.lines"

    def ready(self) -> None:
        """Let a change to a line, its terms or the name of their discipline give records a new edition."""
        from amity.agency.editions import triggers
        from amity.agency.models import RecordChange
        from amity.lines.models import Line, Terms
        from amity.people.models import Discipline

        triggers.watch_all(Line, Terms, noted=RecordChange)
        triggers.watch(Discipline, "name", noted=RecordChange)
