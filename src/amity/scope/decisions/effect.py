"""What a change order would change, before it is drafted: the hours and the price of its agreement."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from amity.agreements.fees.rules import RETAINER
from amity.agreements.lines.queries import PlacedLine, lines_of
from amity.agreements.models import Agreement
from amity.scope.models import Assessment, Request
from amity.shared.money import Money
from amity.ui import formats


def effect_words(one: Request, parent: Agreement | None, assessment: Assessment | None, today: date) -> str:
    """Return what changes once the client signs, "" where it isn't known."""
    if parent is None or assessment is None:
        return ""
    lines = lines_of(parent, today)
    who = one.contact.name if one.contact else _("the client")
    words = {"who": who, "agreement": str(parent)} | _hours(lines, assessment) | _prices(parent, lines, assessment)
    if "price" in words:
        return _(
            "Once %(who)s signs, %(agreement)s has %(hours)s instead of %(hours_now)s, "
            "and costs %(price)s instead of %(price_now)s."
        ) % words  # fmt: skip
    return _("Once %(who)s signs, %(agreement)s has %(hours)s instead of %(hours_now)s.") % words


def _hours(lines: Iterable[PlacedLine], assessment: Assessment) -> dict[str, str]:
    now = sum((one.terms.current.planned_seconds or 0) for one in lines if one.terms.current)
    return {"hours": formats.hours(now + assessment.seconds, "words"), "hours_now": formats.hours(now, "words")}


def _prices(parent: Agreement, lines: Iterable[PlacedLine], assessment: Assessment) -> dict[str, str]:
    """Return the price before and after, none where a line has no price or the fee is a monthly one."""
    prices = [one.price for one in lines]
    known = [price.minor for price in prices if price is not None and price.currency == assessment.currency]
    if parent.fee_model == RETAINER or assessment.price is None or not prices or len(known) < len(prices):
        return {}
    now = sum(known)
    after = Money(now + assessment.price, assessment.currency)
    return {
        "price": formats.money(after, cents=False),
        "price_now": formats.money(Money(now, assessment.currency), cents=False),
    }
