"""Pages of recommendations: HTTP only."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.accounts.evidence import Evidence
from amity.accounts.queries import account_seen_by
from amity.advice import policy
from amity.advice.practices.queries import practice_seen_by
from amity.advice.recommendations import commands, forms, pages, queries
from amity.advice.recommendations.sending import RECOMMENDATION
from amity.advice.recommendations.sources import DECISION, INSIGHT, origin_of
from amity.audit.actor_rights import actor_of
from amity.gate.subjects.pages import compose_about
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.refs import Ref
from amity.ui.acts import act_page
from amity.ui.asked import posted, queried


@require_safe
def recommendation(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Show a recommendation, the client's answer, and what came of it."""
    actor = actor_of(request)
    seen = queries.recommendation_seen_by(actor, recommendation_id)
    return render(request, "advice/recommendation.html", pages.context(actor, seen))


def recommend(request: HttpRequest, account_id: int) -> HttpResponse:
    """Write a recommendation, from a practice, a story or a decision, or from nothing."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_recommend(person_of(actor), account).or_refuse()
    goals = queries.goals_to_serve(actor, account)
    if not goals:
        messages.info(request, _("A recommendation serves a goal of the client. Set one first."))
        return redirect("strategy:set_goal", account_id)
    asked = queried(request)
    practice = practice_seen_by(actor, asked.whole("practice")) if asked.has("practice") else None
    source = _source(request)
    origin = origin_of(actor, source) if source else None
    form = forms.RecommendationForm(
        request.POST or None, goals=goals, initial=pages.initial(goals, asked.whole("goal"), practice, origin)
    )

    def act(values: dict[str, Any]) -> str:
        made = commands.recommend(
            by=actor, account_id=account_id, fields=form.value_given(), source=source, now=timezone.now()
        )
        return pages.address_of(made)

    return act_page(request, pages.act_on(account), form, act)


def _source(request: HttpRequest) -> Ref | None:
    """Return the story or the decision that the address names."""
    asked = queried(request)
    for name, kind in (("insight", INSIGHT), ("decision", DECISION)):
        if asked.has(name):
            return Ref(kind, asked.whole(name))
    return None


def edit_recommendation(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Edit a draft."""
    actor = actor_of(request)
    seen = _to_change(actor, recommendation_id)
    goals = queries.goals_to_serve(actor, seen.account)
    form = forms.RecommendationForm(request.POST or None, goals=goals, practice_id=seen.practice_id)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.edit_recommendation(
            by=actor, recommendation_id=recommendation_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("Edit recommendation"), _("Save recommendation")), form, act)


def send(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Write the email to the client. It leaves through *Going out*."""
    return compose_about(request, RECOMMENDATION, recommendation_id)


@require_POST
def withdraw(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Withdraw a recommendation that has no answer."""
    commands.withdraw_recommendation(
        by=actor_of(request), recommendation_id=recommendation_id, version=posted(request).whole("version"),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Recommendation withdrawn."))
    return redirect("advice:recommendation", recommendation_id)


def answer(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Record what the client answered in a talk or on the phone."""
    actor = actor_of(request)
    seen = _to_change(actor, recommendation_id)
    form = forms.AnswerForm(request.POST or None, account=seen.account, today=timezone.localdate())
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.answer_recommendation(
            by=actor, recommendation_id=recommendation_id, version=values["version"], given=form.value_given(),
            evidence=form.given(Evidence), now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    return act_page(request, pages.act(seen, _("The client’s answer"), _("Save answer"), hint=seen.title), form, act)


@require_POST
def brief(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Create the brief of an accepted recommendation."""
    made = commands.brief_from_recommendation(
        by=actor_of(request), recommendation_id=recommendation_id, version=posted(request).whole("version"),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Brief created from the recommendation."))
    return redirect("briefs:brief", made.pk)


def outcome(request: HttpRequest, recommendation_id: int) -> HttpResponse:
    """Record what came of a recommendation."""
    actor = actor_of(request)
    seen = _to_change(actor, recommendation_id)
    form = forms.OutcomeForm(request.POST or None, proposed=queries.compared(seen).outcome)
    form.fill(seen)

    def act(values: dict[str, Any]) -> str:
        commands.record_outcome(
            by=actor, recommendation_id=recommendation_id, version=values["version"], fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return pages.address_of(seen)

    hint = _("How is “%(goal)s” now, compared with before?") % {"goal": seen.goal.title}
    return act_page(request, pages.act(seen, _("What came of it?"), _("Save outcome"), hint=hint), form, act)


def _to_change(by: Actor, recommendation_id: int) -> Any:
    seen = queries.recommendation_seen_by(by, recommendation_id)
    policy.may_recommend(person_of(by), seen.account).or_refuse()
    return seen
