"""Template filters for figures: with "at most", with the reason instead of a number, or a hairline without
the right.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.profitability import wording
from amity.profitability.causes.rules import AgencyRate
from amity.profitability.figures.addresses import account_why, why_url
from amity.profitability.figures.explain import ingredient, tells
from amity.profitability.figures.rules import Figure
from amity.profitability.figures.unpriced import without
from amity.profitability.period.rules import Period
from amity.profitability.period.wording import span_text
from amity.profitability.statements.rows import Row
from amity.shared.money import Money
from amity.ui import formats, opening
from amity.ui.templatetags.amity import drawn_amount, money, noright, percent, shape

register = template.Library()

OPENED: Final = """
<details class="why{kind}">
  <summary>{shown}</summary>
  <div class="why-b">
    <table>
      <caption class="visually-hidden">{caption}</caption>
      {rows}
    </table>
    <p>{formula}.{link}</p>
  </div>
</details>
"""
OPENED_ROW: Final = """
        <tr><th scope="row">{}<small class="d-block faint fw-normal">{}</small></th><td class="num">{}</td></tr>
      """
SAYS_WHY: Final = frozenset({"agi", "cost"})
"""Figures that show the reason why they are unknown. Elsewhere in a row a dash is enough."""


@register.simple_tag
def figure(one: Figure | None, how: str = "") -> SafeString:
    """`{% figure row.margin %}`.

    `how` is "signed" (a gain with +), "over" (over-servicing, or what is unused), "whole" (a share without decimals),
    "cents" (with cents) or "fees" (a dash where there are none).
    """
    if one is None:
        return noright()
    if one.value is None:
        code = one.why_not or "unknown"
        return format_html('<span class="none" title="{}">{}</span>', wording.why(code), wording.SHORT[code])
    if how == "fees" and not one.value:
        return format_html('<span class="none" title="{}">{}</span>', wording.why("agi_not_positive"), formats.NONE)
    bound = one.bound if one.bound in ("at_most", "at_least") else ""
    number = conditional_escape(_number(one, one.value, how))
    return format_html('<span class="cur">{}</span> {}', wording.BOUNDS[bound], number) if bound else number


def _number(one: Figure, value: int, how: str) -> str | SafeString:
    if one.unit == "basis_points" and how == "over":
        return _over_service(value)
    if one.unit == "basis_points":
        return percent(value, how)
    if one.unit == "seconds":
        return formats.hours(value)
    return money(Money(value, one.currency), "cents" if one.unit == "minor_per_hour" or how == "cents" else "")


def _over_service(basis_points: int) -> str | SafeString:
    """Return over-servicing, or which share of the included time isn't used."""
    if basis_points >= 0:
        return percent(basis_points, "signed")
    return format_html("{}", _("%(share)s unused") % {"share": formats.percent(-basis_points)})


@register.simple_tag
def margin(row: Row) -> SafeString:
    """Draw a row's margin, or that of its known part, or the reason, or the target's label without the right."""
    if row.margin is None:
        if row.too_early:
            return format_html('<span class="none">{}</span>', _("too early to say"))
        return target_word(row.on_target) if row.on_target is not None else noright()
    known = row.of_known
    if row.margin.why_not == "part_unknown" and known is not None and known.value is not None:
        reason = wording.why("part_unknown")
        return format_html(
            '{2}<small class="d-block faint fw-normal" title="{0}">{1}</small>',
            reason,
            _("based on what is known"),
            _number(known, known.value, ""),
        )
    return figure(row.margin)


@register.simple_tag
def dash(one: Figure | None, how: str = "") -> SafeString:
    """Return a dash for a figure whose reason is elsewhere in the row, with the reason on hover."""
    if one is None or one.value is not None:
        return figure(one, how)
    return format_html('<span class="none" title="{}">{}</span>', wording.why(one.why_not or "unknown"), formats.NONE)


@register.simple_tag
def opened(one: Figure, formula: str, url: str = "", word: str = "") -> SafeString:
    """`{% opened week.share "logged ÷ expected" url %}`: a share that opens its inputs. `url` lists the rows.

    With `word`, that is drawn in place of the share. Pages have dozens, so no template draws it.
    """
    shown = (ingredient(own, one.currency) for own in one.inputs if own.unit != "code" and tells(own))
    return format_html(
        OPENED,
        kind="" if word else " is-number",
        shown=word or figure(one, "whole"),
        caption=_("Inputs"),
        rows=format_html_join("", OPENED_ROW, ((row.label, row.evidence, row.shown) for row in shown)),
        formula=capfirst(formula),
        link=format_html(' <a href="{}">{}</a>', url, _("See entries")) if url else "",
    )


@register.simple_tag
def entries_without(row: Row, period: Period) -> Sequence[tuple[str, str]]:
    """Return the hours without a cost and without a price in words, each with the list of its entries."""
    return without(row, period)


@register.simple_tag
def why_number(name: str, row: Row, period: str = "", how: str = "") -> SafeString:
    """`{% why_number "agi" money.together money.period.span %}`: a number that opens its breakdown in that period.

    A figure that is unknown or hidden opens nothing, and no page explains one of an agreement without a project.
    """
    name = row.margin_name if name == "margin" else name
    one: Figure | None = getattr(row, name)
    shown = margin(row) if name == row.margin_name else (figure if name in SAYS_WHY else dash)(one, how)
    url = why_url(name, row, period)
    return opening.why(url, shown) if url and not (how == "fees" and one and not one.value) else shown


@register.simple_tag
def of_month(name: str, row: Row, whole: Row) -> SafeString:
    """`{% of_month "agi" one money.figures %}`: a month's figure that opens the whole's breakdown in that month."""
    return why_number(name, replace(row, kind=whole.kind, id=whole.id), str(row.id))


@register.simple_tag
def of_account(name: str, one: Figure, account_id: int, period: int | str) -> SafeString:
    """`{% of_account "agi" row.agi row.id seen.month %}`: an account's figure that opens its breakdown then."""
    shown = dash(one) if name == "margin" else figure(one)
    return shown if one.value is None else opening.why(account_why(account_id, name, str(period)), shown)


@register.filter
def whole_money(minor: int | None, currency: str) -> SafeString | str:
    """`{{ part.money|whole_money:seen.currency }}` without cents, for a column whose large amounts have none."""
    if minor is None:
        return money(None)
    return drawn_amount(formats.money_pieces(Money(minor, currency), cents=False))


@register.filter
def whole_percent(basis_points: int) -> str:
    """Return a share in whole percent, as plain text for a sentence: 50%."""
    return formats.percent(basis_points, places=0)


@register.filter
def plain_percent(basis_points: int) -> str:
    """Return a share with one decimal, as plain text for a sentence."""
    return formats.percent(basis_points)


@register.simple_tag
def target_word(on_target: bool | None) -> SafeString:
    """Return "on target" or "below target" with its shape, or a dash if it is unknown."""
    if on_target is None:
        return format_html('<span class="none">{}</span>', formats.NONE)
    state, word = ("well", _("on target")) if on_target else ("watch", _("below target"))
    return format_html('<span class="st is-{}">{} {}</span>', state, shape(state), word)


@register.simple_tag
def months(period: Period) -> str:
    """`{% months seen.period as span %}`: the months of a period, for a sentence."""
    return span_text(period.first, period.last)


@register.filter
def span(rate: AgencyRate) -> str:
    """`{{ price.agency|span }}`: the months of a rate."""
    return span_text(rate.first, rate.last)


@register.filter
def why(code: str | None) -> str:
    """`{{ row.why_not|why }}`: the reason as a sentence."""
    return wording.why(code) if code else ""


@register.filter
def fee_model(code: str) -> str:
    """Return the label of a fee model."""
    return str(wording.FEE_MODELS[code or "unknown"])


@register.filter
def cost_level(code: str) -> str:
    """Return the label of a cost level."""
    return str(wording.LEVELS[code])
