"""Django's entry to the part."""

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    name = "amity.briefs"

    def ready(self) -> None:
        """Let facts be about briefs."""
        from amity.briefs import knowable
        from amity.facts import subjects

        subjects.register("briefs.brief", knowable.SUBJECT)
