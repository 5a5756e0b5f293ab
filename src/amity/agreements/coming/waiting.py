"""Last days for notice, renewals and ends of agreements in the next month: for the account manager."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.of_person import of_handled_accounts
from amity.accounts.waiting import named
from amity.agreements import policy, rules, wording
from amity.agreements.contract import days_ahead, values_of
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.dates.upcoming_dates import REMINDER_DAYS, range_ahead
from amity.shared.money import Money
from amity.waiting.kinds import Item, Kind, headline_of
from amity.waiting.stakes import grown
from amity.waiting.todos import DECIDE

MOST_DAYS: Final = min(REMINDER_DAYS)
"""Days before a date from which it waits for someone. The emails before it go out at the earlier steps."""
EFFECTS: Final = {rules.NOTICE: (2, 4), rules.RENEWS: (2, 3), rules.ENDS: (3, 4)}


def _near(person: Person, today: date) -> "QuerySet[Agreement]":
    """Return the agreements in force with a date in the next month, or renewed without the next dates on record.

    The end of a statement of work is its project's, not a decision about the account.
    """
    soon = range_ahead(today, MOST_DAYS)
    goes_on = Q(kind__in=(rules.MSA, rules.RETAINER)) | Q(fee_model=RETAINER) | Q(renewal=rules.BY_WORD)
    ends = goes_on & ~Q(renewal=rules.BY_ITSELF) & Q(end__range=soon)
    renews = ~Q(renewal=rules.NO_RENEWAL) & Q(renews_on__range=soon)
    renewed = Q(renewal=rules.BY_ITSELF, renews_on__lt=today)
    rows = Agreement.objects.filter(of_handled_accounts(person), state=rules.IN_FORCE).exclude(kind=rules.CHANGE_ORDER)
    near = Q(notice_on__range=soon) | ends | renews | renewed
    rows = rows.alias(end=Coalesce("ends_changed", "ends_on")).filter(near)
    return rows.select_related("account__manager").order_by(_first_on(today), "pk")


def _first_on(today: date) -> Case:
    """Return the expression of the first of the dates that are to come, for the order of rows."""
    others = Coalesce("renews_on", "ends_changed", "ends_on")
    return Case(When(notice_on__gte=today, then=F("notice_on")), default=others)


def _items(by: Actor, rows: Sequence[Agreement], today: date) -> list[Item]:
    values = values_of(rows) if rows and policy.sees_fee(person_of(by)) else {}
    return [_item(row, values.get(row.pk), today) for row in rows]


def _item(row: Agreement, value: Money | None, today: date) -> Item:
    first, *others = [one for one in days_ahead(row, today) if one.days <= MOST_DAYS]
    return Item(
        id=row.pk,
        title=str(row),
        address=reverse("agreements:agreement", args=[row.pk]),
        account=named(row.account),
        headline=headline_of(str(row), wording.ahead(first.what, first.days)),
        lead=capfirst(wording.ahead(first.what, first.days)),
        repeats_lead=True,
        notes=[wording.ahead(one.what, one.days) for one in others],
        due=max(first.on, today),
        open=_("Decide what comes next"),
        stakes=grown(*EFFECTS[first.what], money=value),
        cause=f"agreement {row.pk}",
    )


COMING: Final = Kind(
    key="agreement_date", order=39, todo=DECIDE, icon="calendar", label=lazy("Notice and renewal"), rows=_near,
    by_roles=True,
    items=_items,
)  # fmt: skip
