"""Pages that convert a brief to work."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.briefs import policy, wording
from amity.briefs.budget.page import eyes_of
from amity.briefs.conversion import commands as conversion
from amity.briefs.conversion.forms import PriceForm
from amity.briefs.conversion.page import confirmed_price, margin_at
from amity.briefs.conversion.rules import Offer
from amity.briefs.estimate.queries import estimate_of
from amity.briefs.moves import rules as states
from amity.briefs.queries import brief_seen_by
from amity.briefs.small_jobs import commands as small_jobs
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page


def convert(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Convert a confirmed brief to a draft agreement and a project that awaits its hand-off."""
    return _to_work(
        request, brief_id, wording.MOVES[states.CONVERTED], conversion.convert_brief,
        _("Brief converted to work with the same lines."),
    )  # fmt: skip


def start(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Confirm a note as requested and convert it to work."""
    return _to_work(
        request, brief_id, wording.START, small_jobs.start_note, _("Brief confirmed and work created.")
    )  # fmt: skip


def _to_work(
    request: HttpRequest, brief_id: int, label: Any, command: Callable[..., Any], done: str
) -> HttpResponse:  # fmt: skip
    """Ask for the price where the lines and the budget differ, then convert the brief at it."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_write(person_of(actor), seen).or_refuse()
    estimate = estimate_of(seen, timezone.localdate())
    prices = replace(estimate.offer, seen=confirmed_price(seen, estimate)) if seen.retainer_id is None else Offer()
    shares = margin_at(estimate) if eyes_of(person_of(actor), estimate).margin else {}
    form = PriceForm(request.POST or None, prices=prices, currency=seen.currency, shares=shares)
    form.fill(seen)
    back = reverse("briefs:brief", args=[brief_id])
    hint = _("The lines and the budget differ. Choose the price of the agreement.") if prices.is_open else ""
    page = ActPage(title=label, button=label, back=back, crumbs=((seen.title, back),), hint=hint)

    def act(values: dict[str, Any]) -> str:
        command(by=actor, brief_id=brief_id, now=timezone.now(), **values)
        messages.success(request, done)
        return back

    return act_page(request, page, form, act)
