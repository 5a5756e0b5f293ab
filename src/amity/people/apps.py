"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "amity.people"

    def ready(self) -> None:
        """Answer the lower parts' questions about people; put the pages into their slots."""
        from amity.audit import standing
        from amity.outbox import policy as outgoing
        from amity.people import policy, queries
        from amity.ui import slots

        standing.comes_from(queries.standing)
        outgoing.staff_addresses_come_from(queries.is_staff_address)
        slots.settings_pages.register(
            slots.Entry(
                key="people",
                order=10,
                label=_("People"),
                url="people:people",
                icon="users",
                may_see=lambda actor, _subject: bool(policy.may_look_after_people(actor)),
            )
        )
        slots.own_pages.register(
            slots.Entry(key="own", order=10, label=_("My settings"), url="people:own", icon="adjustments-horizontal")
        )
