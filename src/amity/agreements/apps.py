"""Django's entry to the part."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "amity.agreements"

    def ready(self) -> None:
        """An agreement's page lies under Accounts."""
        from amity.ui.slots import navigation

        navigation.also_here("accounts", "/agreements/")
