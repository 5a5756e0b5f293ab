"""The tables of a retainer's page: its periods, its requests, and the links to other periods."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.retainers import wording
from amity.retainers.lines.queries import LineUse
from amity.retainers.page import RetainerPage
from amity.retainers.periods.rules import Period
from amity.retainers.requests.queries import Asked
from amity.retainers.spans.rules import Span
from amity.retainers.wording import Unit, unit_of
from amity.shared.dates.periods import month_of
from amity.ui import formats
from amity.ui.links import Link

COUNTED: Final[Mapping[str, Mapping[str, str]]] = {
    "all": {}, "billable": {"billable": "yes"}, "approved": {"approved": "yes"},
}  # fmt: skip
"""The filters of the entries that a retainer counts."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A row of the table of periods. `decide` is the URL to bill or write off its overage, "" if it can't be.

    While that `is_undecided`, nothing is billed or written off. `entries` is the address of the time used, "" for none,
    and `before` that of the period from which something rolled in.
    """

    period: Period
    unit: Unit
    url: str
    decide: str
    is_undecided: bool
    entries: str
    before: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A row of the table of requests, with the contact and a state label.

    `entries` is the address of all its time, and `in_period` that of its time in the period, "" for none.
    """

    one: Asked
    by: str
    state: str
    word: str | Promise
    entries: str
    in_period: str


def request_rows(page: RetainerPage) -> list[RequestRow]:
    """Return the requests with labels of their states."""
    return [_request_row(asked, page) for asked in page.asked]


def _request_row(asked: Asked, page: RetainerPage) -> RequestRow:
    day = formats.day(asked.asked_on, page.today)
    by = f"{asked.contact}, {day}" if asked.contact else day
    entries = _time_of(page, asked) if asked.used else ""
    in_period = _time_of(page, asked, since=page.period.span.first.isoformat()) if asked.in_period else ""
    if asked.state == "over":
        word = _("%(time)s over plan") % {"time": formats.hours(asked.over)}
        return RequestRow(asked, by, "unwell", word, entries, in_period)
    if asked.state == "to_go":
        word = _("%(time)s to go") % {"time": formats.hours(asked.to_go)}
        return RequestRow(asked, by, "watch", word, entries, in_period)
    return RequestRow(asked, by, *wording.STATES[asked.state], entries, in_period)


def _time_of(page: RetainerPage, asked: Asked, **days: str) -> str:
    """Return the address of a request's time, "" without a day up to which it is counted."""
    if asked.used_until is None:
        return ""
    counted = COUNTED[page.terms.counted] if page.terms.kind == "hours" else {}
    query = urlencode({"item": asked.item_id, **days, "until": asked.used_until.isoformat(), **counted})
    return f"{reverse('timesheets:entries')}?{query}"


def period_rows(page: RetainerPage) -> list[PeriodRow]:
    """Return the selected period and earlier ones."""
    addresses = {period.row.number: _address(page, period.span) for period in page.ledger.periods}
    return [_period_row(period, page, addresses) for period in page.latest]


def _period_row(period: Period, page: RetainerPage, addresses: Mapping[int, str]) -> PeriodRow:
    decide = ""
    if page.rights.agree and period.row.over and month_of(period.span.last) not in page.closed:
        decide = reverse("retainers:decide_over", args=[page.agreement.pk, period.span.first.isoformat()])
    unit = unit_of(page.agreement, period.terms, fee=page.rights.fee)
    number = period.row.number
    return PeriodRow(
        period, unit, addresses[number], decide, period in page.undecided, _used(page, period),
        addresses.get(number - 1, ""),
    )  # fmt: skip


def _used(page: RetainerPage, period: Period) -> str:
    """Return the address of a period's time, "" where other units are used or several projects: no filter has both."""
    if not period.row.used or period.terms.kind == "units" or len(page.ledger.projects) != 1:
        return ""
    return _entries(period, project=page.ledger.projects[0])


def line_rows(page: RetainerPage) -> list[tuple[LineUse, str]]:
    """Return the lines of the period, each with the address of its time, "" for none."""
    return [(one, _time_on(page, one)) for one in page.lines]


def _time_on(page: RetainerPage, line: LineUse) -> str:
    """Return the address of a line's time, or of that without a line, which is of one project only."""
    if not line.used:
        return ""
    if line.id:
        return _entries(page.period, line=line.id)
    projects = page.ledger.projects
    return _entries(page.period, line="none", project=projects[0]) if len(projects) == 1 else ""


def _entries(period: Period, **only: int | str) -> str:
    counted = COUNTED[period.terms.counted] if period.terms.kind == "hours" else {}
    days = {"since": period.span.first.isoformat(), "until": period.span.ends_on.isoformat()}
    return f"{reverse('timesheets:entries')}?{urlencode({**only, **days, **counted})}"


def period_links(page: RetainerPage) -> list[Link]:
    """Return links to the selected period and its neighbours."""
    known = [period.span for period in page.ledger.periods]
    place = next(n for n, span in enumerate(known) if span.first == page.period.span.first)
    first = max(min(place - 1, len(known) - 3), 0)
    return [
        Link(wording.short(span), _address(page, span), span == page.period.span) for span in known[first : first + 3]
    ]


def _address(page: RetainerPage, span: Span) -> str:
    query = urlencode({"period": span.first.isoformat()})
    return f"{reverse('retainers:retainer', args=[page.agreement.pk])}?{query}"
