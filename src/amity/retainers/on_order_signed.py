"""Apply a signed change order to a retainer: periods from its date on have its fee, and earlier terms are unchanged."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import manager_on
from amity.agreements import rules
from amity.agreements.fees.rules import RETAINER
from amity.agreements.models import Agreement
from amity.notifications import rules as notices
from amity.notifications.commands import notify
from amity.retainers.spans.rules import start_of
from amity.retainers.terms.commands import agree_period_terms
from amity.retainers.terms.queries import agreed_of, facts_of
from amity.retainers.terms.rules import NO_FACTS, Agreed, in_force
from amity.shared.actor import Actor
from amity.shared.dates.periods import month_of
from amity.shared.errors import Refused
from amity.shared.permission import YES, Answer, no
from amity.timesheets import months
from amity.ui import formats


def may_follow(order: Agreement) -> Answer:
    """Return whether the fee of a change order could start on its date: not in a period that has been closed."""
    if not _sets_fee(order) or order.starts_on is None:
        return YES
    agreed = _agreed_of(order)
    if agreed is None:
        return no(_("The retainer has no start date, so no fee can start. Enter its start date first."))
    begins = _period_of(agreed, max(order.starts_on, agreed.starts_on))
    if closed := months.hold(begins):
        sentence = _("%(month)s is closed, so no new fee can start in it. Choose a later date.")
        return no(sentence % {"month": months.names_of(closed)})
    return YES


def follow_order(order: Agreement, by: Actor, now: datetime) -> None:
    """Set the fee of a signed change order as terms from its date. An order without a fee changes nothing here.

    A period that was closed before the client signed keeps its fee. The new one starts after it, and the account
    manager is told.
    """
    if not _sets_fee(order):
        return
    agreed = _agreed_of(order)
    if agreed is None:
        raise Refused(_("The retainer has no start date, so no fee can start. Enter its start date first."))
    agreed_from = max(order.starts_on or order.signed_on or timezone.localdate(now), agreed.starts_on)
    begins = _first_open(agreed, agreed_from)
    terms = replace(in_force(agreed, begins), valid_from=begins, fee=order.fee)
    agree_period_terms(by=by, agreement_id=order.parent_id or 0, terms=terms, now=now)
    if begins > agreed_from:
        _tell(order, agreed_from, begins, now)


def _sets_fee(order: Agreement) -> bool:
    retainer = order.parent
    is_order = order.kind == rules.CHANGE_ORDER and order.fee is not None
    return is_order and retainer is not None and retainer.fee_model == RETAINER


def _agreed_of(order: Agreement) -> Agreed | None:
    retainer = order.parent
    return None if retainer is None else agreed_of(retainer, facts_of([retainer]).get(retainer.pk, NO_FACTS))


def _period_of(agreed: Agreed, day: date) -> date:
    return start_of(agreed.starts_on, agreed.period_months, day)


def _first_open(agreed: Agreed, day: date) -> date:
    """Return the day, or the first one after it whose period hasn't been closed."""
    while months.hold(_period_of(agreed, day)):
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day


def _tell(order: Agreement, agreed_from: date, begins: date, now: datetime) -> None:
    """Tell the account manager that a closed month keeps its fee, although another was signed for it."""
    account, today = order.account, timezone.localdate(now)
    manager = manager_on(account, today) if account is not None else None
    if account is None or manager is None:
        return

    def text() -> str:
        sentence = _(
            "%(order)s is signed with a new fee %(from_day)s. %(month)s is closed, so it counts %(open_day)s. "
            "Bill the difference, or ask finance to reopen the month."
        )
        return sentence % {
            "order": order, "month": months.names_of([month_of(agreed_from)]),
            "from_day": formats.day_with("from", agreed_from, today),
            "open_day": formats.day_with("from", begins, today),
        }  # fmt: skip

    page = reverse("agreements:agreement", args=[order.pk])
    notify(person=manager, kind=notices.OUTGOING, text=text, path=page, now=now, account=account.name)
