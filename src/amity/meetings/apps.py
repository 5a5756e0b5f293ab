"""Django's entry to the part."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "amity.meetings"

    def ready(self) -> None:
        """Register meetings for search, next dates and the conversation."""
        from amity.meetings import conversation, jumps, waiting
        from amity.ui import slots

        jumps.register()
        waiting.register()
        conversation.register()
        slots.navigation.also_here("accounts", "/meetings/")
