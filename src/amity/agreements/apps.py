"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "amity.agreements"

    def ready(self) -> None:
        """An agreement's page lies under Accounts; its papers are read by who sees it and its fees."""
        from amity.accounts.places import lists
        from amity.agreements import jobs, jumps  # noqa: F401 - importing jobs registers its schedule
        from amity.agreements.documents import commands
        from amity.agreements.library.settings_page import may_see_settings
        from amity.agreements.review.pages import may_see_queue
        from amity.agreements.rights.queries import register_on
        from amity.files.policy import only_readers_of
        from amity.ui.jumps import register
        from amity.ui.slots import Entry, navigation, settings_pages

        register("agreements", 30, jumps.find)
        only_readers_of(commands.PURPOSE, commands.may_read)
        navigation.also_here("accounts", "/agreements/", "/reviews/", "/rights/")
        lists.register(Entry(key="agreements", order=30, label=_("Agreements"), url="agreements:agreements"))
        lists.register(
            Entry(
                key="reviews", order=40, label=_("Reviews"), url="agreements:queue",
                may_see=lambda actor, _subject: bool(may_see_queue(actor)),
            )
        )  # fmt: skip
        lists.register(
            Entry(
                key="rights", order=50, label=_("Rights"), url="agreements:rights",
                may_see=lambda _actor, _subject: register_on(),
            )
        )  # fmt: skip
        settings_pages.register(
            Entry(
                key="agreements", order=45, label=_("Agreements"), url="agreements:settings", icon="file-text",
                may_see=lambda actor, _subject: bool(may_see_settings(actor)),
            )
        )  # fmt: skip
