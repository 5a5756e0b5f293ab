"""Reminders for client input among what counts against the push budget of a contact."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.pushes import sources
from amity.monitoring.models import InputChase


def register() -> None:
    """Register the source of reminders."""
    sources.register(
        sources.Source(
            key="reminders", label=_("Reminder"), rows=InputChase.objects.all, contact="input__contact",
            account="account", title="input__what", about="input_id", on="chased_on",
            address=lambda pk: reverse("monitoring:client_input", args=[pk]),
        )
    )  # fmt: skip
