"""Pages of huddles: a huddle whose points are taken and settled in place."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.huddles import commands, page, policy, queries
from amity.huddles.agendas.agenda import point_now
from amity.huddles.follow_ups import commands as follow_ups
from amity.huddles.forms import PointForm, TakenForm
from amity.huddles.rules import PairFields, TakenFields
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, Stale
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


@require_POST
def open_huddle(request: HttpRequest) -> HttpResponse:
    """Open this week's huddle of a pair."""
    sent = posted(request)
    fields = PairFields(sent.whole("manager_id"), sent.whole("partner_id"))
    made = commands.open_huddle(by=actor_of(request), fields=fields, now=timezone.now())
    return redirect("huddles:huddle", made.pk)


@require_safe
def huddle(request: HttpRequest, huddle_id: int) -> HttpResponse:
    """Show a huddle with its agenda."""
    actor = actor_of(request)
    seen = queries.huddle_seen_by(actor, huddle_id)
    return render(request, "huddles/huddle.html", page.context(actor, seen, timezone.now()))


@require_safe
def numbers(request: HttpRequest, huddle_id: int) -> HttpResponse:
    """Draw the numbers of both, which the page of a huddle loads after its agenda."""
    actor = actor_of(request)
    seen = queries.huddle_seen_by(actor, huddle_id)
    context = page.numbers_context(actor, seen, person_of(actor).day_of(timezone.now()))
    return render(request, "huddles/numbers.html", context)


@require_POST
def start_huddle(request: HttpRequest, huddle_id: int) -> HttpResponse:
    """Start a huddle: its agenda is kept, and its clock runs."""
    commands.start_huddle(by=actor_of(request), huddle_id=huddle_id, now=timezone.now())
    return redirect("huddles:huddle", huddle_id)


def add_point(request: HttpRequest, huddle_id: int) -> HttpResponse:
    """Add a point to the agenda by hand."""
    actor = actor_of(request)
    seen = _to_hold(actor, huddle_id)
    form, frame = PointForm(request.POST or None), _frame(seen, _("Add a point"), _("Add point"))

    def act(values: dict[str, Any]) -> str:
        commands.add_point(by=actor, huddle_id=huddle_id, fields=form.value_given(), now=timezone.now())
        return frame.back

    return act_page(request, frame, form, act)


def choose_owner(request: HttpRequest, huddle_id: int, kind: str, item: int) -> HttpResponse:
    """Choose who takes a point, and by when."""
    actor = actor_of(request)
    seen = _to_hold(actor, huddle_id)
    point = point_now(seen, actor, person_of(actor).day_of(timezone.now()), kind, item)
    taken = getattr(point, "follow_up", None)
    two = [(one.pk, one.name) for one in (seen.manager, seen.partner)]
    initial = {
        "owner_id": taken.owner_id if taken else point.taker_id, "due_on": taken.due_on if taken else point.due_on,
        "what": taken.what if taken else "",
    }  # fmt: skip
    form = TakenForm(request.POST or None, two=two, initial=initial)
    frame = _frame(seen, _("Who takes it, and by when"), _("Save"), hint=point.title)

    def act(values: dict[str, Any]) -> str:
        follow_ups.take_point(
            by=actor, huddle_id=huddle_id, kind=kind, item=item, fields=form.value_given(), now=timezone.now()
        )
        return frame.back

    return act_page(request, frame, form, act)


def _on_point(command: Callable[..., object]) -> Callable[..., HttpResponse]:
    """Return the view that runs a command on a point of the agenda."""

    @require_POST
    def act(request: HttpRequest, huddle_id: int, kind: str, item: int) -> HttpResponse:
        return _done(
            request, huddle_id,
            lambda actor: command(by=actor, huddle_id=huddle_id, kind=kind, item=item, now=timezone.now()),
        )  # fmt: skip

    return act


settle_point = _on_point(commands.settle_point)
reopen_point = _on_point(commands.reopen_point)
take_point = _on_point(partial(follow_ups.take_point, fields=TakenFields()))


@require_POST
def tick_follow_up(request: HttpRequest, follow_up_id: int) -> HttpResponse:
    """Mark a follow-up as done, or reopen it, and return to the huddle that lists it."""
    sent, actor = posted(request), actor_of(request)
    seen = queries.follow_up_seen_by(actor, follow_up_id)
    back = sent.whole("huddle") or seen.huddle_id

    def run(actor: Actor) -> object:
        now = timezone.now()
        if sent.has("finished"):
            version = sent.whole("version")
            return follow_ups.finish_follow_up(by=actor, follow_up_id=follow_up_id, version=version, now=now)
        return follow_ups.reopen_follow_up(by=actor, follow_up_id=follow_up_id, now=now)

    return _done(request, back, run)


def _done(request: HttpRequest, huddle_id: int, run: Callable[[Actor], object]) -> HttpResponse:
    """Run a small act and return to the huddle, with the reason where it was refused."""
    actor = actor_of(request)
    try:
        run(actor)
    except (Invalid, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("huddles:huddle", huddle_id)


def _to_hold(actor: Actor, huddle_id: int) -> Any:
    seen = queries.huddle_seen_by(actor, huddle_id)
    policy.may_hold(person_of(actor), seen).or_refuse()
    return seen


def _frame(seen: Any, title: str, button: str, hint: str = "") -> ActPage:
    back = reverse("huddles:huddle", args=[seen.pk])
    name = _("Huddle, week %(week)s") % {"week": seen.number}
    return ActPage(title=title, button=button, back=back, crumbs=((name, back),), hint=hint)
