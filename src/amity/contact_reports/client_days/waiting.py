"""Contacts who are away these days: for the account manager."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named, weight_of
from amity.contact_reports.client_days.models import Absence
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.ui import formats
from amity.waiting.kinds import Item, Kind
from amity.waiting.stakes import grown
from amity.waiting.todos import TALK

AHEAD: Final = timedelta(days=3)
"""How long before an absence it is shown: time to ask for what is needed."""


def _away(person: Person, today: date) -> "QuerySet[Absence]":
    rows = Absence.objects.filter(of_handled_accounts(person, "contact__account_id"), contact__is_active=True)
    rows = rows.filter(first_on__lte=today + AHEAD, last_on__gte=today)
    return rows.select_related("contact__account").order_by("first_on", "pk")


def _items(by: Actor, rows: Sequence[Absence], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk,
            title=_("%(name)s is away until %(day)s")
            % {"name": row.contact.name, "day": formats.day(row.last_on, today, in_sentence=True)},
            address=reverse("accounts:contact", args=[row.contact_id]),
            account=named(row.contact.account),
            notes=[_("from %(day)s") % {"day": formats.day(row.first_on, today)}] if row.first_on > today else [],
            open=_("Open contact"),
            stakes=grown(1, 1, weight=weight_of(row.contact)),
            cause=f"contact {row.contact_id}",
        )
        for row in rows
    ]


AWAY: Final = Kind(
    key="away", order=86, todo=TALK, icon="calendar", label=lazy("Contacts away"), rows=_away, by_roles=True,
    items=_items,
)  # fmt: skip
