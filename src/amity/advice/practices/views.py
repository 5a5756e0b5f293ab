"""Pages of practices."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from amity.advice import policy
from amity.advice.practices import commands, queries
from amity.advice.practices.forms import PracticeForm
from amity.advice.recommendations.wording import AFTERWARDS, STATES
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted


@require_safe
def practice(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Show one practice with its record, and the recommendations made from it."""
    actor = actor_of(request)
    seen = queries.practice_seen_by(actor, practice_id)
    made = queries.recommendations_from(actor, seen)
    context = {
        "practice": seen,
        "record": queries.record_of(practice_id),
        "made": [(one, STATES[one.state], AFTERWARDS.get(one.outcome, "")) for one in made],
        "terms": [text.splitlines() for text in (seen.services, seen.measures, seen.industries)],
        "may_change": queries.may_keep_library(actor),
    }
    return render(request, "advice/practice.html", context)


def record_practice(request: HttpRequest) -> HttpResponse:
    """Record a practice."""
    actor = actor_of(request)
    policy.may_keep_library(person_of(actor)).or_refuse()
    form, back = PracticeForm(request.POST or None), reverse("advice:practices")
    page = ActPage(title=_("New practice"), button=_("Create practice"), back=back, crumbs=((_("Practices"), back),))

    def act(values: dict[str, Any]) -> str:
        made = commands.record_practice(by=actor, fields=form.value_given(), now=timezone.now())
        return _page_of(made.pk)

    return act_page(request, page, form, act)


def edit_practice(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Edit a practice."""
    actor = actor_of(request)
    seen = queries.practice_seen_by(actor, practice_id)
    policy.may_keep_library(person_of(actor)).or_refuse()
    form, back = PracticeForm(request.POST or None), _page_of(practice_id)
    form.fill(seen)
    page = ActPage(title=_("Edit practice"), button=_("Save practice"), back=back, crumbs=((seen.title, back),))

    def act(values: dict[str, Any]) -> str:
        commands.edit_practice(
            by=actor, practice_id=practice_id, version=values["version"] or 0, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        return back

    return act_page(request, page, form, act)


@require_POST
def archive_practice(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Archive a practice."""
    commands.archive_practice(
        by=actor_of(request), practice_id=practice_id, version=posted(request).whole("version"), now=timezone.now()
    )
    messages.success(request, _("Practice archived. It isn’t suggested any more."))
    return redirect("advice:practice", practice_id)


@require_POST
def restore_practice(request: HttpRequest, practice_id: int) -> HttpResponse:
    """Restore an archived practice."""
    commands.restore_practice(
        by=actor_of(request), practice_id=practice_id, version=posted(request).whole("version"), now=timezone.now()
    )
    messages.success(request, _("Practice restored."))
    return redirect("advice:practice", practice_id)


@require_POST
def add_starters(request: HttpRequest) -> HttpResponse:
    """Add the starter practices that are missing."""
    number = commands.add_starters(by=actor_of(request), now=timezone.now())
    sentence = ngettext("%(number)s practice added.", "%(number)s practices added.", number)
    messages.success(request, sentence % {"number": number})
    return redirect("advice:practices")


def _page_of(practice_id: int) -> str:
    return reverse("advice:practice", args=[practice_id])
