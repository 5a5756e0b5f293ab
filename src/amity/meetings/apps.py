"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "amity.meetings"

    def ready(self) -> None:
        """Register meetings for search, next dates and the conversation."""
        from amity.accounts import hooks
        from amity.meetings import conversation, erasing, feed_dates, jumps, waiting
        from amity.meetings.calendars import reader  # noqa: F401 - importing it puts it on the schedule
        from amity.meetings.calendars import waiting as calendar_waiting
        from amity.meetings.models import Calendar
        from amity.meetings.taking import contacts  # noqa: F401 - importing it puts it on the schedule
        from amity.people.sign_in import sealed
        from amity.ui import slots

        sealed.columns.append((Calendar, ("sealed_address", "sealed_user", "sealed_password")))
        hooks.erased.append(erasing.erase_from_meetings)
        jumps.register()
        waiting.register()
        conversation.register()
        feed_dates.register_own()
        calendar_waiting.register()
        slots.own_pages.register(
            slots.Entry(key="calendars", order=34, label=_("Calendars"), url="meetings:calendars", icon="calendar")
        )
        slots.navigation.also_here("accounts", "/meetings/")
