"""Agreements in force that end or renew in the next four quarters, by quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from amity.accounts.covers.prefetch import covers_along
from amity.accounts.models import Account
from amity.agreements import rules as agreements
from amity.agreements.contract import ends_on, values_of
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.growth.board import converted, rates_on
from amity.growth.models import Opportunity
from amity.growth.renewals import rules
from amity.growth.renewals.rules import Quarter
from amity.health.models import AccountHealth
from amity.health.rules import growth_is_closed
from amity.invoicing.queries import YearInvoiced, invoiced_by_agreement
from amity.shared.actor import Actor
from amity.shared.dates.upcoming_dates import REMINDER_DAYS
from amity.shared.money import Money


class Worth(NamedTuple):
    """What an agreement is worth a year, None if not known, its basis, and the first invoice's date."""

    money: Money | None
    basis: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Renewal:
    """An agreement that ends or renews `on` a date. `worth` is a year's fees, None if not known.

    `basis` is what the worth is based on, with invoices `since` a date. `is_closed` while growth of its account is
    closed. `opportunity` is what was made of it.
    """

    agreement: Agreement
    on: date
    worth: Money | None
    basis: str
    since: date | None
    notice_is_near: bool
    is_closed: bool
    opportunity: Opportunity | None


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter with its renewals and the yearly worth of each in the agency's currency, None where it has none."""

    quarter: Quarter
    rows: Sequence[Renewal]
    amounts: Sequence[int | None]

    @property
    def worth(self) -> int:
        """Return the sum of what is known."""
        return sum(amount or 0 for amount in self.amounts)

    @property
    def unknown(self) -> int:
        """Return the number of renewals that aren't in the sum."""
        return self.amounts.count(None)


def renewing(by: Actor, today: date, until: date) -> "QuerySet[Agreement]":
    """Return the agreements in force that end or renew up to a date. What is done once and over isn't renewed."""
    repeats = Q(kind__in=(agreements.MSA, agreements.RETAINER)) | Q(fee_model=RETAINER)
    repeats |= ~Q(renewal=agreements.NO_RENEWAL)
    rows = agreements_seen_by(by).filter(repeats, state=agreements.IN_FORCE, account__isnull=False)
    rows = rows.prefetch_related(covers_along("account")).alias(on=Coalesce("renews_on", "ends_changed", "ends_on"))
    return rows.filter(on__range=(today, until)).order_by("on", "pk")


def renewals_of(by: Actor, account: Account, today: date) -> list[Renewal]:
    """Return what ends or renews for an account in the next four quarters."""
    until = rules.last_day_of(rules.quarters_from(today)[-1])
    return _renewals(list(renewing(by, today, until).filter(account=account)), today)


def renewals_seen_by(by: Actor, today: date) -> list[Renewal]:
    """Return the agreements that end or renew in the next four quarters, by date."""
    until = rules.last_day_of(rules.quarters_from(today)[-1])
    return _renewals(list(renewing(by, today, until)), today)


def by_quarter(found: Sequence[Renewal], today: date) -> list[QuarterRow]:
    """Return the next four quarters with the renewals in each."""
    rates = rates_on(today)
    return [
        _quarter(quarter, [one for one in found if rules.quarter_of(one.on) == quarter], rates)
        for quarter in rules.quarters_from(today)
    ]


def own_worth(one: Renewal, rates: Mapping[str, Decimal]) -> int | None:
    """Return a year's worth in the agency's currency, None if it isn't known or of less than a year."""
    if one.worth is None or one.basis == rules.PARTLY_INVOICED:
        return None
    return converted(one.worth.minor, one.worth.currency, rates)


def worth_of(rows: Sequence[Agreement], today: date) -> dict[int, Worth]:
    """Return what agreements are worth a year: what was invoiced in 12 months, else by their terms.

    Invoices of less than a year show a worth only where the terms have none.
    """
    values = values_of([one for one in rows if one.fee_model != RETAINER])
    invoiced = invoiced_by_agreement({one.pk: one.currency for one in rows}, today) if rows else {}
    return {row.pk: _worth(row, values.get(row.pk), invoiced.get(row.pk), today) for row in rows}


def _renewals(rows: Sequence[Agreement], today: date) -> list[Renewal]:
    worth = worth_of(rows, today)
    health = {one.account_id: one for one in AccountHealth.objects.filter(account__in={row.account_id for row in rows})}
    origins = Opportunity.objects.filter(
        origin_kind=Agreement._meta.label_lower, origin_id__in=[one.pk for one in rows]
    )
    made = {one.origin_id: one for one in origins}
    return [
        Renewal(
            row, row.renews_on or ends_on(row) or today, *worth[row.pk],
            rules.notice_is_near(row.notice_on, today, REMINDER_DAYS[0]), _is_closed(health.get(row.account_id or 0)),
            made.get(row.pk),
        )
        for row in rows
    ]  # fmt: skip


def _worth(row: Agreement, value: Money | None, invoiced: YearInvoiced | None, today: date) -> Worth:
    is_monthly = row.fee_model == RETAINER
    minor = rules.worth(row.fee, value.minor if value else None, is_monthly=is_monthly)
    if invoiced and rules.covers_a_year(invoiced.first, invoiced.dates, today, is_monthly=is_monthly):
        return Worth(Money(invoiced.net, row.currency), rules.INVOICED, invoiced.first)
    if minor is None and invoiced is not None:
        return Worth(Money(invoiced.net, row.currency), rules.PARTLY_INVOICED, invoiced.first)
    return Worth(None if minor is None else Money(minor, row.currency), rules.TERMS, None)


def _is_closed(row: AccountHealth | None) -> bool:
    return row is not None and growth_is_closed(row.band, has_open_issue=bool(row.evidence.get("open_issue")))


def _quarter(quarter: Quarter, rows: Sequence[Renewal], rates: Mapping[str, Decimal]) -> QuarterRow:
    return QuarterRow(quarter, rows, [own_worth(one, rates) for one in rows])
