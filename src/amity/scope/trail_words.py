"""Audit log labels for actions on requests."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.scope.models import Assessment, FormerRequest, Request

RETAINED = "retainers.calloff"
"""The kind that requests within retainers had before all requests were in one table. Their ids have changed since."""


def retained_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return the requests that had these ids within retainers, with their pages of today."""
    found = FormerRequest.objects.filter(kind=RETAINED, former_id__in=ids)
    rows = found.values_list("former_id", "request_id", "request__words")
    return {former: Named(text, reverse("scope:request", args=[pk])) for former, pk, text in rows}


def former_refs(request_id: int) -> Collection[tuple[str, int]]:
    """Return the kind and id that a request had within retainers, if it had one."""
    return list(FormerRequest.objects.filter(request=request_id).values_list("kind", "former_id"))


words.former_refs["scope.request"] = former_refs
words.thing(
    "scope.request",
    _("request"),
    words.InColumn(Request, "words", "scope:request"),
    goes_there,
    formerly="conversations.request",
)
words.thing(RETAINED, _("request"), retained_named, goes_there, retired=True)
words.acts(
    "scope",
    _("requests"),
    {
        "request.recorded": _("%(who)s logged the request %(what)s"),
        "request.edited": _("%(who)s changed the request %(what)s"),
        "request.repeated": _("%(who)s added a note to the request %(what)s"),
        "request.withdrawn": _("%(who)s withdrew the request %(what)s"),
        "request.closed": _("%(who)s closed the request %(what)s"),
        "request.reopened": _("%(who)s reopened the request %(what)s"),
        "request.assessed": _("%(who)s assessed the request %(what)s"),
        "request.asked_again": _("%(who)s asked for another assessment of the request %(what)s"),
        "request.decided": _("%(who)s decided on the request %(what)s"),
        "request.ordered": _("%(who)s signed the change order of the request %(what)s"),
        "request.followed": _("%(who)s moved the request %(what)s to another account with its project"),
        "request.work_started": _("%(who)s let work on the request %(what)s start before the signature"),
        "call_off.logged": _("%(who)s logged the request %(what)s"),
        "call_off.changed": _("%(who)s changed the request %(what)s"),
        "call_off.taken_up": _("%(who)s reopened the request %(what)s"),
        "call_off.done": _("%(who)s finished the request %(what)s"),
        "call_off.dropped": _("%(who)s dropped the request %(what)s"),
    },
)
words.call(
    words.of(Request, "through", "asked_on", "wanted_on", "closed_because", "outcome", "number")
    | words.of(Assessment, "proposal", "seconds", "price")
    | {
        "words": Field(_("request")),
        "decision": Field(_("decision")),
        "question": Field(_("question")),
        "because": Field(_("reason")),
        "parked_until": Field(_("parked until")),
        "reason": Field(_("reason")),
        "order_id": Field(_("change order"), "agreements.agreement"),
    }
)
