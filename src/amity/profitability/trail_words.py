"""Audit log labels for actions of the month end."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.profitability.closing.wording import SHORT
from amity.profitability.models import Closing, LeftPoint


def point_named(body: Mapping[str, Any]) -> str:
    """Return the point of a payload in a few words."""
    return str(SHORT.get(body.get("point", ""), ""))


words.acts(
    "month_end",
    _("month end"),
    {
        "month.frozen": _("%(who)s froze the figures of %(what)s"),
        "payroll.entered": _("%(who)s entered the payroll for %(what)s"),
        "month_end.point_left": _("%(who)s accepted a month-end point of %(what)s"),
        "month_end.point_taken_up": _("%(who)s reopened a month-end point of %(what)s"),
        "month_end.time_asked_for": _("%(who)s asked people for missing time of %(what)s"),
    },
)
words.acts(
    "forecast",
    _("forecast"),
    {
        "forecast.reached": _("%(who)s found that the forecast of %(what)s reached a step"),
        "forecast.noted": _("%(who)s noted the forecast of %(what)s"),
        "forecast.note_taken_back": _("%(who)s reopened the forecast of %(what)s"),
    },
)
words.specify("month_end.point_left", _("%(who)s accepted a month-end point of %(what)s: %(which)s"), point_named)
words.specify("month_end.point_taken_up", _("%(who)s reopened a month-end point of %(what)s: %(which)s"), point_named)
words.call(
    words.of(LeftPoint, "point")
    | words.of(Closing, "reason")
    | {
        "payroll": Field(_("payroll")),
        "agreements": Field(_("agreements")),
        "accounts": Field(_("accounts")),
        "people": Field(_("people")),
        "step": Field(_("step")),
        "budget": Field(_("budget"), unit="seconds"),
        "used": Field(_("used"), unit="seconds"),
        "expected": Field(_("expected"), unit="seconds"),
        "overrun": Field(_("probability of an overrun")),
    }
)
