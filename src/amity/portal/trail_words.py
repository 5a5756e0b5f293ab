"""Audit log labels for what visitors do, and for what is set for them."""

from django.utils.translation import gettext_lazy as _

from amity.audit import words
from amity.audit.words import Field
from amity.portal.access.models import Access
from amity.portal.answers import trail_words as answers  # noqa: F401
from amity.portal.pulse.models import PulseSetting

words.acts(
    "portal",
    _("client pages"),
    {
        "portal.signed_in": _("%(who)s signed in to their client pages"),
        "portal.signed_out": _("%(who)s signed out of their client pages"),
        "portal.devices_ended": _("%(who)s signed %(what)s out on all devices"),
        "portal.code_printed": _("%(who)s printed a code for %(what)s on the server"),
        "pulse.set": _("%(who)s set whether clients of %(what)s are asked how we are doing"),
        "pulse.sent": _("%(who)s answered “How are we doing?”"),
        "portal.access_set": _("%(who)s set what %(what)s sees on the client pages"),
    },
)
words.call(
    words.of(Access, "sees_money", "sees_invoices", "sees_all_projects", "sees_colleagues")
    | words.of(PulseSetting, "is_on")
    | {"devices": Field(_("number of devices")), "device": Field(_("device"))}
)
