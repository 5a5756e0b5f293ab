"""The cell of a margin in the list of accounts, drawn as text."""

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.profitability.figures.addresses import why_url
from amity.ui import opening
from amity.ui.templatetags.amity import at_most, band_label, percent


def margin(_context: Context, row: Any, share: Any) -> SafeString:
    """Draw the margin with its target, or whether the target is reached for those who see no more."""
    year = row.facts.get("margin")
    if year is None or (share is None and year.row.on_target is None):
        return format_html('<span class="none">{}</span>', "–")
    band = year.row.band
    if share is None:
        words = _("on target") if year.row.on_target else _("below target")
        return format_html('<span class="st is-{}">{}</span>', band, words)
    shown = at_most(percent(share)) if share.bound == "at_most" else percent(share)
    return format_html(
        '<span class="mg">\n<span{}>{}</span>\n<small class="faint">{}</small>\n{}</span>',
        "" if band == "well" else format_html(' class="st is-{}"', band),
        opening.why(why_url("margin", year.row, year.span), shown),
        _target(percent(year.target, "whole")),
        "" if band == "well" else format_html('<small class="faint">{}</small>\n', band_label(band)),
    )


def _target(share: SafeString) -> SafeString:
    return format_html(_("target %(target)s").replace("%(target)s", "{}"), share)
