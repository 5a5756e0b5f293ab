"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "amity.imports"

    def ready(self) -> None:
        """Register the background work, put the page among those of money, and say on every page what is running."""
        from amity.files.policy import readers_of
        from amity.imports import (
            jobs,  # noqa: F401 - registers its tasks
            places,
        )
        from amity.ui import notices, slots

        slots.money_pages.register(
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
        notices.come_from("imports", places.running_note)
        readers_of("import", places.may_read_file)
