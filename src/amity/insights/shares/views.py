"""Share a story: the form next to it, the email that follows, and what came back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.gate.subjects.pages import compose_about
from amity.insights import policy
from amity.insights.shares import commands, page, queries
from amity.insights.shares.calls import raise_story, soon_calls
from amity.insights.shares.forms import ShareForm
from amity.insights.shares.rules import OUTCOMES, STORY_SHARE
from amity.insights.stories.queries import match_seen_by
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


def share_story(request: HttpRequest, match_id: int) -> HttpResponse:
    """Ask what a story means for the client and who gets it, then write the email."""
    actor, now = actor_of(request), timezone.now()
    match = match_seen_by(actor, match_id)
    policy.may_choose(person_of(actor), match.account).or_refuse()
    readers = queries.readers_of(actor, match, now)
    calls = soon_calls(actor, match, [one.contact for one in readers], now)
    likely = {"contact_ids": page.likely(readers)}
    form = ShareForm(request.POST or None, readers=readers, calls=calls, initial=likely)
    form.readers = page.rows_of(readers, form)  # type: ignore[attr-defined]
    home = reverse("insights:insights")
    frame = ActPage(
        title=_("Share with %(account)s") % {"account": match.account.name}, button=_("Write the email"),
        back=f"{home}?at={match_id}", crumbs=((_("Insights"), home),), hint=match.story.title,
        template="insights/share.html",
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        if values["meeting_id"]:
            raise_story(
                by=actor, match_id=match_id, meeting_id=values["meeting_id"], so_what=values["so_what"], now=now
            )
            messages.success(request, _("Added to the page before the call."))
            return f"{home}?tab=kept&at={match_id}"
        made = commands.share_story(by=actor, match_id=match_id, fields=form.fields_given(), now=now)
        return reverse("insights:write_share", args=[made.pk])

    return act_page(request, frame, form, act)


def write_share(request: HttpRequest, share_id: int) -> HttpResponse:
    """Write the email of a share. It leaves through *Going out*."""
    return compose_about(request, STORY_SHARE, share_id)


@require_POST
def record_outcome(request: HttpRequest, received_id: int) -> HttpResponse:
    """Record what came back from a contact."""
    actor = actor_of(request)
    outcome = posted(request).choice("outcome", OUTCOMES)
    found = commands.record_outcome(by=actor, received_id=received_id, outcome=outcome, now=timezone.now())
    messages.success(request, _("Recorded what came back."))
    return redirect(f"{reverse('insights:insights')}?tab=shared&at={found.share.match_id}")
