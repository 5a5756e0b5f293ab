"""The queue of reviews, one review, and the page of outside counsel."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.agreements import places, wording
from amity.agreements.review import commands, rules
from amity.agreements.review import counsel as review_counsel
from amity.agreements.review.forms import CounselForm, VerdictForm
from amity.agreements.review.pages import counsel_page, review_page
from amity.audit.actor_rights import actor_of
from amity.people.public import public
from amity.shared.actor import Actor
from amity.shared.errors import Invalid, NotSeen
from amity.ui.acts import ActPage, act_page, acted
from amity.ui.asked import own_page, queried

if TYPE_CHECKING:
    from amity.agreements.models import Agreement


def review(request: HttpRequest, review_id: int) -> HttpResponse:
    """Show one review: the version, its changes, its differences from the standard, and the decision.

    The decision leads back to the list of reviews, or with `?back=` to the page it was opened from.
    """
    actor = actor_of(request)
    page = review_page(actor, review_id, timezone.now())
    form = VerdictForm(request.POST or None, version=page.review.version)
    back = own_page(queried(request).text("back"), reverse("agreements:queue"))

    def act(values: dict[str, Any]) -> str:
        commands.give_verdict(
            by=actor, review_id=review_id, verdict=values["verdict"], words=values["words"],
            comments=form.comments(), now=timezone.now(),
        )  # fmt: skip
        return back

    if form.is_bound:
        page.may_give.or_refuse()
        answer = acted(request, form, act)
        if answer is not None:
            messages.success(request, _done(form.cleaned_data["verdict"], page.review.version.agreement))
            return answer
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form, "words": wording, "now": timezone.now()}
    context["cards"] = _cards(actor, page.review.version.agreement)
    return render(request, "agreements/review.html", context, status=status)


def _done(verdict: str, agreement: "Agreement") -> str:
    """Return what became of a review, and who has been notified of it."""
    words = {rules.CLEARED: _("Cleared."), rules.RETURNED: _("Returned.")}
    if agreement.drafted_by is None:
        return words[verdict]
    sentences = {
        rules.CLEARED: _("Cleared. %(name)s has been notified."),
        rules.RETURNED: _("Returned. %(name)s has been notified."),
    }
    return sentences[verdict] % {"name": agreement.drafted_by}


def _cards(actor: Actor, agreement: "Agreement") -> list[tuple[str, Any]]:
    """Return what other parts know of the agreement, as far as the reviewer may see it."""
    key, entries = agreement.pk, places.reviews.seen_by(actor, agreement)
    return [(one.template, one.load(actor, [key]).get(key)) for one in entries]


def ask_counsel(request: HttpRequest, review_id: int) -> HttpResponse:
    """Email one version to an outside lawyer."""
    actor = actor_of(request)
    seen = review_page(actor, review_id, timezone.now())
    seen.may_ask.or_refuse()
    form = CounselForm(request.POST or None)
    back = reverse("agreements:review", args=[review_id])
    page = ActPage(
        title=_("Ask outside counsel"), button=_("Send link"), back=back, crumbs=((seen.agreement, back),),
        hint=_("They get a link to this version only. It works once, within a week."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        link = review_counsel.ask_counsel(by=actor, review_id=review_id, now=timezone.now(), **values)
        notice = _("No email server is set up. Give them this link yourself; it is shown only now: %(link)s") % {
            "link": link
        }
        messages.success(request, notice if link else _("Link sent."))
        return back

    return act_page(request, page, form, act)


@require_POST
def revoke_link(request: HttpRequest, link_id: int) -> HttpResponse:
    """Revoke a link."""
    review_id = review_counsel.revoke_link(by=actor_of(request), link_id=link_id, now=timezone.now())
    messages.success(request, _("Link withdrawn."))
    return redirect("agreements:review", review_id)


@public
@never_cache
def counsel(request: HttpRequest, token: str) -> HttpResponse:
    """The page of outside counsel's link: a GET shows one version and nothing else, a POST sends the decision.

    An expired link and one that never existed get the same page, so that guessing reveals nothing.
    """
    try:
        return _for_counsel(request, token)
    except NotSeen:
        return render(request, "agreements/counsel_over.html", status=404)


def _for_counsel(request: HttpRequest, token: str) -> HttpResponse:
    page = counsel_page(token, timezone.now())
    form = VerdictForm(request.POST or None, version=page.version)
    if form.is_bound and form.is_valid():
        try:
            review_counsel.answer_as_counsel(
                token=token, verdict=form.cleaned_data["verdict"], words=form.cleaned_data["words"],
                comments=form.comments(), now=timezone.now(),
            )  # fmt: skip
        except Invalid as fault:
            form.show(fault)
        else:
            return render(request, "agreements/counsel_done.html", {"page": page})
    context = {"page": page, "form": form, "words": wording}
    return render(request, "agreements/counsel.html", context, status=422 if form.is_bound else 200)
