"""Django's entry to the part."""

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "amity.invoicing"

    def ready(self) -> None:
        """Register the page under Money, and overdue invoices as things that wait."""
        from amity.invoicing import places, waiting

        places.register()
        waiting.register()
