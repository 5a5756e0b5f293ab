"""Pages to ask a colleague about a decision, and to answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from amity.audit.actor_rights import actor_of
from amity.decisions import forms, pages, policy, queries
from amity.decisions.consultations import commands
from amity.people.public import public
from amity.people.queries import person_of
from amity.shared.errors import Invalid, NotSeen, Refused
from amity.ui.acts import act_page
from amity.ui.reader_format import in_their_ways


def ask_colleague(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Ask a colleague by name."""
    actor = actor_of(request)
    seen = queries.decision_seen_by(actor, decision_id)
    policy.may_prepare(person_of(actor), seen.account).or_refuse()
    form = forms.AskForm(request.POST or None, decision=seen, initial={"due_on": seen.due_on})
    page = pages.act(seen, _("Ask a colleague"), _("Ask colleague"), hint=seen.question)

    def act(values: dict[str, Any]) -> str:
        commands.ask_colleague(by=actor, decision_id=decision_id, asked=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def answer(request: HttpRequest, consultation_id: int) -> HttpResponse:
    """Answer as the colleague asked."""
    actor = actor_of(request)
    seen = queries.consultation_seen_by(actor, consultation_id)
    policy.may_answer(person_of(actor), seen).or_refuse()
    form = forms.AnswerForm(request.POST or None, consultation=seen)
    form.fill(seen)
    question = seen.question or _("Which option do you recommend?")
    page = pages.act(seen.decision, seen.decision.question, _("Send answer"), hint=question)

    def act(values: dict[str, Any]) -> str:
        commands.answer(
            by=actor, consultation_id=consultation_id, version=values["version"], words=values["words"],
            option_id=values["option_id"], agrees=values.get("agrees"), now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


@public
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer as the expert asked, by the link of the email, without signing in."""
    row = queries.consultation_by_link(token, timezone.localdate())
    if row is None:
        return render(request, "decisions/link_over.html", status=404)
    with in_their_ways(row.person):
        form = forms.LinkAnswerForm(request.POST or None, consultation=row)
        whole = queries.whole_of(row.decision, timezone.localdate())
        may_sign_in = request.user.pk in (None, row.person_id)
        context = {"row": row, "form": form, "facts": whole.facts, "options": whole.options, "may_sign_in": may_sign_in}
        if not form.is_bound:
            return render(request, "decisions/by_link.html", context)
        if form.is_valid() and _taken(token, form):
            return render(request, "decisions/link_answered.html", context)
        return render(request, "decisions/by_link.html", context, status=422)


def _taken(token: str, form: forms.LinkAnswerForm) -> bool:
    """Save the answer, or show at the form why not."""
    values = form.cleaned_data
    try:
        commands.answer_by_link(
            token=token, words=values["words"], option_id=values["option_id"], now=timezone.now()
        )  # fmt: skip
    except (Invalid, Refused, NotSeen) as fault:
        form.add_error("words", fault.sentence)
        return False
    return True
