"""Account reviews that wait: drafts whose date is near."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.people.models import Person
from amity.reports.reviews import rules
from amity.reports.reviews.models import AccountReview
from amity.reports.reviews.page import address_of
from amity.reports.reviews.wording import period_of
from amity.shared.actor import Actor
from amity.waiting import kinds
from amity.waiting.kinds import Item, Kind, days_late
from amity.waiting.stakes import grown
from amity.waiting.todos import TALK


def register() -> None:
    """Register the kind."""
    kinds.register(KIND)


def _rows(person: Person, today: date) -> "QuerySet[AccountReview]":
    """Return client reviews that aren't released, from two weeks before their date."""
    rows = AccountReview.objects.filter(of_handled_accounts(person), kind=rules.CLIENT, state=rules.DRAFT)
    return rows.filter(held_on__lte=today + rules.AHEAD).select_related("account").order_by("held_on", "pk")


def _items(by: Actor, rows: Sequence[AccountReview], today: date) -> list[Item]:
    return [
        Item(
            id=row.pk, version=row.version, title=_("Account review, %(period)s") % {"period": period_of(row)},
            address=address_of(row), account=named(row.account), due=row.held_on,
            days_late=days_late(row.held_on, today), open=_("Open review"),
            headline=_("Account review of %(period)s isn’t released") % {"period": period_of(row)},
            stakes=grown(3, 2, days_late=days_late(row.held_on, today)), cause=f"review {row.pk}",
        )
        for row in rows
    ]  # fmt: skip


KIND = Kind(
    key="account_reviews", order=60, todo=TALK, icon="calendar", label=lazy("Account reviews"), rows=_rows,
    by_roles=True,
    late=lambda today: Q(held_on__lt=today), items=_items,
)  # fmt: skip
