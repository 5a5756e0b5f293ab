"""The agreements of a year as a contact reads them, with what is spent and left of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amity.agreements import rules as agreements
from amity.agreements.client_copy.sending import AGREEMENT
from amity.agreements.contract import ends_on, values_of
from amity.agreements.fees.rules import NON_BILLABLE
from amity.agreements.models import Agreement
from amity.agreements.wording import KINDS
from amity.gate.models import Item
from amity.portal.access.queries import access_of
from amity.portal.released.rules import RELEASED
from amity.portal.year.rules import Spending, rows_of
from amity.profitability.frozen_months.fees import frozen_fees, total
from amity.profitability.frozen_months.queries import closings_in_force
from amity.projects.models import Project
from amity.retainers.client_balance.models import ClientBalance
from amity.retainers.client_balance.rules import HIDDEN
from amity.shared.dates.periods import month_of
from amity.shared.money import Money
from amity.ui import formats

if TYPE_CHECKING:
    from amity.accounts.models import Contact

RUNS: Final = (agreements.SIGNED, agreements.IN_FORCE, agreements.EXPIRED)
"""Statuses in which what was agreed still holds. One that ended early shows only what was spent."""

PAIR: Final = 2
"""So many months in a row are each named."""


@dataclass(frozen=True, slots=True)
class AgreementYear:
    """One agreement in a year. Amounts are None where they aren't known.

    `known_as` is a name that the client has read: that of its balance, or its title or the name of its project, if an
    email to them had it. Its number is a code of the agency's and isn't shown.
    """

    agreement: Agreement
    known_as: str
    orders: Sequence[str]
    agreed: Money | None
    spent_in_year: Money | None
    spent: Money | None
    left: Money | None
    over: Money | None

    @property
    def name(self) -> str:
        """Return what the agreement is called for the client: a name they know, or its kind."""
        return self.known_as or self.kind

    @property
    def kind(self) -> str:
        """Return the kind of the agreement."""
        return capfirst(str(KINDS[self.agreement.kind]))

    @property
    def ended_early(self) -> bool:
        """Return whether the agreement ended before its time, so that nothing is left of it."""
        return self.agreement.state not in RUNS


@dataclass(frozen=True, slots=True)
class CurrencyTotal:
    """The sums of one currency. An amount is None if one of its parts is unknown."""

    agreed: Money | None
    spent_in_year: Money | None
    left: Money | None


@dataclass(frozen=True, slots=True)
class Year:
    """A year in figures: its closed months, its agreements, and their sums by currency."""

    number: int
    closed: Sequence[int]
    rows: Sequence[AgreementYear]
    totals: Sequence[CurrencyTotal]

    @property
    def months(self) -> str:
        """Return the names of the closed months, three or more in a row by the first and the last."""
        return ", ".join(_named(row) for row in rows_of(self.closed))


def accounts_with_year(contacts: "Sequence[Contact]") -> list[int]:
    """Return the accounts whose year the contacts see: they may see money, and the year was released to them."""
    access = access_of(contacts)
    return [one.account_id for one in contacts if access[one.pk].sees_money and access[one.pk].sees_year]


def year_for(contacts: "Sequence[Contact]", number: int) -> Year:
    """Return a calendar year of the accounts whose year the contacts see."""
    closed = sorted(closings_in_force())
    found = _agreements(accounts_with_year(contacts), number)
    values, orders = values_of(found), _order_numbers(found)
    months = frozen_fees([one.pk for one in found])
    rows = [
        _row(
            one,
            vars(one)["known_as"],
            number,
            Spending(_first(one), months.get(one.pk, {}), closed),
            values.get(one.pk),
            orders[one.pk],
        )
        for one in found
    ]
    shown = [row for row in rows if not row.ended_early or row.spent_in_year]
    return Year(number, [month for month in closed if month // 100 == number], shown, _totals(shown))


def years(today: date) -> list[int]:
    """Return the years that can be shown, newest first: this one, and those with closed months."""
    return sorted({today.year, *(month // 100 for month in closings_in_force())}, reverse=True)


def _agreements(account_ids: Sequence[int], year: int) -> list[Agreement]:
    """Return the signed agreements with fees that run in a year, each with `known_as`."""
    rows = Agreement.objects.filter(
        Q(starts_on=None) | Q(starts_on__lte=date(year, 12, 31)), account__in=account_ids,
        kind__in=agreements.WITH_LINES, state__in=agreements.BINDING,
    ).exclude(fee_model=NON_BILLABLE)  # fmt: skip
    rows = rows.annotate(known_as=_known_name()).select_related("account").order_by("starts_on", "pk")
    return [one for one in rows if (end := ends_on(one)) is None or end >= date(year, 1, 1)]


def _order_numbers(found: Sequence[Agreement]) -> Mapping[int, list[str]]:
    """Return the PO numbers of each agreement and its signed change orders."""
    numbers: defaultdict[int, list[str]] = defaultdict(list)
    own = Q(pk__in=[one.pk for one in found])
    orders = Q(parent__in=[one.pk for one in found], kind=agreements.CHANGE_ORDER, state__in=agreements.BINDING)
    rows = Agreement.objects.filter(own | orders).exclude(order_number="").order_by("pk")
    for pk, kind, parent, number in rows.values_list("pk", "kind", "parent_id", "order_number"):
        about = parent if kind == agreements.CHANGE_ORDER else pk
        if number not in numbers[about]:
            numbers[about].append(number)
    return numbers


def _known_name() -> Coalesce:
    """Return the name of an agreement that the client has read, or "". Another title may be an internal one.

    They have read a title if the agreement was sent to them, or if another email names it; and the name of its only
    project if an email names that.
    """
    balance = ClientBalance.objects.filter(agreement=OuterRef("pk")).exclude(shown=HIDDEN).values("name")[:1]
    released = Item.objects.filter(account=OuterRef("account"), state__in=RELEASED, released_at__isnull=False)
    about = Q(subject_kind=AGREEMENT, subject_id=OuterRef("pk"))
    is_read = Exists(released.filter(about | _names("title"))) & ~Q(title="")
    title = Case(When(is_read, then="title"), default=Value(None), output_field=CharField())
    others = Project.objects.filter(agreement=OuterRef("agreement")).exclude(pk=OuterRef("pk"))
    only = Project.objects.filter(Exists(released.filter(_names("name"))), ~Exists(others), agreement=OuterRef("pk"))
    return Coalesce(Subquery(balance), title, Subquery(only.values("name")[:1]), Value(""))


def _names(column: str) -> Q:
    """Return the condition that an email has the text of a column in its subject or its body."""
    return Q(subject__contains=OuterRef(column)) | Q(body__contains=OuterRef(column))


def _first(agreement: Agreement) -> int | None:
    on = agreement.starts_on or agreement.signed_on
    return month_of(on) if on else None


def _row(
    agreement: Agreement, known_as: str, year: int, spending: Spending, value: Money | None, orders: Sequence[str]
) -> AgreementYear:
    runs = agreement.state in RUNS
    agreed = value.minor if value is not None and runs else None
    left = spending.left_of(agreed)
    money = _in(agreement.currency)
    return AgreementYear(
        agreement, known_as, orders, money(agreed), money(spending.spent_in(year)), money(spending.spent()),
        left=money(left if left is not None and left >= 0 else None),
        over=money(-left if left is not None and left < 0 else None),
    )  # fmt: skip


def _totals(rows: Sequence[AgreementYear]) -> list[CurrencyTotal]:
    found = []
    for currency in sorted({row.agreement.currency for row in rows}):
        own = [row for row in rows if row.agreement.currency == currency]
        money, running = _in(currency), [row for row in own if not row.ended_early]
        found.append(
            CurrencyTotal(
                money(_total(row.agreed for row in running)), money(_total(row.spent_in_year for row in own)),
                money(_total(row.left for row in running)),
            )
        )  # fmt: skip
    return found


def _named(months: Sequence[int]) -> str:
    names = [formats.month(month, year=False) for month in months]
    if len(names) <= PAIR:
        return ", ".join(names)
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}


def _total(amounts: Iterable[Money | None]) -> int | None:
    return total([None if one is None else one.minor for one in amounts])


def _in(currency: str) -> Callable[[int | None], Money | None]:
    """Return what makes an amount of a currency from minor units, and leaves an unknown one unknown."""
    return lambda minor: None if minor is None else Money(minor, currency)
