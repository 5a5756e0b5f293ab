"""Django's entry to the part."""

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "amity.invoicing"

    def ready(self) -> None:
        """Register the page under Money, invoices for search, and overdue ones as things that wait."""
        from amity.invoicing import jumps, places, waiting

        jumps.register()
        places.register()
        waiting.register()
