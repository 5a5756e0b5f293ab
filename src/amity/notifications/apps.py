"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "amity.notifications"

    def ready(self) -> None:
        """Put the bell into the header of every page."""
        from amity.notifications import jobs  # noqa: F401 - has a schedule
        from amity.notifications.queries import count_unread
        from amity.ui import slots

        slots.topbar.register(
            slots.Entry(
                key="notifications",
                order=20,
                label=_("Notifications"),
                template="notifications/bell.html",
                count=count_unread,
            )
        )
