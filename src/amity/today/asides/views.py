"""Answers to cards, and the page of what was set aside."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.today.asides import commands, page
from amity.today.asides.forms import EffectsForm, LetPassForm, NotNowForm
from amity.today.cards.page import here
from amity.ui.asked import SHORT, posted
from amity.ui.forms import NonceForm, once, person_id_of
from amity.ui.value_forms import ValueForm

Answer = Callable[[Actor, datetime, str], Any]


def _answer(
    make_form: type[NonceForm], command: Callable[..., Any], done: str | Promise
) -> Callable[..., HttpResponse]:
    """Return the view that answers a card with a command, by the values of its form."""

    @require_POST
    def answer(request: HttpRequest, card_key: str) -> HttpResponse:
        form = make_form(request.POST)

        def run(by: Actor, now: datetime, whose: str) -> Any:
            given = {"fields": form.value_given()} if isinstance(form, ValueForm) else {}
            return command(by=by, card_key=card_key, now=now, whose=whose, **given)

        return _answered(request, form, run, str(done))

    return answer


not_now = _answer(NotNowForm, commands.not_now, lazy("Set aside."))
let_pass = _answer(LetPassForm, commands.let_pass, lazy("Let pass."))
not_so = _answer(NonceForm, commands.not_so, lazy("Amity won’t show this here until more is at stake."))
effects = _answer(EffectsForm, commands.correct_effects, lazy("Effects corrected."))


@require_POST
def bring_back(request: HttpRequest, aside_id: int) -> HttpResponse:
    """Bring back what was set aside."""
    commands.bring_back(by=actor_of(request), aside_id=aside_id, now=timezone.now())
    messages.success(request, _("It’s on Today again."))
    back = posted(request).text("back")
    return redirect("today:asides" if back.startswith(reverse("today:asides")) else "today:today")


@require_GET
def asides(request: HttpRequest) -> HttpResponse:
    """Show all that the person set aside, and what others let pass on their accounts."""
    actor = actor_of(request)
    today = person_of(actor).day_of(timezone.now())
    return render(request, "today/asides.html", page.context(actor, today))


def _answered(request: HttpRequest, form: NonceForm, run: Answer, done: str) -> HttpResponse:
    """Run an answer once and return to Today, with Undo beside what was done or with the reason why it wasn't."""
    by, now, whose = actor_of(request), timezone.now(), posted(request).text("whose", SHORT)
    back = here(whose)
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(str(one) for one in sentences))
        return redirect(back)

    def act() -> str:
        return reverse("today:bring_back", args=[run(by, now, whose).pk])

    try:
        undo = once(form.cleaned_data["nonce"], person_id=person_id_of(request), now=now, act=act)
    except (Invalid, NotSeen, Refused) as fault:
        messages.error(request, fault.sentence or _("This is no longer open."))
        return redirect(back)
    messages.success(request, done, extra_tags=undo)
    return redirect(back)
