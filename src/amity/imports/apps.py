"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "amity.imports"

    def ready(self) -> None:
        """Register background jobs, the page under finance, and the notice of a running import."""
        from amity.agency import setup_pages
        from amity.agency.editions import triggers
        from amity.files.policy import readers_of
        from amity.imports import (
            jobs,  # noqa: F401 - registers its tasks
            places,
            waiting,
        )
        from amity.imports.models import Batch
        from amity.ui import slots
        from amity.ui.shell import notices

        setup_pages.register(
            slots.Entry(
                key="imports", order=40, label=_("Imports"), url="imports:imports", icon="file-import",
                may_see=places.may_see,
            )
        )  # fmt: skip
        slots.first_steps.register(
            slots.Entry(
                key="imports", order=10, label=_("Import time"), url="imports:imports", icon="file-import",
                may_see=places.may_see,
            )
        )  # fmt: skip
        slots.beginnings.append(places.beginning)
        triggers.watch(Batch, "state")
        waiting.register()
        notices.come_from("imports", places.running_note)
        readers_of("import", places.may_read_file)
