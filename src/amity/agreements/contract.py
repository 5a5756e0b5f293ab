"""The value of an agreement, and the terms other parts rely on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from amity.agency.queries import agency
from amity.agency.rates.queries import exchange_rates
from amity.agreements import rules
from amity.agreements.fees import rules as fees
from amity.agreements.lines.models import AgreementLine
from amity.agreements.lines.queries import PlacedLine, line_ids_of, lines_of, lines_with_terms
from amity.agreements.models import Agreement
from amity.agreements.queries import terms_of
from amity.agreements.terms.queries import stored_terms
from amity.agreements.versions.content import FAR
from amity.lines import queries as lines
from amity.lines.models import Line
from amity.shared.dates.upcoming_dates import UpcomingDate
from amity.shared.money import Money, round_half_even


def is_signed(agreement: Agreement) -> bool:
    """Return whether both sides signed, or it was recorded as agreed elsewhere."""
    return agreement.state in rules.BINDING


def value_of(agreement: Agreement) -> Money | None:
    """Return the agreed value, with signed change orders, or None where it can't be calculated."""
    return _value(agreement, [None if price is None else price.minor for _title, price in newest_prices(agreement)])


def newest_prices(agreement: Agreement) -> list[tuple[str, Money | None]]:
    """Return the title of each line with its newest price, None where it isn't agreed. Without lines, none are read."""
    rows = lines_with_terms(agreement) if line_ids_of(agreement) else ()
    return [(row.line.title, lines.price_of(lines.current_of(every, FAR))) for row, every in rows]


def values_of(agreements: Iterable[Agreement]) -> dict[int, Money]:
    """Return the value of each agreement that has a known one, in two queries."""
    listed = {one.pk: one for one in agreements}
    prices: defaultdict[int, list[int | None]] = defaultdict(list)
    placed = list(AgreementLine.objects.filter(agreement__in=listed).only("agreement_id", "line_id"))
    terms = lines.terms_of([row.line_id for row in placed], FAR) if placed else {}
    for row in placed:
        price = lines.price_of(terms[row.line_id].current) if row.line_id in terms else None
        prices[row.agreement_id].append(None if price is None else price.minor)
    fees = {key: _value(one, prices[key]) for key, one in listed.items()}
    return {key: value for key, value in fees.items() if value is not None}


def _value(agreement: Agreement, prices: Sequence[int | None]) -> Money | None:
    minor = fees.value(terms_of(agreement), prices, agreement.price_change)
    return None if minor is None else Money(minor, agreement.currency)


@dataclass(frozen=True, slots=True)
class Contract:
    """The content of an agreement: its lines with their sum, seconds by discipline, and its value.

    `fee` and `cap` include signed change orders. A retainer's fee is monthly. None means not agreed or not known.
    """

    rows: Sequence[PlacedLine]
    lines: Money | None
    fee: Money | None
    cap: Money | None
    discount: Money | None
    value: Money | None
    hours: Mapping[int, int]

    @property
    def lines_are_fee(self) -> bool:
        """Return whether the lines make the fee but for the rounding of their hourly rates, one unit each."""
        if self.lines is None or self.fee is None:
            return False
        return abs(self.lines.major - self.fee.major) <= len(self.rows)

    @property
    def seconds(self) -> int:
        """Planned seconds of all lines."""
        return sum(one.terms.current.planned_seconds or 0 for one in self.rows if one.terms.current)


def contract_of(agreement: Agreement, on: date) -> Contract:
    """Return the content of an agreement on a date, as shown on its page, its projects and in the API."""
    rows = lines_of(agreement, on)
    known = [one.price.minor for one in rows if one.price is not None]
    fee, cap = fees.with_orders(agreement.fee_model, agreement.fee, agreement.cap, agreement.price_change)
    hours: Counter[int] = Counter()
    for one in rows:
        hours.update({each.id: each.seconds for each in one.hours})

    latest = [lines.price_of(lines.current_of(one.terms.every, FAR)) for one in rows]

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, agreement.currency)

    return Contract(
        rows, money(sum(known)) if known else None, money(fee), money(cap), money(agreement.discount or None),
        _value(agreement, [None if price is None else price.minor for price in latest]), dict(hours),
    )  # fmt: skip


def value_in_agency_money(value: Money | None, today: date) -> int | None:
    """Convert a value to minor units of the agency's currency at a date's rate. None means unknown."""
    own = agency().currency
    if value is None or value.currency == own:
        return None if value is None else value.minor
    dated = [rate for since, rate in exchange_rates().get(value.currency, []) if since <= today]
    return round_half_even(value.major * dated[-1], own) if dated and own else None


def term_values(agreement: Agreement) -> dict[str, str]:
    """Return the terms as fields by key, such as "payment": "45"."""
    return {row.key: row.value for row in stored_terms(agreement)}


class Dates(NamedTuple):
    """The dates of an agreement, and how it renews."""

    notice_on: date | None
    renews_on: date | None
    renewal: str
    ends_on: date | None
    ends_changed: date | None


def ends_on(agreement: Agreement | Dates) -> date | None:
    """Return the end date: that of the last signed change order, or else of the agreement."""
    return agreement.ends_changed or agreement.ends_on


def next_on(agreement: Agreement | Dates, today: date) -> date | None:
    """Return the first date to come of an agreement that has not ended: notice, renewal or end."""
    ends = None if agreement.renewal == rules.BY_ITSELF else ends_on(agreement)
    days = (agreement.notice_on, agreement.renews_on, ends)
    return min((day for day in days if day is not None and day >= today), default=None)


def state_on(agreement: Agreement, today: date) -> str:
    """Return the status to show on a date: expired once the end date has passed."""
    return rules.state_on(
        today, state=agreement.state, kind=agreement.kind, renewal=agreement.renewal, ends_on=ends_on(agreement)
    )


def days_ahead(agreement: Agreement, today: date) -> list[UpcomingDate]:
    """Return the upcoming dates of an agreement in force, nearest first."""
    return rules.warnings(
        notice_on=agreement.notice_on, renews_on=agreement.renews_on, ends_on=ends_on(agreement),
        renewal=agreement.renewal, today=today,
    )  # fmt: skip


def signed_change_of(line: Line) -> Agreement | None:
    """Return the newest signed change order that changed a line. The line's revised budget links to it."""
    found = Agreement.objects.filter(line_changes__line=line, state__in=rules.BINDING)
    return found.order_by("-signed_on", "-pk").first()
