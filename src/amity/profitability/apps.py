"""Django's entry to the part."""

from django.apps import AppConfig


class ProfitabilityConfig(AppConfig):
    name = "amity.profitability"
    label = "profitability"

    def ready(self) -> None:
        """Put Money into the rail, and money onto the pages of accounts and projects."""
        from amity.profitability import places
        from amity.profitability.closing import freezing
        from amity.timesheets import hooks

        places.register()
        hooks.on_closed.append(freezing.freeze)
        hooks.on_opened.append(freezing.supersede)
