"""Audit log labels for actions on risks, blockers and client input."""

from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field
from amity.monitoring.models import ClientInput, RegisterEntry

words.thing(
    "monitoring.registerentry",
    _("risk or blocker"),
    words.InColumn(RegisterEntry, "title", "monitoring:entry"),
    goes_there,
)
words.thing(
    "monitoring.clientinput",
    _("client input"),
    words.InColumn(ClientInput, "what", "monitoring:client_input"),
    goes_there,
)
words.acts(
    "monitoring",
    _("risks, blockers and client input"),
    {
        "register.added": _("%(who)s raised %(what)s"),
        "register.edited": _("%(who)s changed %(what)s"),
        "register.moved": _("%(who)s updated the status of %(what)s"),
        "register.followed": _("%(who)s moved the project of %(what)s to another account"),
        "input.asked": _("%(who)s recorded the client input %(what)s"),
        "input.marked_asked": _("%(who)s recorded that the client was asked for %(what)s"),
        "input.asking_undone": _("%(who)s undid that the client was asked for %(what)s"),
        "input.edited": _("%(who)s changed the client input %(what)s"),
        "input.sent": _("%(who)s sent the client the request for %(what)s"),
        "input.chased": _("%(who)s chased the client for %(what)s"),
        "input.sent_by_client": _("%(who)s sent files or a note for the client input %(what)s"),
        "input.moved": _("%(who)s updated the client input %(what)s"),
        "input.receipt_undone": _("%(who)s undid that the client input %(what)s was received"),
        "expectation.bound": _("%(who)s linked the expectation %(what)s to a project"),
    },
)
words.call(
    words.of(RegisterEntry, "side", "detail", "client_effect", "agency_effect", "waiting", "response")
    | words.of(ClientInput, "contact_id", "asked_on")
    | {
        "waits_since": Field(_("waits since")),
        "raised_by_id": Field(_("raised first by"), "accounts.contact"),
        "raised_by_client": Field(_("raised by the client")),
        "owner_id": Field(_("who does it"), "people.person"),
        "what": Field(_("what")),
        "milestone_id": Field(_("milestone"), "projects.milestone"),
        "chased_on": Field(_("asked again on")),
        "moved_to": Field(_("moved to")),
        "on": Field(_("date")),
    }
)
