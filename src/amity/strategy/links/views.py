"""Page that links something to a goal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.strategy import pages, policy
from amity.strategy.links import commands, queries
from amity.strategy.links.forms import GoalLinkForm
from amity.strategy.links.registry import linkable_kind
from amity.ui.acts import act_page
from amity.ui.asked import own_page, queried


def link_goal(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Choose the goal that a project, a line or another thing serves."""
    actor = actor_of(request)
    subject = linkable_kind(kind).subject(actor, subject_id)
    policy.may_set(person_of(actor), subject.account).or_refuse()
    chosen = queries.goal_linked(kind, subject_id)
    goals = queries.goals_to_choose(actor, subject.account, chosen.pk if chosen else None)
    form = GoalLinkForm(request.POST or None, goals=goals, initial={"goal_id": chosen.pk if chosen else ""})
    back = _back(request, subject.address)
    page = pages.act(subject.account, _("Link to a goal"), _("Save link"), back, hint=subject.title)

    def act(values: dict[str, Any]) -> str:
        commands.link_goal(
            by=actor, kind=kind, subject_id=subject_id, goal_id=values["goal_id"], now=timezone.now()
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def _back(request: HttpRequest, usual: str) -> str:
    """Return the page to go back to: the one that the address names, if it is Amity's, or else the subject's own."""
    return own_page(queried(request).text("back"), usual)
