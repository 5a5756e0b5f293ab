"""Template filters that format quantities in the unit of a retainer. Amounts need the right to see fees."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.retainers import wording
from amity.retainers.page import Bought
from amity.retainers.periods.rules import Period
from amity.retainers.wording import Unit
from amity.shared.money import Money
from amity.ui import formats
from amity.ui.templatetags.amity import noright

register = template.Library()
register.filter("period_name", wording.named)


@register.filter
def quantity(amount: int | None, unit: Unit) -> SafeString | str:
    """`{{ page.free|quantity:unit }}` 65:00, €5,400, 12, or a hairline if the amount is hidden."""
    return unit.say(amount)


@register.filter
def quantity_or_dash(amount: int, unit: Unit) -> SafeString | str:
    """`{{ row.expired|quantity_or_dash:unit }}` like `quantity`, but a dash for nothing."""
    return unit.say(amount) if amount else formats.NONE


@register.filter
def in_sentence(amount: int, unit: Unit) -> str:
    """`{{ page.even|in_sentence:unit }}` a quantity inside a sentence, or a word if the amount is hidden."""
    return unit.plain(amount)


@register.filter
def price(minor: int, unit: Unit) -> SafeString | str:
    """`{{ top_up.price|price:unit }}` €1,200 from minor units, or a hairline if it is hidden."""
    return formats.money(Money(minor, unit.currency)) if unit.fee else noright()


@register.filter
def period_label(period: Period) -> str:
    """`{{ period|period_label }}` November, or "November, open" while it runs."""
    name = wording.named(period.span)
    return _("%(name)s, open") % {"name": name} if period.open else name


@register.filter
def over_servicing(period: Period) -> str:
    """`{{ period|over_servicing }}` +14.2%, or nothing if no more was used than is included."""
    share = period.over_service
    return formats.percent(share, signed=True) if share is not None and share > 0 else ""


@register.filter
def top_up_name(bought: Bought) -> str:
    """`{{ bought|top_up_name }}` the note of a top-up, or its kind."""
    return bought.note or (_("The block") if bought.top_up.id < 0 else _("Top-up"))
