"""Moves of a brief, what becomes of it, and who plays which part."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.briefs import commands, policy, wording
from amity.briefs.forms import DropForm, MoveForm
from amity.briefs.price_forms import PriceForm
from amity.briefs.queries.choices import brief_choices
from amity.briefs.queries.estimate import offer_of
from amity.briefs.queries.seen import brief_seen_by
from amity.briefs.rules import states
from amity.briefs.views.page import back_to
from amity.people.queries import person_of
from amity.shared.errors import NotSeen
from amity.shared.numbers import whole_number
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, posted

TO_THE_CLIENT = (states.WITH_CLIENT, states.CONFIRMED)


def move(request: HttpRequest, brief_id: int, state: str) -> HttpResponse:
    """Move a brief, with who has it or confirmed it, or why it is dropped."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_write(person_of(actor), seen).or_refuse()
    if state not in wording.MOVES or state == states.CONVERTED:
        raise NotSeen(_("State not found."))
    start = {"contact_id": seen.approver_id, "told_on": timezone.localdate()}
    form: MoveForm | DropForm = DropForm(request.POST or None)
    if state in TO_THE_CLIENT:
        form = MoveForm(request.POST or None, choices=brief_choices(seen.account, seen), initial=start)
    form.fill(seen)
    back = reverse("briefs:brief", args=[brief_id])
    label = wording.MOVES[state]
    page = ActPage(title=label, button=label, back=back, crumbs=((seen.title, back),), hint=wording.HINTS[state])

    def act(values: dict[str, Any]) -> str:
        commands.move_brief(
            by=actor, brief_id=brief_id, version=values["version"], state=state, said=form.said(), now=timezone.now()
        )
        return back

    return act_page(request, page, form, act)


def convert(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Turn a confirmed brief into an agreement to be offered and a project that waits for its hand-off."""
    return _to_work(
        request, brief_id, wording.MOVES[states.CONVERTED], commands.convert_brief,
        _("Brief converted to work with the same lines."),
    )  # fmt: skip


def start(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Confirm a note as asked and turn it into work."""
    return _to_work(
        request, brief_id, wording.START, commands.start_note, _("Brief confirmed and work created.")
    )  # fmt: skip


def _to_work(
    request: HttpRequest, brief_id: int, label: Any, command: Callable[..., Any], done: str
) -> HttpResponse:  # fmt: skip
    """Ask which amount is the price where the lines and the budget differ, then open the work at it."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_write(person_of(actor), seen).or_refuse()
    prices = offer_of(seen, timezone.localdate())
    form = PriceForm(request.POST or None, prices=prices, currency=seen.currency)
    form.fill(seen)
    back = reverse("briefs:brief", args=[brief_id])
    hint = wording.price_question(prices, seen.currency) if prices.is_open else ""
    page = ActPage(title=label, button=label, back=back, crumbs=((seen.title, back),), hint=hint)

    def act(values: dict[str, Any]) -> str:
        command(by=actor, brief_id=brief_id, now=timezone.now(), **values)
        messages.success(request, done)
        return back

    return act_page(request, page, form, act)


@require_POST
def add_role(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Say who plays a part: `who` is c and a contact's number, or p and a person's."""
    sent = posted(request)
    who = sent.text("who", SHORT)
    number = whole_number(who[1:])
    commands.add_role(
        by=actor_of(request), brief_id=brief_id, part=sent.text("part", SHORT), now=timezone.now(),
        contact_id=number if who.startswith("c") else None, person_id=number if who.startswith("p") else None,
    )  # fmt: skip
    return back_to(brief_id, "#roles")


@require_POST
def remove_role(request: HttpRequest, brief_id: int, role_id: int) -> HttpResponse:
    """Take a part back."""
    commands.remove_role(by=actor_of(request), brief_id=brief_id, role_id=role_id, now=timezone.now())
    return back_to(brief_id, "#roles")
