"""Pages of facts: a person's questions, and the forms that record, ask and answer. Each returns to its subject."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.facts import commands, queries
from amity.facts.forms import AskForm, FactForm
from amity.shared.refs import Ref
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted

A_WEEK = timedelta(days=7)


def state(request: HttpRequest, kind: str, subject_id: int, field: str) -> HttpResponse:
    """Record what is known or assumed about a field."""
    actor, about = actor_of(request), Ref(kind, subject_id)
    shown = queries.field_page(actor, about, field)
    form = FactForm(request.POST or None)
    if shown.fact:
        form.fill(shown.fact)

    def act(values: dict[str, Any]) -> str:
        commands.state_fact(
            by=actor,
            about=about,
            field=field,
            fields=form.value_given(),
            version=values["version"] or 0,
            now=timezone.now(),
        )
        return shown.address

    return act_page(request, _page(shown, _("Save fact")), form, act)


def ask(request: HttpRequest, kind: str, subject_id: int, field: str) -> HttpResponse:
    """Ask someone about a field, with a due date."""
    actor, about = actor_of(request), Ref(kind, subject_id)
    shown = queries.field_page(actor, about, field)
    form = AskForm(
        request.POST or None, about=about, by=actor,
        initial={"due_on": timezone.localdate() + A_WEEK, "owner_id": actor.person_id},
    )  # fmt: skip
    if shown.fact and shown.fact.owner:
        form.fill(shown.fact)
    form.initial["version"] = shown.fact.version if shown.fact else 0

    def act(values: dict[str, Any]) -> str:
        fact = commands.ask(
            by=actor, about=about, field=field, question=form.value_given(), version=values["version"] or 0,
            now=timezone.now(),
        )  # fmt: skip
        if fact.owner:
            reached, sentence = queries.how_they_hear(fact.owner, actor)
            messages.add_message(request, messages.SUCCESS if reached else messages.WARNING, sentence)
        return shown.address

    if request.headers.get("HX-Request") and not form.is_bound:
        return render(request, "facts/ask_small.html", {"form": form, "action": request.path})
    return act_page(request, _page(shown, _("Ask")), form, act)


def answer(request: HttpRequest, fact_id: int) -> HttpResponse:
    """Answer a question, at the URL in the email."""
    actor = actor_of(request)
    shown = queries.answer_page(actor, fact_id)
    form = FactForm(request.POST or None)
    form.fill(shown.fact)
    form.answer()

    def act(values: dict[str, Any]) -> str:
        commands.answer(
            by=actor, fact_id=fact_id, version=values["version"] or 0, fields=form.value_given(), now=timezone.now()
        )
        messages.success(request, _("Answer sent. We’ve notified the person who asked."))
        return shown.address

    return act_page(request, _page(shown, _("Answer")), form, act)


@require_POST
def take_over(request: HttpRequest, fact_id: int) -> HttpResponse:
    """Reassign someone else's question to the person."""
    actor = actor_of(request)
    fact = commands.take_over(by=actor, fact_id=fact_id, version=posted(request).whole("version"), now=timezone.now())
    return redirect(queries.back_from(actor, fact.about))


@require_POST
def withdraw(request: HttpRequest, fact_id: int) -> HttpResponse:
    """Withdraw a fact or question."""
    actor = actor_of(request)
    about = queries.fact_seen_by(actor, fact_id).about
    commands.withdraw(by=actor, fact_id=fact_id, version=posted(request).whole("version"), now=timezone.now())
    return redirect(queries.back_from(actor, about))


def _page(shown: queries.FieldPage, button: str) -> ActPage:
    return ActPage(
        title=shown.what, button=button, back=shown.address, hint=shown.hint, crumbs=((shown.about, shown.address),)
    )
