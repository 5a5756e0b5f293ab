"""Audit log labels for actions on retainers."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.retainers.models import Delivery, OverDecision, RetainerTerms, TopUp

words.acts(
    "retainers",
    _("retainers"),
    {
        "retainer.terms_agreed": _("%(who)s agreed period terms of %(what)s"),
        "retainer.topped_up": _("%(who)s added a top-up to %(what)s"),
        "retainer.top_up_taken_back": _("%(who)s removed a top-up from %(what)s"),
        "retainer.over_decided": _("%(who)s decided on overage of %(what)s"),
        "retainer.over_undecided": _("%(who)s withdrew a decision on overage of %(what)s"),
        "retainer.delivered": _("%(who)s added delivered units to %(what)s"),
        "retainer.delivery_taken_back": _("%(who)s removed delivered units from %(what)s"),
        "retainer.client_balance_set": _("%(who)s set what the client sees of %(what)s"),
        "retainer.note_sent": _("%(who)s sent the client a note about %(what)s"),
    },
)
words.call(
    words.of(RetainerTerms, "included", "rollover", "cap", "expiry", "over")
    | words.of(TopUp, "amount", "expires_on", "note")
    | words.of(OverDecision, "period")
    | words.of(Delivery, "delivered_on", "what")
    | {
        "period_months": Field(_("period length in months")),
        "rate": Field(_("overage rate")),
        "tier_above": Field(_("first overage step")),
        "rate_above": Field(_("rate above the first step")),
        "price": Field(_("price")),
        "given": Field(_("written off")),
        "given_seconds": Field(_("written off"), unit="seconds"),
        "units": Field(_("units")),
        "text": Field(_("text")),
    }
)
