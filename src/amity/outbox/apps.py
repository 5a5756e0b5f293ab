"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "amity.outbox"

    def ready(self) -> None:
        """Register sending with the worker, figures for monitoring, and the email page under Settings."""
        from amity.jobs import registry
        from amity.outbox import filing, policy, queries, sending
        from amity.shared.measures import measure
        from amity.ui import slots

        registry.between["outbox"] = sending.deliver
        registry.aside["filing"] = filing.file_accepted
        measure("outbox", "Emails that aren't sent", label="state")(queries.unsent_by_state)
        measure("outbox_oldest_seconds", "Age of the oldest email that is waiting")(queries.oldest_waiting)
        slots.settings_pages.register(
            slots.Entry(
                key="mail",
                group="email",
                order=80,
                label=_("Email"),
                url="outbox:messages",
                icon="mail",
                may_see=lambda actor, _subject: policy.may_see_outbox(actor),
            )
        )
