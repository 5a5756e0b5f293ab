"""The page Insights, and the decisions about its stories."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.audit.actor_rights import actor_of
from amity.insights import decisions
from amity.insights.stories import commands, page, queries
from amity.insights.stories.page import Asked
from amity.ui.asked import posted, queried


@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """Show the stories of one's accounts, the most relevant first, and one of them open."""
    return render(request, "insights/insights.html", page.context(actor_of(request), _asked(request), timezone.now()))


@require_POST
def keep_story(request: HttpRequest, match_id: int) -> HttpResponse:
    """Keep a story, and open the next one."""
    return _decided(request, match_id, commands.keep_story, _("Story kept."))


@require_POST
def dismiss_story(request: HttpRequest, match_id: int) -> HttpResponse:
    """Dismiss a story, and open the next one."""
    return _decided(request, match_id, commands.dismiss_story, _("Story dismissed."))


@require_POST
def reopen_story(request: HttpRequest, match_id: int) -> HttpResponse:
    """Let a story be new again, and open it."""
    commands.reopen_story(by=actor_of(request), match_id=match_id, now=timezone.now())
    return redirect(f"{reverse('insights:insights')}?at={match_id}")


@require_POST
def decide_story(request: HttpRequest, match_id: int) -> HttpResponse:
    """Open the decision on a story, or the one that there already is."""
    actor = actor_of(request)
    queries.match_seen_by(actor, match_id)
    made = decisions.decision_on(actor, match_id)
    made = made or decisions.decide_story(by=actor, match_id=match_id, now=timezone.now())
    return redirect("decisions:decision", made.pk)


def _decided(
    request: HttpRequest, match_id: int, decide: Callable[..., Any], done: str
) -> HttpResponse:  # fmt: skip
    """Decide about a story. Its successor is the one that followed it in the list."""
    actor, now, sent = actor_of(request), timezone.now(), posted(request)
    asked = Asked(tab=sent.choice("tab", queries.TABS, queries.FIRST_TAB), account_id=sent.whole("account"))
    onward = page.after(actor, queries.match_seen_by(actor, match_id), asked, now)
    decide(by=actor, match_id=match_id, version=sent.whole("version"), now=now)
    messages.success(request, done, extra_tags=reverse("insights:reopen_story", args=[match_id]))
    return redirect(onward)


def _asked(request: HttpRequest) -> Asked:
    asked = queried(request)
    return Asked(
        tab=asked.choice("tab", queries.TABS, queries.FIRST_TAB), account_id=asked.whole("account"),
        match_id=asked.whole("at"),
        all=asked.has("all"),
    )  # fmt: skip
