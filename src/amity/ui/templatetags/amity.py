"""Filters that format figures for the person, and small elements for which a component would be too heavy."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django import template
from django.contrib.messages.storage.base import Message
from django.core.files.storage import Storage, storages
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amity.shared.money import Money, decimals
from amity.shared.shares import Band
from amity.ui import formats, opening, unit_prices
from amity.ui.bands import BANDS
from amity.ui.prepositions import Preposition
from amity.ui.shell import fixed
from amity.ui.slots import navigation

register = template.Library()
MONEY_WAYS: Final = ("cents", "short", "open")


@register.filter
def money(amount: Money | int | None, how: str = "") -> SafeString | str:
    """`{{ total|money }}` for a `Money`, `{{ row.cost|money:row.currency }}` for minor units.

    `"cents"` always shows them, `"short"` leaves them off a whole amount below 1,000 too. `"open"` is what is still to
    be paid: with cents, and a dash where that is nothing.
    """
    if amount is None or (how == "open" and isinstance(amount, Money) and not amount.minor):
        return format_html('<span class="none">{}</span>', formats.NONE)
    if not isinstance(amount, Money):
        if not how or how in MONEY_WAYS:
            return format_html('<span class="none">{}</span>', formats.NONE)
        amount, how = Money(amount, how), ""
    is_bare = how == "short" and amount.minor % 10 ** decimals(amount.currency) == 0
    cents = False if is_bare else (True if how in ("cents", "open") else None)
    return drawn_amount(formats.money_pieces(amount, cents=cents))


@lru_cache(maxsize=4_096)
def drawn_amount(written: formats.Written) -> SafeString:
    symbol = format_html('<span class="cur">{}</span>', written.symbol)
    first, last = (symbol, written.digits) if written.symbol_first else (written.digits, symbol)
    shown = format_html("{}{}{}{}", written.sign, first, written.gap, last)
    return format_html('<span class="neg">{}</span>', shown) if written.sign else shown


@register.filter
def at(words: Mapping[str, Any], key: str) -> Any:
    """`{{ words.KINDS|at:row.kind }}`: the label of a code, or the code if it has none."""
    return words.get(key, key)


@register.filter
def an_hour(value: Decimal | None, currency: str) -> str:
    """`{{ rate.per_hour|an_hour:"EUR" }}` €56.25, with two to four digits."""
    return formats.per_hour(value, currency)


@register.filter
def unit_price(value: Decimal | None, currency: str) -> str:
    """`{{ terms.rate|unit_price:"EUR" }}` €29,000, with two to four digits where it isn't whole."""
    return unit_prices.unit_price(value, currency)


@register.filter
def hours(seconds: int | None, style: formats.HoursStyle = "sum") -> str:
    """`{{ seconds|hours }}` 612 h. `"sheet"` 1:30, `"prose"` 3.2 h or 45 min, `"exact"` 406.70 h."""
    return formats.hours(seconds, style)


@register.filter
def percent(basis_points: int | None, how: str = "") -> SafeString:
    """`{{ margin|percent }}` 44.1% from basis points. `"signed"` writes + before a gain, `"whole"` no decimals."""
    if basis_points is None:
        return format_html('<span class="none">{}</span>', formats.NONE)
    return _share(formats.percent(basis_points, places=0 if how == "whole" else 1, signed=how == "signed"))


@lru_cache(maxsize=4_096)
def _share(text: str) -> SafeString:
    return format_html(text.replace("%", "{}"), mark_safe('<span class="cur">%</span>'))


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """`{{ rows|number }}` 1,236. With an argument exactly that many digits after the point."""
    return formats.number(value) if places is None else formats.number(value, places, places)


@register.filter
def day(value: date | datetime | None, preposition: Preposition | None = None) -> SafeString:
    """`{{ entry.work_date|day }}`: today, Wed 10:00, 20 Nov, with the exact date on hover.

    `{{ milestone.due_on|day:"by" }}`: by tomorrow, by 20 Nov. Never write the preposition before a day in a
    sentence.
    """
    if value is None:
        return format_html('<span class="none">{}</span>', formats.NONE)
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    on = value.date() if isinstance(value, datetime) else value
    today = timezone.localdate()
    title, text = formats.full_day(on), formats.day(value, today, in_sentence=preposition is not None)
    shown = format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), title, text)
    if preposition is None:
        return shown
    return format_html(formats.day_pattern(preposition, value, today).replace("%(day)s", "{}"), shown)


@register.filter
def dated(value: date | datetime) -> str:
    """`{{ job.started_at|dated }}`: 20 November 2026 in plain text, for a sentence that names a date."""
    return formats.dated(timezone.localtime(value) if isinstance(value, datetime) else value)


@register.filter
def month(value: int | None) -> str:
    """`{{ 202611|month }}` Nov 2026."""
    return formats.NONE if not value else formats.month(value)


@register.filter
def initials(name: Any) -> str:
    """Return two letters for an avatar: "Nadia Ferrer" NF, "Cher" CH."""
    words = [word for word in str(name).replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Return an icon from the sprite where a component would be too heavy: `{% icon "check" "s" %}`."""
    return _icon(name, size, storages["staticfiles"])


@lru_cache(maxsize=512)
def _icon(name: str, size: str, kept_in: Storage) -> SafeString:
    css, sprite = "ico ico-s" if size == "s" else "ico", kept_in.url("build/icons.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', css, sprite, name)


register.simple_tag(fixed.fixed_part)
register.simple_tag(opening.why)
register.simple_tag(opening.leads)


@register.simple_tag
def place_url(key: str) -> str:
    """Return the address of a place in the rail, which a part above may own."""
    return navigation.place(key)[1]


@register.simple_tag
def place_crumb(key: str) -> SafeString:
    """A breadcrumb to a place in the rail."""
    label, address = navigation.place(key)
    return format_html('<a href="{}">{}</a><span aria-hidden="true">/</span>', address, label)


@register.simple_tag
def noright() -> SafeString:
    """Return the line shown instead of an amount the person can't see."""
    return format_html(
        '<span class="noright" title="{0}"><span class="visually-hidden">{0}</span></span>',
        _("You can’t see amounts here"),
    )


@register.filter
def at_most(value: Any) -> SafeString:
    """Return a muted "at most" before a figure that is an upper bound."""
    return format_html('<span class="faint">{}</span> {}', _("at most"), conditional_escape(value))


SHAPES = {
    "well": '<circle cx="5" cy="5" r="4.5"/>',
    "watch": '<path d="M5 .2 9.8 5 5 9.8.2 5z"/>',
    "unwell": '<path d="M5 .6 9.8 9.4H.2z"/>',
}
LOOKS = (*SHAPES, "info")
NOTES = {
    "success": ("is-well", "check"),
    "warning": ("is-watch", "alert-triangle"),
    "error": ("is-unwell", "alert-circle"),
}


@register.simple_tag
def shape(state: str = "") -> SafeString:
    """Return the shape next to a state's colour: well ●, watch ◆, unwell ▲, and nothing for others."""
    drawing = SHAPES.get(state, "")
    return mark_safe(f'<svg class="sh" viewBox="0 0 10 10" aria-hidden="true">{drawing}</svg>' if drawing else "")  # noqa: S308


@register.simple_tag
def state(shape_name: str, word: object) -> SafeString:
    """Return a state as a pill: `{% state row.shape row.word %}`. It stands alone, so it starts with a capital."""
    look = shape_name if shape_name in LOOKS else "none"
    return format_html('<span class="pill is-{}">{}{}</span>', look, shape(look), capfirst(str(word)))


@register.filter
def band_label(band: Band) -> str:
    """`{{ row.band|band_label }}`: how a margin compares with its target, for who can't see the shape."""
    return str(BANDS[band])


@register.filter
def note_class(message: Message) -> str:
    """Return the CSS class of a message's note."""
    return NOTES.get(message.level_tag, ("", ""))[0]


@register.filter
def note_icon(message: Message) -> str:
    """Return the icon of a message's note."""
    return NOTES.get(message.level_tag, ("", "info-circle"))[1]


@register.simple_tag
def bar(
    used: Decimal | float | None, target: Decimal | float | None = None, kind: str = "i", label: str = ""
) -> SafeString:
    """Draw a value in percent of its track, `target` as a tick. Kinds: i ink, a agency, c client, w watch, o over.

    Past 100 the track is crimson, or its end where the kind names a side, so that the bar never hides an overage.
    """
    share = float(used or 0)
    kind = "o" if share > 100 and kind in ("i", "w") else kind
    inside = max(0.0, min(share, 100.0))
    over = min(share - 100, 30.0) if share > 100 else 0.0
    spoken = conditional_escape(label or formats.percent(round(share * 100), places=0))
    end = f'<rect class="o" x="{100 - over:.1f}" width="{over:.1f}" height="6"/>' if over else ""
    tick = (
        "" if target is None else f'<path class="t" d="M{float(target):.1f} 0V6" vector-effect="non-scaling-stroke"/>'
    )
    drawn = (
        f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{spoken}">'
        f'<rect class="bg" width="100" height="6"/>'
        f'<rect class="{conditional_escape(kind)}" width="{inside - over:.1f}" height="6"/>{end}{tick}</svg>'
    )
    return mark_safe(drawn)  # noqa: S308 - numbers and escaped texts


@register.simple_tag
def both_sides(client: int | str | None, agency: int | str | None, *, signed: bool = False) -> SafeString:
    """Draw the both-sides bar: client left, agency right, −5 to 5 each. None or "" is not known, 0 is written.

    `signed` writes + before a gain, where effects can be good or bad.
    """
    left, right = _effect(client), _effect(agency)
    spoken = _("Effect on client %(client)s of 5, on agency %(agency)s of 5") % {
        "client": _read_aloud(left, signed=signed),
        "agency": _read_aloud(right, signed=signed),
    }
    markup = (
        '<span class="bs" role="img" aria-label="{}"><span class="bs-c">{}</span>{}'
        '<span class="hinge"></span>{}<span class="bs-a">{}</span></span>'
    )
    left_pips, right_pips = _pips("c", left), _pips("a", right)
    shown = [_read_aloud(effect, "?", signed=signed) for effect in (left, right)]
    return format_html(markup, spoken, shown[0], left_pips, right_pips, shown[1])


def _effect(value: int | str | None) -> int | None:
    return None if value in (None, "") else max(-5, min(5, int(str(value))))


def _read_aloud(effect: int | None, unknown: str = "", *, signed: bool = False) -> str:
    if effect is None:
        return unknown or _("unknown")
    if effect < 0:
        return f"{formats.MINUS}{-effect}"
    return f"+{effect}" if signed and effect else str(effect)


def _pips(side: str, effect: int | None) -> SafeString:
    if effect is None:
        return format_html('<span class="bs-t bs-{} is-unk"></span>', side)
    sign = mark_safe(' data-sign="-"') if effect < 0 else ""
    return format_html('<span class="bs-t bs-{}" data-n="{}"{}></span>', side, abs(effect), sign)


@register.filter
def plain(value: float) -> str:
    """Return a number for SVG, whatever the person's locale."""
    return f"{value:g}"
