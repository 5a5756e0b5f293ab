"""Read twelve whole months of the margin and the over-servicing of accounts, as the agency's own books have them."""

from collections.abc import Collection, Mapping
from datetime import date

from amity.health.facts.rules import Money
from amity.people import rules as roles
from amity.people.queries import active_people_with, actor_for
from amity.profitability.books.load import Books, books, whole_books
from amity.profitability.period.rules import YEAR, period
from amity.profitability.portfolio.queries import AGENCY_TARGET, account_rows
from amity.profitability.statements.ledger import Ledger
from amity.shared.actor import Actor
from amity.shared.dates.periods import last_day, month_of, months_back, previous_month


def money_of(account_ids: Collection[int], today: date) -> Mapping[int, Money]:
    """Return the money of accounts. It is read with the rights of someone who sees all of it, whoever asks.

    Without such a person it is unknown. One account is read alone.
    """
    eyes = reader()
    if eyes is None or not account_ids:
        return {}
    if len(account_ids) == 1:
        return _money(books(eyes, today, account_id=next(iter(account_ids))), account_ids, today)
    return _money(whole_books(eyes, today), account_ids, today)


def reader() -> Actor | None:
    """Return an actor who sees every account and as much money as anyone, or None."""
    people = active_people_with(roles.SEES_EVERY_ACCOUNT)
    found = max(people, key=lambda person: (person.money_right, -person.pk), default=None)
    return actor_for(found, "job") if found is not None else None


def _money(own: Books, account_ids: Collection[int], today: date) -> Mapping[int, Money]:
    """Return the margin with its target, over the twelve whole months before today."""
    last = previous_month(month_of(today))
    ledger = Ledger(own, period(months_back(last, YEAR - 1), last, today))
    target, found = own.limit(AGENCY_TARGET), {}
    for row in account_rows(ledger):
        if row.id in account_ids:
            margin, over = row.margin, row.over
            found[row.id] = Money(
                as_of=last_day(last), margin=margin.value if margin else None, target=target,
                bound=margin.bound if margin else "exact", level=row.level, over=over.value if over else None,
            )  # fmt: skip
    return found
