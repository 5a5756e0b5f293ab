"""Register invoices on other pages: a page under Money."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amity.invoicing import queries
from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.ui import slots


def may_see(actor: Actor, _subject: Any) -> bool:
    """Return whether this person can open Receivables."""
    try:
        return queries.may_see(actor)
    except Refused:
        return False


def register() -> None:
    """Register the page, and that the pages of invoices belong to Money."""
    slots.money_pages.register(
        slots.Entry(
            key="receivables",
            order=17,
            label=_("Receivables"),
            url="invoicing:invoices",
            may_see=may_see,
            words=_("invoices debtors unpaid overdue"),
        )
    )
    slots.navigation.also_here("money", "/invoices/")
