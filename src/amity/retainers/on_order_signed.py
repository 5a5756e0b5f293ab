"""Apply a signed change order to a retainer: periods from its date on have its terms, earlier ones are unchanged."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import manager_on
from amity.agreements import rules
from amity.agreements.models import Agreement
from amity.agreements.orders.monthly import changes_months, monthly_of
from amity.agreements.orders.rules import Monthly
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.retainers.spans.rules import start_of
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, Agreed, PeriodTerms, in_force
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, no
from amity.timesheets import months
from amity.ui import formats

INCLUDED: Final = {"hours": "included_seconds", "units": "included_units"}
"""The field of a month that has what terms of each kind include. Value and access have none."""


def may_follow(order: Agreement) -> Answer:
    """Return whether the months of a change order could start on its date: not in a period that has been closed."""
    if not changes_months(order) or order.starts_on is None:
        return YES
    agreed = _agreed_of(order.parent)
    if agreed is None:
        return no(_no_start())
    begins = _period_of(agreed, max(order.starts_on, agreed.starts_on))
    if closed := months.hold(begins):
        sentence = _("%(month)s is closed, so nothing new can start in it. Choose a later date.")
        return no(sentence % {"month": months.names_of(closed)})
    changed = {name for name in INCLUDED.values() if getattr(monthly_of(order), name) is not None}
    if changed - {INCLUDED.get(in_force(agreed, begins).kind)}:
        return no(_("The retainer no longer includes what this order changes. Enter its new terms again."))
    return YES


def follow_order(order: Agreement, by: Actor, now: datetime) -> None:
    """Set the fee and hours of a signed change order as terms from its date. An order of lines changes nothing here.

    A period that was closed before the client signed keeps its terms. The new ones start after it, and the account
    manager is told.
    """
    if order.kind != rules.CHANGE_ORDER or not changes_months(order):
        return
    agreed = _agreed_of(order.parent)
    if agreed is None:
        raise Refused(_no_start())
    agreed_from = max(order.starts_on or order.signed_on or timezone.localdate(now), agreed.starts_on)
    begins = _first_open(agreed, agreed_from)
    terms = _changed(in_force(agreed, begins), monthly_of(order), agreed.period_months)
    agree_period_terms(by=by, agreement_id=order.parent_id or 0, terms=replace(terms, valid_from=begins), now=now)
    if begins > agreed_from:
        _tell(order, agreed_from, begins, now)


def month_before(retainer: Agreement, day: date) -> Monthly | None:
    """Return a month of a retainer just before a date: its fee, and what it includes. None before it has periods."""
    agreed = _agreed_of(retainer)
    if agreed is None:
        return None
    terms = in_force(agreed, day - timedelta(days=1)) if day > agreed.starts_on else agreed.first
    fee, monthly = terms.fee if terms.fee is not None else retainer.fee, (terms.included or 0) // agreed.period_months
    field = INCLUDED.get(terms.kind)
    return Monthly(fee, **{field: monthly}) if field else Monthly(fee)


def _changed(terms: PeriodTerms, new: Monthly, period_months: int) -> PeriodTerms:
    """Return the terms with what an order changes of a month. Only the quantity that they include can change."""
    included = getattr(new, INCLUDED[terms.kind]) if terms.kind in INCLUDED else None
    return replace(
        terms,
        fee=terms.fee if new.fee is None else new.fee,
        included=terms.included if included is None else included * period_months,
    )


def _no_start() -> str:
    return _("The retainer has no start date, so its months can’t change. Enter its start date first.")


def _agreed_of(retainer: Agreement | None) -> Agreed | None:
    return None if retainer is None else agreed_of(retainer, facts_of([retainer]).get(retainer.pk, NO_FACTS))


def _period_of(agreed: Agreed, day: date) -> date:
    return start_of(agreed.starts_on, agreed.period_months, day)


def _first_open(agreed: Agreed, day: date) -> date:
    """Return the day, or the first one after it whose period hasn't been closed."""
    while months.hold(_period_of(agreed, day)):
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day


def _tell(order: Agreement, agreed_from: date, begins: date, now: datetime) -> None:
    """Tell the account manager that a closed month keeps its terms, although others were signed for it."""
    account, today = order.account, timezone.localdate(now)
    manager = manager_on(account, today) if account is not None else None
    if account is None or manager is None:
        return

    def text() -> str:
        sentence = _(
            "%(order)s is signed and changes the retainer %(from_day)s. %(month)s is closed, so it counts "
            "%(open_day)s. Bill the difference, or ask finance to reopen the month."
        )
        return sentence % {
            "order": order, "month": months.names_of([month_of(agreed_from)]),
            "from_day": formats.day_with("from", agreed_from, today),
            "open_day": formats.day_with("from", begins, today),
        }  # fmt: skip

    page = reverse("agreements:agreement", args=[order.pk])
    notify(person=manager, kind=notices.OUTGOING, text=text, path=page, now=now, account=account.name)
