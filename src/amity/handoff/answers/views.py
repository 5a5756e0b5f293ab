"""Pages that answer an offer: accept a small one with a sentence, accept, accept with conditions, return."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.handoff import queries
from amity.handoff.action_pages import action_page, not_read, not_taken
from amity.handoff.answers import commands, forms
from amity.shared.errors import Invalid, Refused, Stale
from amity.ui.acts import act_page
from amity.ui.asked import posted


@require_POST
def answer(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Answer a small hand-off: "Accept hand-off" with a sentence, or "Question" with the typed text."""
    actor, form, now = actor_of(request), forms.SmallAnswerForm(request.POST), timezone.now()
    if not form.is_valid():
        return not_read(request, handoff_id, form, "words")
    words, number = form.cleaned_data["words"], form.cleaned_data["number"]
    try:
        if posted(request).has("question"):
            commands.return_handoff(by=actor, handoff_id=handoff_id, number=number, questions=[words], now=now)
        else:
            commands.got_it(by=actor, handoff_id=handoff_id, number=number, sentence=words, now=now)
    except (Invalid, Refused, Stale) as fault:
        not_taken(request, fault, words)
    return redirect("handoff:handoff", handoff_id)


@require_POST
def accept(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Accept a full hand-off in the version read."""
    number = posted(request).whole("number")
    try:
        commands.accept_handoff(by=actor_of(request), handoff_id=handoff_id, number=number, now=timezone.now())
    except (Invalid, Refused, Stale) as fault:
        messages.error(request, fault.sentence)
    return redirect("handoff:handoff", handoff_id)


def accept_with_conditions(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Accept a hand-off with conditions that must still be met."""
    actor = actor_of(request)
    handoff = queries.handoff_seen_by(actor, handoff_id)
    queries.may_take(actor, handoff).or_refuse()
    initial = {"number": handoff.number, "owner_id": str(handoff.giver_id or "")}
    form = forms.ConditionForm(request.POST or None, handoff=handoff, initial=initial)
    hint = _("Work can start. Each condition stays open until it is marked as met.")
    page = action_page(handoff_id, str(handoff), _("Accept with conditions"), _("Accept with conditions"), hint)

    def act(values: dict[str, Any]) -> str:
        commands.accept_with_conditions(
            by=actor, handoff_id=handoff_id, number=values["number"], conditions=form.conditions(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def return_handoff(request: HttpRequest, handoff_id: int) -> HttpResponse:
    """Return a hand-off with questions."""
    actor = actor_of(request)
    handoff = queries.handoff_seen_by(actor, handoff_id)
    queries.may_take(actor, handoff).or_refuse()
    form = forms.QuestionsForm(request.POST or None, initial={"number": handoff.number})
    page = action_page(handoff_id, str(handoff), _("Return with questions"), _("Return hand-off"))

    def act(values: dict[str, Any]) -> str:
        asked, number = form.questions(), values["number"]
        commands.return_handoff(by=actor, handoff_id=handoff_id, number=number, questions=asked, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)
