"""What keeps a project below its target, from what a page of money has read."""

from collections.abc import Sequence

from amity.agreements.fees.rules import FIXED, PREPAID, RETAINER, TIME
from amity.profitability.books.load import Books
from amity.profitability.causes import rules, wording
from amity.profitability.causes.agency_rate import agency_rate
from amity.profitability.causes.rules import Price
from amity.profitability.deals.rules import Deal, has_finished
from amity.profitability.measures.rules import total
from amity.profitability.period.rules import Period
from amity.profitability.period.wording import covered_text, whole_text
from amity.profitability.retainer_revenue.rules import agreed
from amity.profitability.statements.rows import Row, served
from amity.projects.work_table.rules import is_too_early
from amity.retainers.terms.rules import in_force
from amity.shared.dates.periods import month_of
from amity.timesheets.rules import Measures


def causes_of(own: Books, period: Period, rows: Sequence[Row], target: int) -> dict[int, str]:
    """Return the cause of each project below the target by its id, from what a page of money has read."""
    below = [row for row in rows if row.kind == "project" and row.on_target is False]
    found = {row.id: _cause_of(own, period, row, target) for row in below}
    return {key: words for key, words in found.items() if words}


def _cause_of(own: Books, period: Period, row: Row, target: int) -> str:
    deal = own.deals.get(own.projects[row.id].agreement_id or 0)
    if deal is None:
        return ""
    done = total(one.sums.measures for one in own.sums.get(row.id, ()))
    if len(deal.by_project) > 1:
        return _shared_cause(own, deal, period, row, done, target)
    if deal.terms.fee_model == RETAINER:
        return _retainer_cause(own, deal, period, row, done, target)
    quoted = deal.terms.planned_seconds
    if deal.terms.fee_model == TIME and not quoted:
        return _time_cause(own, deal, row, done, target)
    if deal.terms.fee_model == PREPAID:
        return _block_cause(own, deal, row, done, target)
    if deal.terms.fee_model not in (FIXED, TIME):
        return ""
    if not quoted:
        return _earned_cause(own, deal, period, row, target)
    return _quoted_cause(own, deal, period, row, done, target, quoted, done.seconds)


def _shared_cause(own: Books, deal: Deal, period: Period, row: Row, done: Measures, target: int) -> str:
    """Return the cause of a project whose agreement covers others too.

    Quoted hours are compared with those of all its projects that the reader sees, as on the project's own page.
    Otherwise the project is judged by what an hour of it earned, its part of the revenue included.
    """
    words, quoted = "", deal.terms.planned_seconds
    if deal.terms.fee_model in (FIXED, TIME) and quoted:
        together = sum(one.sums.measures.seconds for key in deal.by_project for one in own.sums.get(key, ()))
        words = _quoted_cause(own, deal, period, row, done, target, quoted, together)
    elif deal.terms.fee_model == TIME and deal.terms.cap is None:
        words = _time_cause(own, deal, row, done, target)
    return words or _earned_cause(own, deal, period, row, target, others=len(deal.by_project) - 1)


def _quoted_cause(
    own: Books, deal: Deal, period: Period, row: Row, done: Measures, target: int, quoted: int, used_seconds: int
) -> str:
    """Return the cause of work with quoted hours: its price for an hour, or the hours above those quoted."""
    if is_too_early(quoted, used_seconds, finished=has_finished(deal)):
        return ""
    over = max(used_seconds - quoted, 0)
    priced = _price(own, deal, row, done, target, deal.terms.net_fee, quoted)
    cause = rules.cause(quoted_seconds=quoted, over_seconds=over, priced=priced)
    words = wording.sentence(
        cause,
        over_seconds=over,
        rows=(),
        priced=priced,
        currency=own.currency,
        so_far=deal.history.progress.finished_on is None,
    )
    begins = own.projects[row.id].starts_on or deal.terms.starts_on
    return wording.whole_life(words) if begins and begins < period.first_day else words


def _time_cause(own: Books, deal: Deal, row: Row, done: Measures, target: int) -> str:
    """Return the cause of time and materials without quoted hours: the price of an hour, or time past the cap."""
    priced = _price(own, deal, row, done, target, done.value, done.seconds)
    if priced is None:
        return ""
    unpaid = 0 if deal.terms.cap is None else max(done.value - deal.terms.cap, 0)
    return wording.time_sentence(priced, unpaid=unpaid, cap=deal.terms.cap or 0, currency=own.currency)


def _retainer_cause(own: Books, deal: Deal, period: Period, row: Row, done: Measures, target: int) -> str:
    """Return the cause of a retainer: its fee for an hour included, or the hours above those included.

    A retainer of work by value, of units or of access includes no hours. It is judged by what an hour of it earned.
    """
    terms = in_force(agreed(deal.terms), period.as_of)
    if terms.kind != "hours":
        return _earned_cause(own, deal, period, row, target)
    if not terms.included:
        return ""
    worked, included = served(deal, period)
    covers = _covers(own, deal, period, row)
    fee = deal.terms.fee if terms.fee is None else terms.fee
    value = None if fee is None else fee * terms.period_months
    priced = _price(own, deal, row, done, target, value, terms.included)
    cause = rules.cause(quoted_seconds=included, over_seconds=worked - included, priced=priced)
    return wording.retainer_sentence(
        cause, over_seconds=worked - included, covers=covers, priced=priced, currency=own.currency
    )


def _block_cause(own: Books, deal: Deal, row: Row, done: Measures, target: int) -> str:
    """Return the cause of a prepaid block: its price for an hour bought, or the hours above those bought."""
    bought = deal.terms.bought_seconds
    if not bought:
        return ""
    over = done.seconds - bought - sum(top_up.amount for top_up in deal.terms.extras.top_ups)
    priced = _price(own, deal, row, done, target, deal.terms.net_fee, bought)
    cause = rules.cause(quoted_seconds=bought, over_seconds=over, priced=priced)
    return wording.retainer_sentence(
        cause, over_seconds=over, covers=whole_text(), priced=priced, currency=own.currency
    )


def _earned_cause(own: Books, deal: Deal, period: Period, row: Row, target: int, others: int = 0) -> str:
    """Return the cause of work without agreed hours, from the net fees and the cost of the row itself.

    `others` counts the other projects under its agreement.
    """
    fees, cost = row.agi, row.cost
    if fees is None or fees.value is None or cost is None or cost.value is None or not row.seconds or row.unpriced:
        return ""
    priced = rules.price(
        value=fees.value, quoted_seconds=row.seconds, cost=cost.value, costed_seconds=row.seconds, target=target,
        agency=agency_rate(),
    )  # fmt: skip
    covers = _covers(own, deal, period, row)
    return "" if priced is None else wording.earned_sentence(priced, others, covers=covers, currency=own.currency)


def _covers(own: Books, deal: Deal, period: Period, row: Row) -> str:
    """Return the months of a period in which work counts: those with time, and of a retainer all it has run for."""
    now, terms = month_of(own.today), deal.terms
    months = [one.month for one in own.sums.get(row.id, ())]
    if terms.fee_model == RETAINER:
        months += [month_of(terms.starts_on)] if terms.starts_on else []
        months += [min(month_of(terms.ends_on), now) if terms.ends_on else now]
    return covered_text(period, min(months, default=now), max(months, default=now))


def _price(
    own: Books, deal: Deal, row: Row, done: Measures, target: int, value: int | None, sold_seconds: int
) -> Price | None:
    """Return the hourly price, if the reader sees the margin and all of it is known in one currency."""
    if row.margin is None or value is None or deal.terms.currency != own.currency:
        return None
    return rules.price(
        value=value, quoted_seconds=sold_seconds, cost=done.cost, costed_seconds=done.seconds - done.uncosted_seconds,
        target=target, agency=agency_rate(),
    )  # fmt: skip
