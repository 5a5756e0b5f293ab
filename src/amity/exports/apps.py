"""Django's entry to the part."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "amity.exports"

    def ready(self) -> None:
        """Let lists export in the background, and their files be read only with the rights they were made with."""
        from amity.exports import commands, jobs, queries  # noqa: F401 - jobs has a schedule
        from amity.files.policy import only_readers_of
        from amity.ui.lists import background

        only_readers_of(commands.PURPOSE, queries.may_read)
        background.starts_at("exports:start_export")
