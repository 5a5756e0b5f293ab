"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpectationsConfig(AppConfig):
    name = "amity.expectations"

    def ready(self) -> None:
        """Add a section to the account's tab Plan, for those who see or can record expectations."""
        from amity.accounts import places
        from amity.expectations import jumps, pages, waiting
        from amity.ui.slots import navigation

        waiting.register()
        jumps.register()
        navigation.also_here("accounts", "/expectations/")
        places.plan.register(
            places.PlanSection(
                key="expectations",
                order=30,
                label=_("Expectations"),
                template="expectations/section.html",
                of=pages.section,
            )
        )
