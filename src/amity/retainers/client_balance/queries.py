"""What a client sees of their retainers, and the setting for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from amity.agreements import rules as agreements
from amity.agreements.models import Agreement
from amity.retainers import policy
from amity.retainers.client_balance import rules
from amity.retainers.client_balance.models import ClientBalance
from amity.retainers.periods.ledger_to_date import LedgerToDate, ledgers_to_date
from amity.retainers.periods.queries import known_until
from amity.retainers.periods.rules import Period
from amity.retainers.queries import retainer_seen_by
from amity.shared.actor import Actor
from amity.timesheets.queries import closed_months


@dataclass(frozen=True, slots=True)
class ShownBalance:
    """The balance of one retainer as its client sees it. `as_of` is the last day whose time it contains.

    `is_waiting`: time that counts isn't approved yet, in the period or in what is rolled into it.
    """

    agreement: Agreement
    name: str
    shown: str
    period: Period
    as_of: date
    is_waiting: bool = False


def balance_of(by: Actor, agreement_id: int, *, lock: bool = False) -> ClientBalance:
    """Return the setting of a retainer to those who can agree its terms. Without a row it is a new one, not saved."""
    agreement = retainer_seen_by(by, agreement_id, lock=lock)
    policy.may_agree(by, agreement).or_refuse()
    return ClientBalance.objects.filter(agreement=agreement).first() or ClientBalance(agreement=agreement, version=0)


def balances_shown(account_ids: Collection[int], today: date) -> Sequence[ShownBalance]:
    """Return the balances that the clients of accounts are shown. The caller checks who may see money."""
    rows = ClientBalance.objects.filter(
        agreement__account__in=account_ids, agreement__state__in=(agreements.SIGNED, agreements.IN_FORCE)
    )  # fmt: skip
    settings = {one.agreement_id: one for one in rows.exclude(shown=rules.HIDDEN).select_related("agreement__account")}
    if not settings:
        return ()
    as_of = known_until(today)
    approved = [one.agreement for one in settings.values() if one.shown == rules.APPROVED]
    others = [one.agreement for one in settings.values() if one.shown != rules.APPROVED]
    seen = ledgers_to_date(others, as_of, today=today) if others else {}
    worked: dict[int, LedgerToDate] = {}
    if approved:
        seen |= ledgers_to_date(approved, as_of, as_if=rules.with_approved_time, today=today)
        worked = ledgers_to_date(approved, as_of, as_if=rules.with_all_time, today=today)
    found = (_shown(one, seen[pk].periods, worked.get(pk), as_of) for pk, one in settings.items())
    return sorted((one for one in found if one is not None), key=lambda one: (one.name, one.agreement.pk))


def _shown(
    setting: ClientBalance, periods: Sequence[Period], worked: LedgerToDate | None, as_of: date
) -> ShownBalance | None:
    period = rules.last_invoiced(periods, closed_months()) if setting.shown == rules.INVOICED else _newest(periods)
    if period is None or period.terms.kind == "access":
        return None
    return ShownBalance(
        setting.agreement, setting.name, setting.shown, period, min(as_of, period.span.last),
        is_waiting=worked is not None and rules.is_waiting(period, _newest(worked.periods)),
    )  # fmt: skip


def _newest(periods: Sequence[Period]) -> Period | None:
    return periods[-1] if periods else None
