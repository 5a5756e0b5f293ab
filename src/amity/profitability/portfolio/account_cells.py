"""The cell of a margin in the list of accounts, drawn as text."""

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amity.ui.templatetags.amity import at_most, band_label, percent, shape


def margin(_context: Context, row: Any, share: Any) -> SafeString:
    """Draw the margin with its target, or whether the target is reached for those who see no more."""
    year = row.facts.get("margin")
    if year is None or (share is None and year.row.on_target is None):
        return format_html('<span class="none">{}</span>', "–")
    band, drawn = year.row.band, shape(year.row.band or "")
    if share is None:
        words = _("on target") if year.row.on_target else _("below target")
        return format_html('<span class="st is-{}">{} {}</span>', band, drawn, words)
    shown = at_most(percent(share)) if share.bound == "at_most" else percent(share)
    return format_html(
        '<span class="mg is-{}">\n<span{}>{}</span>\n{}\n<small class="faint">{}</small>\n'
        '<span class="visually-hidden">{}</span>\n</span>',
        band,
        "" if band == "well" else format_html(' class="st is-{}"', band),
        shown,
        drawn,
        _target(percent(year.target, "whole")),
        band_label(band),
    )


def _target(share: SafeString) -> SafeString:
    return format_html(_("target %(target)s").replace("%(target)s", "{}"), share)
