"""Retainer notes among what counts against the push budget of a contact."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.pushes import sources
from amity.retainers import policy
from amity.retainers.models import SentNote


def register() -> None:
    """Register the source of retainer notes."""
    sources.register(
        sources.Source(
            key="retainer_notes", label=_("Retainer note"), rows=SentNote.objects.all, contact="contact",
            account="agreement__account", title="agreement__title", about="agreement_id", at="sent_at",
            address=lambda pk: reverse("retainers:retainer", args=[pk]), may_open=lambda by: bool(policy.may_see(by)),
        )
    )  # fmt: skip
