"""Words of account reviews: kinds, states, rhythms and periods."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.reports.reviews import rules
from amity.reports.reviews.models import AccountReview
from amity.shared.dates.periods import first_day, month_of, months_back, next_month
from amity.ui import formats
from amity.ui.reader_format import babel_locale, ways

KINDS: Final[Mapping[str, Promise]] = {
    rules.CLIENT: lazy("the client"),
    rules.INTERNAL: lazy("us, with margin and health"),
}
STATES: Final[Mapping[str, Promise]] = {
    rules.DRAFT: lazy("draft"),
    rules.RELEASED: lazy("released"),
    rules.SENT: lazy("sent"),
}
SHAPES: Final[Mapping[str, str]] = {rules.DRAFT: "none", rules.RELEASED: "info", rules.SENT: "well"}
RHYTHMS: Final[Mapping[int, Promise]] = {
    1: lazy("every month"),
    3: lazy("every quarter"),
    6: lazy("every six months"),
    12: lazy("every year"),
    0: lazy("not planned"),
}


def period_words(first: int, last: int) -> str:
    """Return months (YYYYMM) in words: October to December 2026."""
    if first == last:
        return formats.month(last, prose=True)
    words = {"first": formats.month(first, prose=True), "last": formats.month(last, prose=True)}
    if first // 100 == last // 100:
        words["first"] = format_date(first_day(first), "LLLL", locale=babel_locale(ways().locale))
    return _("%(first)s to %(last)s") % words


def period_of(review: AccountReview) -> str:
    """Return the months of a review in words."""
    return period_words(month_of(review.first_on), month_of(review.last_on))


def periods(today: date) -> list[tuple[str, str]]:
    """Return the periods that a new review can be about, the likeliest first, as "202610-3" and in words."""
    found: dict[str, str] = {}
    likely, _last = rules.period_for(today)
    quarter = month_of(likely)
    firsts = [quarter, months_back(quarter, 3), _ahead(quarter, 3), months_back(quarter, 6)]
    half, year = (month_of(rules.period_for(today, months)[0]) for months in (6, 12))
    for first, months in (*((first, 3) for first in firsts), (half, 6), (year, 12)):
        last = _ahead(first, months - 1)
        found.setdefault(f"{first}-{months}", period_words(first, last))
    return list(found.items())


def _ahead(month: int, count: int) -> int:
    for _step in range(count):
        month = next_month(month)
    return month


def title(review: AccountReview, left: int) -> str:
    """Return the title of the page of a review, with what is left to do in a draft."""
    if review.state == rules.DRAFT and left:
        return ngettext(
            "Account review: %(count)d point to finish", "Account review: %(count)d points to finish", left
        ) % {"count": left}  # fmt: skip
    if review.state == rules.DRAFT:
        return _("Account review: ready to release")
    return _("Account review: released") if review.state == rules.RELEASED else _("Account review: sent")
