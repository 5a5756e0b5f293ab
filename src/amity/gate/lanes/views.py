"""Pages on which lanes are set, for the agency and for an account."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.gate import policy, wording
from amity.gate.lane_offers.page import offer_rows
from amity.gate.lane_offers.queries import open_on
from amity.gate.lanes import commands, rules
from amity.gate.lanes.page import field_name, lane_rows
from amity.gate.lanes.queries import is_watching
from amity.people.queries import person_of
from amity.ui.asked import posted

if TYPE_CHECKING:
    from amity.accounts.models import Account


def agency_lanes(request: HttpRequest) -> HttpResponse:
    """Show and set the lanes of the agency."""
    return _lanes(request, None)


def account_lanes(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show and set the lanes of an account."""
    return _lanes(request, account_seen_by(actor_of(request), account_id))


def _lanes(request: HttpRequest, account: "Account | None") -> HttpResponse:
    actor = actor_of(request)
    policy.may_set_lanes(person_of(actor), account).or_refuse()
    if request.method == "POST":
        asked = posted(request)
        chosen = {
            (kind, author): asked.choice(field_name(kind, author), rules.allowed(kind))
            for kind, author in rules.DEFAULTS
        }
        account_id = account.pk if account is not None else None
        commands.set_lanes(by=actor, account_id=account_id, chosen=chosen, now=timezone.now())
        messages.success(request, _("Lanes saved."))
        return redirect(request.path)
    context = {
        "account": account,
        "is_watching": account is None and is_watching(),
        "offers": offer_rows(open_on(account)) if account is not None else [],
        "rows": lane_rows(account),
        "authors": list(wording.AUTHORS.values()),
        "lanes": [(wording.LANES[lane], wording.LANE_HINTS[lane]) for lane in rules.LANES],
    }
    return render(request, "gate/account_lanes.html" if account else "gate/lanes.html", context)
