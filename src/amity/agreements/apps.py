"""Django's entry to the part."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "amity.agreements"

    def ready(self) -> None:
        """An agreement's page lies under Accounts; its papers are read by who sees it and its fees."""
        from amity.agreements import jobs  # noqa: F401 - importing it registers its schedule
        from amity.agreements.commands import keeping
        from amity.files.policy import only_readers_of
        from amity.ui.slots import navigation

        only_readers_of(keeping.PURPOSE, keeping.may_read)

        navigation.also_here("accounts", "/agreements/")
