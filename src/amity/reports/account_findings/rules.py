"""Findings about accounts and data: effective rates apart, silence, one contact, rows without cost, price or invoice.

Source: the project's product notes, J0. Each finder takes the material and returns every finding of its kind.
"""

from datetime import date
from itertools import pairwise

from amity.profitability.conversion.rules import added
from amity.profitability.figures.rules import HOUR, Figure, Input, for_time, per_hour
from amity.profitability.lines.rules import line_value
from amity.profitability.margin.rules import hourly
from amity.profitability.measures.rules import total
from amity.reports.findings.rules import Finding, Rows, Subject, Sureness
from amity.reports.material.rules import AccountFacts, Material
from amity.shared.money import Money

ENOUGH_TIME = 40 * HOUR
"""Below this time, an account's effective rate isn't meaningful."""

ENOUGH_DAYS = 6
"""Days with time that are needed to know an account's usual gap."""

RHYTHM_DAYS = 20
"""The newest days with time from which an account's usual gap follows: how often it has been worked for recently."""

SHORTEST_SILENCE = 14
"""Days without time that are never worth a finding, however busy the account was."""


def rates_apart(material: Material) -> list[Finding]:
    """Find the best and worst effective rate of accounts with 40 h and known net fees. Money: the worst at the
    agency's.

    Effective rate = net fees ÷ all delivery hours. The agency's is that of the accounts with known net fees
    together.
    """
    known = [one for one in material.accounts if one.net_fees.value is not None and one.delivery.seconds]
    shown = [one for one in known if one.delivery.seconds >= ENOUGH_TIME]
    if len(shown) < 2:
        return []
    rates = sorted(((_rate(one), one.account_id, one) for one in shown), key=lambda row: (row[0], row[1]))
    (low, _, worst), (high, _, best) = rates[0], rates[-1]
    fees = added((one.net_fees for one in known), material.currency)
    agency = per_hour(fees.value or 0, total(one.delivery for one in known).seconds)
    gap = for_time(worst.delivery.seconds, agency) - (worst.net_fees.value or 0)
    if low >= high or gap <= 0:
        return []
    numbers = (
        Input("best_rate", high, "minor_per_hour", "revenue", material.data_to, material.currency),
        Input("agency_rate", agency, "minor_per_hour", "revenue", material.data_to, material.currency),
        Input("worst_rate", low, "minor_per_hour", "revenue", material.data_to, material.currency),
        *_sides("best", best, material),
        *_sides("worst", worst, material),
    )
    subjects = (Subject("account", best.account_id), Subject("account", worst.account_id))
    rows = tuple(Rows(one.account_id, entries=one.delivery.entries) for one in (best, worst))
    money = Money(gap, material.currency)
    return [Finding("rates_apart", subjects, Sureness.DERIVED, money, 0, numbers, rows)]


def _rate(account: AccountFacts) -> int:
    return hourly(account.net_fees, account.delivery).value or 0


def _sides(which: str, account: AccountFacts, material: Material) -> tuple[Input, Input]:
    return (
        Input(f"{which}_net_fees", account.net_fees.value, "minor", "revenue", material.data_to, material.currency),
        Input(f"{which}_time", account.delivery.seconds, "seconds", "entries", material.data_to),
    )


def silent_accounts(material: Material) -> list[Finding]:
    """Find accounts without time for twice their usual (median) gap, at least two weeks, up to the data's last day."""
    found = []
    for account in material.accounts:
        usual = usual_gap(account.days)
        if usual is None:
            continue
        last = max(account.days)
        quiet = (material.data_to - last).days
        if quiet < max(2 * usual, SHORTEST_SILENCE):
            continue
        numbers = (
            Input("quiet", quiet, "days", "entries", last),
            Input("usual_gap", usual, "days", "entries", material.data_to),
            Input("days_with_time", len(newest_days(account.days)), "count", "entries", material.data_to),
        )
        rows = Rows(account.account_id, entries=account.delivery.entries, last=last)
        money = _fees(account.net_fees)
        subject = (Subject("account", account.account_id),)
        found.append(Finding("silent", subject, Sureness.AT_STAKE, money, 0, numbers, (rows,)))
    return found


def usual_gap(days: tuple[date, ...]) -> int | None:
    """Return the median gap between the newest days with time (the lower of two middle ones), or None under six."""
    newest = newest_days(days)
    if len(newest) < ENOUGH_DAYS:
        return None
    gaps = sorted((later - earlier).days for earlier, later in pairwise(newest))
    return gaps[(len(gaps) - 1) // 2]


def newest_days(days: tuple[date, ...]) -> list[date]:
    """Return the newest different days, at most `RHYTHM_DAYS`, oldest first."""
    return sorted(set(days))[-RHYTHM_DAYS:]


def one_contact(material: Material) -> list[Finding]:
    """Find accounts with time and exactly one known contact. The money is the net fees that depend on them."""
    return [
        Finding(
            "one_contact",
            (Subject("account", account.account_id),),
            Sureness.AT_STAKE,
            _fees(account.net_fees),
            numbers=(Input("contacts", 1, "count", "contacts"),),
            evidence=(Rows(account.account_id, entries=account.delivery.entries),),
        )
        for account in material.accounts
        if account.contacts == 1 and account.delivery.seconds
    ]


def without_cost(material: Material) -> list[Finding]:
    """Find delivery time without a cost: its hours, and their cost at the agency average if there is one."""
    sums = material.delivery
    if not sums.uncosted_seconds:
        return []
    rate = material.cost_rate
    money = Money(line_value(sums.uncosted_seconds, rate), rate.currency) if rate is not None else None
    return [_gap("without_cost", sums.uncosted_seconds, sums.seconds, material, money, "uncosted")]


def without_price(material: Material) -> list[Finding]:
    """Find billable time without a price: hours only, since our price need not be the client's."""
    sums = material.delivery
    if not sums.unvalued_seconds:
        return []
    return [_gap("without_price", sums.unvalued_seconds, sums.billable_seconds, material, None, "unvalued")]


def _gap(kind: str, seconds: int, of: int, material: Material, money: Money | None, only: str) -> Finding:
    numbers = (
        Input("time", seconds, "seconds", "entries", material.data_to),
        Input("of_time", of, "seconds", "entries", material.data_to),
    )
    rows = Rows(first=material.data_from, last=material.data_to, only=only)
    return Finding(kind, (), Sureness.TO_FILL, money, seconds, numbers, (rows,))


def not_billed(material: Material) -> list[Finding]:
    """Find billable time the source marks as not invoiced, with its value. It may still be billed."""
    rest = material.not_billed
    if rest is None or not rest.seconds:
        return []
    numbers = (
        Input("entries", rest.entries, "count", "file", material.data_to),
        Input("time", rest.seconds, "seconds", "file", material.data_to),
    )
    rows = Rows(first=material.data_from, last=material.data_to, entries=rest.entries, only="not_billed")
    return [Finding("not_billed", (), Sureness.DERIVED, rest.value, rest.seconds, numbers, (rows,))]


def big_rows(material: Material) -> list[Finding]:
    """Find single rows longer than a working day: hours booked in bulk, whose real dates are unknown."""
    if not material.big_rows:
        return []
    rows = sorted(material.big_rows, key=lambda row: (-row.seconds, row.entry_id))
    seconds = sum(row.seconds for row in rows)
    numbers = (
        Input("rows", len(rows), "count", "entries", rows[0].on),
        Input("time", seconds, "seconds", "entries", rows[0].on),
        Input("of_time", material.delivery.seconds, "seconds", "entries", material.data_to),
    )
    subjects = tuple(Subject("entry", row.entry_id) for row in rows)
    evidence = tuple(Rows(0, row.project_id, row.line_id, row.on, row.on, 1) for row in rows)
    return [Finding("big_rows", subjects, Sureness.ASK, None, seconds, numbers, evidence)]


def _fees(net_fees: Figure) -> Money | None:
    return None if net_fees.value is None else Money(net_fees.value, net_fees.currency)
