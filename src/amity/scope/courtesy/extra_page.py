"""The page of a month's extra work: what was at no charge or not quoted, by agreement and the contact who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.models import Account, Contact
from amity.agreements.models import Agreement
from amity.people.models import Person
from amity.scope.courtesy.extra_work import AT_NO_CHARGE, NOT_QUOTED, Place, entries_at, extra_work
from amity.scope.courtesy.rules import Given
from amity.scope.courtesy.sending import may_send
from amity.shared.dates.periods import month_of, next_month, previous_month
from amity.shared.money import Money
from amity.shared.permission import MoneyRight
from amity.timesheets.hooks import Counted
from amity.ui import formats

KINDS: Final[dict[str, str | Promise]] = {AT_NO_CHARGE: lazy("At no charge"), NOT_QUOTED: lazy("Not quoted")}


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """Extra work within an agreement that one contact asked for. `value` is at the rate card, None if not shown."""

    place: Place
    month: int
    account: Account
    agreement: Agreement | None
    contact: Contact | None
    kind: str | Promise
    given: Given
    value: Money | None
    may_send: bool

    @property
    def key(self) -> str:
        """Return what tells the row from every other one."""
        return self.place.key

    @property
    def order_account(self) -> str:
        """Return the account's name as names are ordered."""
        return self.account.name.casefold()

    @property
    def order_contact(self) -> str | None:
        """Return the contact's name as names are ordered, None if unknown."""
        return self.contact.name.casefold() if self.contact else None

    @property
    def order_value(self) -> tuple[str, int] | None:
        """Return the value, which is compared within its currency."""
        return (self.value.currency, self.value.minor) if self.value else None


def counted(person: Person, key: str) -> Counted | None:
    """Return the entries at the place of a key, for the list of entries, if the person can see its account."""
    place = Place.of_key(key)
    if place is None or not Account.objects.visible_to(person).filter(pk=place.account_id).exists():
        return None
    contact = Contact.objects.filter(pk=place.contact_id, account=place.account_id).first()
    return Counted(f"{KINDS[place.kind]} · {contact.name if contact else _('unknown')}", entries_at(place))


def context(rows: Sequence[ExtraRow], month: int, today: date) -> dict[str, Any]:
    """Return how much extra work a month (YYYYMM) has, with the months beside it."""
    here = reverse("scope:extra_work")
    return {
        "title": _("Extra work in %(month)s") % {"month": formats.month(month, prose=True)},
        "sub": _sub(rows),
        "month": month,
        "before": f"{here}?month={previous_month(month)}",
        "after": f"{here}?month={next_month(month)}" if month < month_of(today) else "",
    }


def _sub(rows: Sequence[ExtraRow]) -> str:
    """Return how much of it there is, and its value where all of it is in one currency, "" without any."""
    if not rows:
        return ""
    words = {"hours": formats.hours(sum(row.given.seconds for row in rows), "words")}
    values = [row.value for row in rows if row.value is not None]
    if len({value.currency for value in values}) != 1:
        return _("%(hours)s that no client pays for.") % words
    amount = Money(sum(value.minor for value in values), values[0].currency)
    return _("%(hours)s that no client pays for, worth %(amount)s.") % {**words, "amount": formats.money(amount)}


def extra_rows(person: Person, month: int) -> Sequence[ExtraRow]:
    """Return the extra work of a month on the accounts that a person answers for, by account."""
    found = extra_work(person, month)
    sees_fee = person.money_right >= MoneyRight.FEE
    accounts = Account.objects.in_bulk({place.account_id for place in found})
    agreements = Agreement.objects.in_bulk({place.agreement_id for place in found})
    contacts = Contact.objects.in_bulk({place.contact_id for place in found})
    rows = [
        ExtraRow(
            place, month, accounts[place.account_id], agreements.get(place.agreement_id),
            contacts.get(place.contact_id), KINDS[place.kind], given,
            Money(given.standard, place.currency) if sees_fee and given.standard else None,
            place.kind == AT_NO_CHARGE and bool(may_send(person, accounts[place.account_id])),
        )
        for place, given in found.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.account.name, -row.given.seconds))
