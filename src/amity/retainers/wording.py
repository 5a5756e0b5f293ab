"""Sentences and labels of retainers: quantities in the retainer's unit, terms, and the page's title."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.agreements.models import Agreement
from amity.retainers.page import RetainerPage
from amity.retainers.spans.rules import Span
from amity.retainers.terms.rules import PeriodTerms
from amity.shared.dates.periods import month_of
from amity.shared.money import Money, Rate, decimals
from amity.ui import formats
from amity.ui.reader_format import babel_locale, ways
from amity.ui.templatetags.amity import noright

Text = str | Promise
KINDS: dict[str, Text] = {
    "hours": lazy("hours"), "value": lazy("value of work"), "units": lazy("units"),
    "access": lazy("access, no balance"),
}  # fmt: skip
ROLLOVERS: dict[str, Text] = {
    "none": lazy("nothing rolls over"), "surplus": lazy("what is left rolls over"),
    "deficit": lazy("overage is deducted from the next period"), "both": lazy("what is left and any overage roll over"),
}  # fmt: skip
COUNTED: dict[str, Text] = {
    "all": lazy("all logged time"), "billable": lazy("billable time only"),
    "approved": lazy("approved time only"),
}  # fmt: skip
BALANCES: dict[str, Text] = {
    "hidden": lazy("not shown"), "live": lazy("as it is today"), "approved": lazy("after approval of time"),
    "invoiced": lazy("after invoice: the last period that finance closed"),
}  # fmt: skip
OVERS: dict[str, Text] = {
    "billed": lazy("billed unless written off"), "given": lazy("written off unless the client agrees to pay"),
}  # fmt: skip
LENGTHS: dict[str, Text] = {"1": lazy("a month"), "3": lazy("three months")}
STATES: dict[str, tuple[str, Text]] = {
    "dropped": ("none", lazy("Dropped")), "done": ("well", lazy("Done")), "late": ("unwell", lazy("Late")),
    "on_time": ("well", lazy("On time")), "can_wait": ("none", lazy("Open")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """Formats quantities of one retainer. Amounts need the right to see fees."""

    kind: str
    currency: str
    fee: bool

    def say(self, quantity: int | None) -> SafeString | str:
        """Return a quantity: 65 h, €5,400, 12, or a hairline if the amount is hidden."""
        if quantity is None:
            return formats.NONE
        if self.kind == "value":
            return formats.money(Money(quantity, self.currency)) if self.fee else noright()
        return formats.number(quantity) if self.kind == "units" else formats.hours(quantity)

    def plain(self, quantity: int) -> str:
        """Return a quantity for use inside a sentence."""
        return str(self.say(quantity)) if self.kind != "value" or self.fee else _("hidden")

    def rounded(self, quantity: int) -> str:
        """Return a quantity rounded as in speech: 14 hours."""
        return duration(quantity) if self.kind == "hours" else self.plain(quantity)

    def in_title(self, quantity: int) -> str:
        """Return a quantity for a title, without decimals, cents or clock times."""
        return self.in_prose(quantity) or _("hidden")

    def figure(self, quantity: int) -> str:
        """Return the number without its unit, before another quantity with the unit: the 54 in "54 of your
        60 hours".
        """
        if self.kind == "hours":
            return formats.number(round(Decimal(quantity) / 3600))
        return self.in_prose(quantity) if self.kind == "value" else formats.number(quantity)

    def with_unit(self, quantity: int) -> str:
        """Return a quantity as all pages round it: 75 h, 9 units or €5,400."""
        return self.in_prose(quantity) if self.kind == "units" else self.plain(quantity)

    def exactly(self, quantity: int) -> str:
        """Return a quantity where its parts and their prices are chosen: hours to the hundredth, and 9 units."""
        if self.kind == "hours":
            return formats.hours(quantity, "exact")
        return self.with_unit(quantity)

    def in_prose(self, quantity: int) -> str:
        """Return a quantity for text that clients read: units spelled out, no clock format, no decimals."""
        if self.kind == "hours":
            return duration(quantity)
        if self.kind == "units":
            return ngettext("%(n)s unit", "%(n)s units", quantity) % {"n": formats.number(quantity)}
        return formats.money(Money(quantity, self.currency), cents=False) if self.fee else ""


def duration(seconds: int, *, half_hours: bool = False) -> str:
    """Return time in words: 20 minutes, 1 hour, 14 hours. Minutes are in fives below an hour and a half.

    With `half_hours`, 4.5 hours stay 4.5 below ten hours, so that they match a price next to them.
    """
    if seconds < 5_400:
        n = max(round(Decimal(seconds) / 300) * 5, 5)
        if n != 60:
            return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": formats.number(n)}
    n = round(Decimal(seconds) / 3600)
    if half_hours and seconds < 36_000:
        halves = round(Decimal(seconds) / 1800)
        return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": formats.number(Decimal(halves) / 2)}
    return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": formats.number(n)}


def unit_of(agreement: Agreement, terms: PeriodTerms, *, fee: bool) -> Unit:
    """Return the unit of a retainer."""
    return Unit(terms.kind, agreement.currency, fee)


def named(span: Span) -> str:
    """Return the months in words: November, or October to December."""
    locale = ways().locale
    first, last = _month(span.first, locale), _month(span.last, locale)
    return first if len(span.months) == 1 else _("%(first)s to %(last)s") % {"first": first, "last": last}


@lru_cache(maxsize=256)
def _month(day: date, locale: str) -> str:
    return format_date(day, "LLLL", locale=babel_locale(locale))


def named_with_year(span: Span) -> str:
    """Return the months with their year: November 2026, or October to December 2026."""
    return f"{named(span)} {span.last.year}"


def short(span: Span) -> str:
    """Return the months in short: Nov, or Oct–Dec."""
    first, last = (formats.month(month_of(day), year=False) for day in (span.first, span.last))
    return first if len(span.months) == 1 else f"{first}–{last}"


def days(span: Span) -> str:
    """Return the days of the period: 1 – 30 November."""
    return formats.days(span.starts_on, span.ends_on)


def title(page: RetainerPage) -> str:
    """Return the page title: how the period ends or ended, with the requests due in it."""
    return capfirst(_finding(page))  # a month begins in lower case in French


def _finding(page: RetainerPage) -> str:
    row, unit, month = (
        page.period.row,
        unit_of(page.agreement, page.terms, fee=page.rights.fee),
        named(page.period.span),
    )
    if page.terms.kind == "access":
        return _("%(month)s: access, no balance") % {"month": month}
    names = {"month": month}
    if page.agreement.fee_model == "prepaid":
        left = row.balance if page.period.open else row.rolled_on
        if left < 0:
            return _("%(amount)s used beyond the amount bought") % {"amount": unit.in_title(-left)}
        if not left:
            return _("Nothing left of the amount bought")
        return _("%(amount)s left of the amount bought") % {"amount": unit.in_title(left)}
    if not page.period.open:
        if row.over:
            return _("%(month)s ended %(amount)s over") % {**names, "amount": unit.in_title(row.over)}
        if not (left := row.rolled_on + row.expired):
            return _("%(month)s ended with nothing left") % names
        return _("%(month)s ended with %(amount)s left") % {**names, "amount": unit.in_title(left)}
    has_no_pace = page.pace.expected is None or page.pace.gone >= page.pace.days
    if has_no_pace and not page.over_with_due:
        return _end_of(row.there - row.used, names, unit)
    if over := page.over_with_due or page.over:
        return _("%(month)s is heading for about %(amount)s over") % {**names, "amount": unit.rounded(over)}
    left = row.there - page.expected
    if left > row.there // 3:
        return _("%(month)s is heading for about %(amount)s unused") % {**names, "amount": unit.rounded(left)}
    return _("%(month)s is on track") % names


def with_requests(page: RetainerPage) -> str:
    """Return how far over the period ends with all requests due in it, "" if the pace leads as far."""
    if not page.over_with_due:
        return ""
    names = {
        "month": named(page.period.span), "need": formats.hours(page.due), "free": formats.hours(page.free),
        "over": duration(page.over_with_due),
    }  # fmt: skip
    return (
        _(
            "Requests due in %(month)s need another %(need)s and %(free)s are left, so expect to end about %(over)s "
            "over."
        )
        if page.free
        else _(
            "Requests due in %(month)s need another %(need)s and none are left, so expect to end about %(over)s over."
        )
    ) % names


def _end_of(left: int, names: dict[str, str], unit: Unit) -> str:
    if left < 0:
        return _("%(month)s is %(amount)s over") % {**names, "amount": unit.in_title(-left)}
    if not left:
        return _("%(month)s has nothing left") % names
    return _("%(month)s has %(amount)s left") % {**names, "amount": unit.in_title(left)}


def priced(rate: Rate, kind: str) -> str:
    """Return a rate with its unit: €120 an hour, €112.50 a unit."""
    minor = rate.per_hour.scaleb(decimals(rate.currency))
    whole = Money(int(minor), rate.currency) if rate.per_hour == int(rate.per_hour) else None
    shown = formats.money(whole, cents=False) if whole else formats.per_hour(rate.per_hour, rate.currency)
    return _("%(price)s an hour") % {"price": shown} if kind == "hours" else _("%(price)s a unit") % {"price": shown}


def why_no_periods(code: str) -> str:
    """Return the reason why nothing is calculated yet."""
    return {
        "no_start": _("The agreement has no start date, so it has no periods."),
        "not_begun": _("The retainer has not started yet."),
        "nothing_bought": _("The number of hours bought is not recorded."),
    }[code]


def until(day: date, today: date) -> str:
    """Return how far the figures go: to Mon 23 Nov."""
    if day == today:
        return _("to today")
    return _("to %(day)s") % {"day": f"{formats.weekday(day)} {formats.day(day, date.min)}"}
