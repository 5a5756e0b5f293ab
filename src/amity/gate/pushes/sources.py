"""What went out through the gate unprompted, among what counts against the push budget of a contact."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.pushes import sources
from amity.gate import rules
from amity.gate.models import Item, Overruling, Recipient
from amity.gate.pushes.rules import COUNTED


def register() -> None:
    """Register the source of pushes that went out."""
    sources.register(
        sources.Source(
            key="outgoing", label=_("Email"), rows=_rows, contact="contact", account="item__account",
            title="item__subject", about="item_id", at="item__sent_at",
            address=lambda pk: reverse("gate:item", args=[pk]),
        )
    )  # fmt: skip


def _rows() -> QuerySet[Recipient]:
    """Return recipients of what was sent unprompted. A bundle is one push, its items are none."""
    asked_for = Overruling.objects.filter(
        item=OuterRef("item"), finding__startswith="push:", chip=rules.ASKED_FOR
    )  # fmt: skip
    inside = Item.objects.filter(bundle=OuterRef("item"), kind__in=COUNTED)
    is_push = Q(item__kind__in=COUNTED, item__bundle=None) | Q(Exists(inside), item__kind=rules.BUNDLE)
    return Recipient.objects.filter(is_push, ~Exists(asked_for), way=rules.TO).exclude(item__sent_at=None)
