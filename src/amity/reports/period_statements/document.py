"""The statement of a retainer's period for the client, on one or two A4 pages."""

from pathlib import Path
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from amity.agency.queries import agency_name
from amity.reports.period_statements.queries import Done, LineDone, done_in
from amity.retainers import wording
from amity.retainers.page import RetainerPage
from amity.retainers.periods.rules import Period
from amity.retainers.terms.summary import terms_summary
from amity.retainers.wording import Unit, unit_of
from amity.shared import typesetting
from amity.shared.money import Money
from amity.shared.typesetting import SHORT, cut
from amity.ui import formats

SOURCE = Path(__file__).parents[1] / "templates" / "reports" / "statement.typ"
MOST_ROWS = (60, 40, 24, 12, 0)
"""Rows of work shown, tried one after another until everything fits on two pages."""


def pdf(page: RetainerPage) -> bytes:
    """Return the statement as PDF/UA-1, at most two pages. Work that does not fit is shown as sums by line."""
    lines = done_in(page)
    for most in MOST_ROWS:
        done = typesetting.written(content(page, lines, most), SOURCE)
        if typesetting.page_count(done) <= 2:
            break
    return done


def content(page: RetainerPage, lines: list[LineDone], most: int) -> dict[str, Any]:
    """Return the content of the document as JSON values: amounts only for those who can see fees."""
    unit = unit_of(page.agreement, page.terms, fee=page.rights.fee)
    account = page.agreement.account.name if page.agreement.account else ""
    month = wording.named(page.period.span)
    rows = sum(len(line.done) for line in lines)
    share = most / rows if rows > most else 1.0
    return {
        "title": _("Statement for %(month)s %(year)s") % {"month": month, "year": page.period.span.last.year},
        "author": cut(agency_name() or "Amity", SHORT),
        "lang": (get_language() or "en")[:2],
        "imprint": cut(" · ".join(one for one in (agency_name(), account) if one), SHORT + SHORT),
        "sub": cut(
            f"{page.agreement} · {terms_summary(page.agreement, page.terms, fee=page.rights.fee, internal=False)}", 300
        ),
        "state": _("As of %(day)s. The period is still open.") % {"day": formats.full_day(page.as_of)}
        if page.period.open
        else "",
        "periods": _periods(page) if page.terms.kind != "access" else None,
        "sums": _sums(page, unit),
        "lines": [_line(line, share) for line in lines],
        "words": {"periods": _("Period by period"), "work": _("Work done"), "sums": _("This period")},
    }


def _periods(page: RetainerPage) -> dict[str, Any]:
    heads = [
        _("Period"), _("Included"), _("Rolled in"), _("Bought"), _("Used"), _("Rolled over"), _("Expired"),
        pgettext("remaining amount", "Left"),
        _("Overage"),
    ]  # fmt: skip
    return {"heads": heads, "rows": [_row(one, page) for one in page.latest]}


def _row(one: Period, page: RetainerPage) -> list[str]:
    unit, row = unit_of(page.agreement, one.terms, fee=page.rights.fee), one.row
    amounts = (
        row.included, row.rolled_in, row.bought, row.used, row.rolled_on, row.expired, row.balance, row.over,
    )  # fmt: skip
    return [wording.named(one.span), *(unit.plain(amount) if amount else "–" for amount in amounts)]


def _sums(page: RetainerPage, unit: Unit) -> list[list[str]]:
    """Return a period's summary rows: the fee, the overage, and how much of it is billed or written off."""
    one, sums = page.period, []
    if page.terms.kind != "access":
        sums = [[_("Available"), unit.plain(one.row.there)], [_("Used"), unit.plain(one.row.used)]]
    fee = page.terms.fee if page.terms.fee is not None else page.agreement.fee
    if unit.fee and fee is not None and page.agreement.fee_model == "retainer":
        sums.append([_("Monthly fee"), _money(fee, page)])
    if one.row.over:
        sums.append([_("Overage"), unit.plain(one.row.over)])
        sums.append([_("Overage at no charge"), unit.plain(one.given)])
        if unit.fee:
            sums.append([_("Overage billed"), f"{unit.plain(one.billed)} · {_money(one.price, page)}"])
    return sums


def _money(minor: int, page: RetainerPage) -> str:
    return formats.money(Money(minor, page.agreement.currency))


def _line(line: LineDone, share: float) -> dict[str, Any]:
    shown = line.done[: int(len(line.done) * share)]
    left = line.done[len(shown) :]
    more = ""
    if left:
        values = {"count": formats.number(len(left)), "time": formats.hours(sum(one.seconds for one in left), "exact")}
        whole = ngettext("%(count)s entry", "%(count)s entries", len(left))
        more = (_("and %(count)s more, %(time)s") if shown else whole) % values
    return {
        "title": cut(f"{line.number} {line.title}".strip() or _("Other work"), SHORT),
        "time": formats.hours(line.seconds, "exact"),
        "rows": [_done(one) for one in shown],
        "more": more,
    }


def _done(one: Done) -> list[str]:
    return [
        formats.day_of_week(one.on),
        cut(one.text, SHORT),
        formats.hours(one.seconds, "exact"),
    ]
