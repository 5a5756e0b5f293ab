"""Django's entry to the part."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HuddlesConfig(AppConfig):
    name = "amity.huddles"

    def ready(self) -> None:
        """Register what people took, the surprise rate on accounts, the way to huddles, and their search."""
        from amity.accounts.places import AccountSection, plan
        from amity.huddles import jumps
        from amity.huddles.follow_ups import waiting
        from amity.huddles.surprises import page
        from amity.ui.slots import navigation

        waiting.register()
        jumps.register()
        navigation.also_here("work", "/huddles/")
        plan.register(
            AccountSection(
                key="surprises", order=70, label=_("Surprises"), template="huddles/surprises_section.html",
                of=page.of_account, summary=str, only_filled=True,
            )
        )  # fmt: skip
