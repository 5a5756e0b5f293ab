"""Pages of goals: set, measure, revise, end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.evidence import Evidence
from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.strategy import pages, policy, rules
from amity.strategy.changes import Cause
from amity.strategy.goals import commands, forms, queries
from amity.strategy.goals.chart import goal_chart
from amity.strategy.links.queries import serving
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried


def set_goal(request: HttpRequest, account_id: int) -> HttpResponse:
    """Set a long-term goal of the client."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_set(person_of(actor), account).or_refuse()
    form = forms.GoalForm(request.POST or None, account=account, initial={"stated_on": timezone.localdate()})
    page = pages.act(account, _("Set a goal"), _("Set goal"), pages.plan_of(account, "goals"), grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.set_goal(
            by=actor,
            account_id=account_id,
            fields=form.value_given(),
            evidence=form.given(Evidence),
            now=timezone.now(),
        )
        return page.back

    return act_page(request, page, form, act)


def goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Show a goal with its readings and revisions."""
    actor = actor_of(request)
    seen = queries.goal_seen_by(actor, goal_id)
    may_set = policy.may_set(person_of(actor), seen.account)
    row = queries.row_of(seen, timezone.localdate())
    context = {
        "goal": seen,
        "row": row,
        "chart": goal_chart(row),
        "serving": serving(actor, seen),
        "state_word": queries.STATES[seen.state],
        "revisions": queries.revisions_of(seen),
        "may_set": may_set,
        "ends": [(to, queries.ENDS[to]) for to in rules.GOAL_STATES if to != seen.state] if may_set else [],
        "quick": forms.ReadingForm(initial={"read_on": timezone.localdate()}, auto_id="read_%s") if may_set else None,
    }
    return render(request, "strategy/goal.html", context)


def revise_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Revise a goal with a cause."""
    actor = actor_of(request)
    seen = queries.goal_seen_by(actor, goal_id)
    policy.may_set(person_of(actor), seen.account).or_refuse()
    form = forms.ReviseGoalForm(request.POST or None, account=seen.account)
    form.fill(seen)
    form.offer_records(actor, seen.account)
    page = pages.act(seen.account, _("Revise the goal"), _("Save revision"), _of(goal_id), grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.revise_goal(
            by=actor, goal_id=goal_id, version=values["version"], fields=form.value_given(), cause=form.given(Cause),
            now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def read_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Add a dated value of the goal's measure."""
    actor = actor_of(request)
    seen = queries.goal_seen_by(actor, goal_id)
    policy.may_set(person_of(actor), seen.account).or_refuse()
    form = forms.ReadingForm(request.POST or None, initial={"read_on": timezone.localdate()})
    page = pages.act(seen.account, _("Add a reading"), _("Add reading"), _of(goal_id), hint=seen.measure or seen.title)

    def act(values: dict[str, Any]) -> str:
        commands.read_goal(by=actor, goal_id=goal_id, reading=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def remove_reading(request: HttpRequest, goal_id: int, reading_id: int) -> HttpResponse:
    """Remove a wrong reading."""
    commands.remove_reading(by=actor_of(request), goal_id=goal_id, reading_id=reading_id, now=timezone.now())
    messages.success(request, _("Reading removed. The audit log keeps its value."))
    return redirect(_of(goal_id))


def plan_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Record what is done about a goal that is off track."""
    actor = actor_of(request)
    seen = queries.goal_seen_by(actor, goal_id)
    policy.may_set(person_of(actor), seen.account).or_refuse()
    form = forms.PlanForm(request.POST or None)
    form.fill(seen)
    page = pages.act(seen.account, _("Plan for the goal"), _("Save plan"), _of(goal_id), hint=seen.title)

    def act(values: dict[str, Any]) -> str:
        commands.plan_goal(
            by=actor, goal_id=goal_id, version=values["version"], plan=form.value_given(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def end_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """End a goal as reached or dropped, or reopen it. `to` names the new state."""
    actor = actor_of(request)
    seen = queries.goal_seen_by(actor, goal_id)
    policy.may_set(person_of(actor), seen.account).or_refuse()
    state = posted(request).text("state", SHORT) or queried(request).text("to", SHORT)
    form = forms.EndGoalForm(request.POST or None, initial={"state": state, "version": seen.version})
    title = str(queries.ENDS.get(state, _("End the goal")))
    page = pages.act(seen.account, title, title, _of(goal_id), hint=seen.title)

    def act(values: dict[str, Any]) -> str:
        commands.end_goal(by=actor, goal_id=goal_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def _of(goal_id: int) -> str:
    return reverse("strategy:goal", args=[goal_id])
