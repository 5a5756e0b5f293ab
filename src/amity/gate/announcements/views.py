"""The page that tells clients about changes of account managers and covers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.gate import policy
from amity.gate.announcements import commands, queries
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.ui.asked import SHORT, posted


def announce(request: HttpRequest, account_id: int) -> HttpResponse:
    """Choose the changes that clients are told about. Those of this account are chosen already."""
    actor, now = actor_of(request), timezone.now()
    account = account_seen_by(actor, account_id)
    policy.may_write(person_of(actor), account).or_refuse()
    found = queries.changes_to_announce(actor, timezone.localdate(now))
    chosen = posted(request).texts("change", SHORT) if request.method == "POST" else None
    error = ""
    if chosen is not None:
        try:
            made = commands.announce(by=actor, chosen=chosen, now=now)
        except Invalid as fault:
            error = fault.sentence
        else:
            words = ngettext("%(count)s draft written.", "%(count)s drafts written.", len(made))
            messages.success(request, words % {"count": len(made)})
            return redirect("gate:edit_email", made[0].pk) if len(made) == 1 else redirect("gate:queue")
    rows = [(one, one.value in chosen if chosen is not None else one.account.pk == account_id) for one in found]
    context = {"account": account, "rows": rows, "error": error, "open": any(one.item_id is None for one in found)}
    return render(request, "gate/announce.html", context, status=422 if error else 200)
