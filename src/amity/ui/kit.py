"""The kit on one page: every component in every state, for those who build and check pages."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.shared.money import Money
from amity.ui.charts import (
    BurnLine,
    Chart,
    Layer,
    MonthBar,
    PaceLine,
    RankedBar,
    StackedBar,
    burn,
    margin_by_month,
    pace_chart,
    ranked,
    stacked,
)
from amity.ui.likely import LikelyFirst, offer_likely
from amity.ui.links import Link

TODAY: Final = date(2026, 11, 24)


class Fields(forms.Form):
    """A field of each kind, with an example of an error."""

    name = forms.CharField(label=gettext_lazy("Text"), help_text=gettext_lazy("The hint is below the field."))
    amount = forms.CharField(label=gettext_lazy("Amount"))
    day = forms.DateField(label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    choice = forms.ChoiceField(
        label=gettext_lazy("One of several"), choices=[("a", gettext_lazy("all time")), ("b", gettext_lazy("billable"))]
    )
    chips = forms.ChoiceField(
        label=gettext_lazy("One reason"),
        widget=forms.RadioSelect,
        choices=[("1", gettext_lazy("checked with client")), ("2", gettext_lazy("wording is fine"))],
    )
    likely = forms.ChoiceField(label=gettext_lazy("The likely few first"), widget=LikelyFirst, required=False)
    tick = forms.BooleanField(label=gettext_lazy("A tick box"), required=False)
    note = forms.CharField(label=gettext_lazy("Longer text"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = (_("call"), _("email"), _("meeting"), _("message"), _("phone"))
        offer_likely(self.fields["likely"], ((way, way) for way in ways), ways, gettext_lazy("Someone else…"))

    def clean_amount(self) -> str:
        """Raise an error always, to show it in the gallery."""
        raise forms.ValidationError(_("Enter an amount, for example 1,234.50."))


_may_open: list[Callable[[Actor], bool]] = []


def opens_to(function: Callable[[Actor], bool]) -> None:
    """Register a check of who can open the gallery. It is enough that one returns yes."""
    _may_open.append(function)


def kit(request: HttpRequest) -> HttpResponse:
    """Show the component gallery, for administrators, demos and debugging. It reads and changes no data."""
    actor = getattr(request, "actor", None)
    if not settings.DEBUG and not (actor and any(may(actor) for may in _may_open)):
        raise Refused(_("Only administrators can open the component gallery."))
    shown: dict[str, Any] = {
        "states": [
            ("well", _("well")),
            ("watch", _("watch")),
            ("unwell", _("unwell")),
            ("info", _("to find out")),
            ("none", _("nothing recorded")),
        ],
        "form": Fields({"name": _("Ticket app"), "amount": "12,4,5", "choice": "a", "chips": "1", "tick": "on"}),
        "stages": [("prepared", _("prepared")), ("active", _("active")), ("closed", _("closed"))],
        "tabs": [Link(_("Conversation"), "#k-ways", True), Link(_("Work"), "#k-ways", False)],
        "colours": [
            ("client", _("client"), _("iris, round")),
            ("agency", _("agency"), _("petrol, square")),
            ("well", _("well"), _("with a circle")),
            ("watch", _("watch"), _("with a diamond")),
            ("unwell", _("unwell"), _("with a triangle")),
            ("info", _("to find out"), _("and focus")),
            ("ink", _("ink"), _("text and buttons")),
            ("paper", _("paper"), _("the page")),
            ("surface", _("surface"), _("a card")),
            ("sunken", _("sunken"), _("wells, cursor row")),
        ],
        "chips": [_("fixed fee"), _("retainer"), _("time and materials")],
        "ticks": [(_("Journeys and prototype"), True), (_("Design system"), False)],
        "known": ["known", "assumed", "ask"],
        "amounts": [
            (_("amount"), Money(1_240_000, "EUR")),
            (_("harmful"), Money(-38_050, "EUR")),
            (_("three decimals"), Money(1_234_567, "KWD")),
            (_("no decimals"), Money(125_000, "JPY")),
        ],
        "seconds": 11_400,
        "share": 4_411,
        "day": TODAY,
        "month": 202611,
        "bars": [(40, 60, "i"), (63, 78, "a"), (88, 70, "w"), (120, 100, "i")],
        "charts": _charts(),
    }
    return render(request, "ui/kit.html", shown)


def _charts() -> list[Chart]:
    start = date(2026, 9, 7)
    actual = [(start + timedelta(weeks=week), Decimal(week * 17)) for week in range(12)]
    plan = [(start, Decimal(0)), (start + timedelta(weeks=16), Decimal(220))]
    months = [
        MonthBar(202608 + place, Decimal(fees), Decimal(cost), round(10_000 * (fees - cost) / fees))
        for place, (fees, cost) in enumerate([(210, 118), (240, 131), (205, 149), (120, 133)])
    ]
    ahead = [
        StackedBar(202701 + place, [Decimal(one) for one in parts], Decimal(240))
        for place, parts in enumerate([(90, 130, 40), (90, 60, 40), (60, 20, 40)])
    ]
    layers = [
        Layer(_("Retainers with an end date"), "q1"),
        Layer(_("Fixed fees"), "q2"),
        Layer(_("Retainers without an end date"), "maybe"),
    ]
    pace = PaceLine(
        [date(2026, 11, day) for day in range(2, 28) if date(2026, 11, day).weekday() < 5],
        [Decimal(4 * day) for day in range(1, 13)], Decimal(65), Decimal(80), Decimal(74), Decimal(86),
    )  # fmt: skip
    ranks = [(_("Osprey Rail"), 44), (_("Tessel Bank"), 60), (_("Orla Ferries"), 21)]
    return [
        burn("kit-burn", _("Hours used against the plan"), BurnLine(actual, plan, Decimal(180)), today=TODAY, unit="h"),
        margin_by_month("kit-months", _("Fees by month"), months, _("thousand euro")),
        pace_chart("kit-pace", _("Pace of a period"), pace, unit=_("hours")),
        stacked("kit-ahead", _("Net fees ahead"), ahead, layers, _("capacity"), _("thousand euro"), width=480),
        ranked(
            "kit-ranked",
            _("Margin by account"),
            [RankedBar(name, Decimal(share), f"{share} %", "watch" if share < 50 else "ink") for name, share in ranks],
            target=Decimal(50),
            target_label=_("target 50%"),
        ),
    ]
