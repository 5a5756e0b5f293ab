"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "amity.people"

    def ready(self) -> None:
        """Register the sources of people's rights for parts below, and the pages."""
        from amity.api import auth, idempotency
        from amity.audit import actor_rights
        from amity.outbox import policy as outgoing
        from amity.people import admitting, audit_reading, jobs, jumps, policy, queries, replays  # noqa: F401 - nightly work
        from amity.ui import kit

        jumps.register()
        actor_rights.comes_from(queries.actor_rights)
        actor_rights.opened_things_come_from(audit_reading.opened_by)
        idempotency.rights_changes_come_from(replays.rights_changed_since)
        kit.opens_to(lambda actor: bool(policy.may_look_after_people(actor)))
        auth.callers_come_from(admitting.caller_by)
        outgoing.staff_addresses_come_from(queries.is_staff_address)
        self._register_pages()
        self._register_own_pages()

    @staticmethod
    def _register_pages() -> None:
        from amity.people import policy
        from amity.ui import slots

        slots.settings_pages.register(
            slots.Entry(key="own", group="own", order=1, label=_("My settings"), url="people:own")
        )
        slots.settings_pages.register(
            slots.Entry(
                key="people",
                group="people",
                order=10,
                label=_("People"),
                url="people:people",
                icon="users",
                may_see=lambda actor, _subject: bool(policy.may_look_after_people(actor)),
            )
        )
        slots.settings_pages.register(
            slots.Entry(
                key="tokens",
                group="people",
                order=15,
                label=_("Tokens"),
                url="people:every_token",
                icon="key",
                may_see=lambda actor, _subject: bool(policy.may_look_after_people(actor)),
            )
        )
        slots.settings_pages.register(
            slots.Entry(
                key="sign_in",
                group="people",
                order=12,
                label=_("Sign-in"),
                url="people:sign_in_settings",
                icon="lock",
                may_see=lambda actor, _subject: bool(policy.may_look_after_people(actor)),
            )
        )

    @staticmethod
    def _register_own_pages() -> None:
        from amity.ui import slots

        slots.own_pages.register(
            slots.Entry(
                key="own",
                order=10,
                label=_("My settings"),
                url="people:own",
                icon="adjustments-horizontal",
                words=_("dark light theme language numbers dates time zone row height change"),
            )
        )
        slots.own_pages.register(
            slots.Entry(
                key="sign_in",
                order=15,
                label=_("Sign-in"),
                url="people:own_sign_in",
                icon="shield-lock",
                words=_("password passkey second factor change"),
            )
        )
        slots.own_pages.register(
            slots.Entry(key="tokens", order=20, label=_("Tokens"), url="people:tokens", icon="key")
        )
