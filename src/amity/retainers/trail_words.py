"""What acts on retainers are called on the trail."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.retainers.models import CallOff


def call_offs_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Call-offs by number and title, with the page of their retainer."""
    found = CallOff.objects.filter(pk__in=ids).select_related("item")
    return {one.pk: Named(str(one), reverse("retainers:retainer", args=[one.agreement_id])) for one in found}


words.thing("retainers.calloff", _("call-off"), call_offs_named, goes_there)
words.acts(
    "retainers",
    _("retainers"),
    {
        "retainer.terms_agreed": _("%(who)s agreed on the periods of %(what)s"),
        "retainer.topped_up": _("%(who)s added a top-up to %(what)s"),
        "retainer.top_up_taken_back": _("%(who)s took a top-up of %(what)s back"),
        "retainer.over_decided": _("%(who)s decided what was over in %(what)s"),
        "retainer.delivered": _("%(who)s counted pieces of %(what)s"),
        "retainer.delivery_taken_back": _("%(who)s took counted pieces of %(what)s back"),
        "retainer.note_sent": _("%(who)s sent the client a note about %(what)s"),
        "call_off.logged": _("%(who)s logged the call-off %(what)s"),
        "call_off.changed": _("%(who)s changed the call-off %(what)s"),
        "call_off.taken_up": _("%(who)s took the call-off %(what)s up again"),
        "call_off.done": _("%(who)s finished the call-off %(what)s"),
        "call_off.dropped": _("%(who)s dropped the call-off %(what)s"),
    },
)
words.call(
    {
        "period_months": Field(_("months of a period")),
        "included": Field(_("included")),
        "rollover": Field(_("what rolls on")),
        "cap": Field(_("most that rolls on")),
        "expiry": Field(_("periods until it expires")),
        "rate": Field(_("price over")),
        "tier_above": Field(_("first step of what is over")),
        "rate_above": Field(_("price above the first step")),
        "over": Field(_("what is over is")),
        "amount": Field(_("amount")),
        "price": Field(_("price")),
        "expires_on": Field(_("expires")),
        "note": Field(_("note")),
        "period": Field(_("period")),
        "given": Field(_("given at no charge")),
        "pieces": Field(_("pieces")),
        "delivered_on": Field(_("handed over")),
        "what": Field(_("what")),
        "text": Field(_("text")),
        "asked_on": Field(_("asked on")),
        "wanted_on": Field(_("wanted by")),
    }
)
