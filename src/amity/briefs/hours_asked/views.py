"""Pages that ask a colleague for hours, answer in Amity or by link, and apply the answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.briefs import policy
from amity.briefs.choices import discipline_names
from amity.briefs.estimate.queries import planned_line
from amity.briefs.hours_asked import commands as hours_asked
from amity.briefs.hours_asked.forms import AnswerForm, AskAgainForm, AskForm
from amity.briefs.hours_asked.queries import asked_by_link, asked_seen_by, people_by_discipline, usual_due_date
from amity.briefs.hours_asked.rules import link_works
from amity.briefs.lines.queries import line_seen_by
from amity.briefs.redirects import back_to
from amity.facts.queries import how_they_hear
from amity.people.public import public
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Refused
from amity.ui.acts import ActPage, act_page, acted
from amity.ui.reader_format import in_their_ways


def ask(request: HttpRequest, line_id: int) -> HttpResponse:
    """Ask a colleague who would do the work for the hours of a line."""
    actor = actor_of(request)
    row = line_seen_by(actor, line_id)
    policy.may_edit(person_of(actor), row.brief).or_refuse()
    people, crafts = people_by_discipline()
    planned = list(planned_line(row, timezone.localdate()).hours)
    start = {"due_on": usual_due_date(timezone.localdate()), "discipline_id": planned[0] if planned else None}
    likely = [pk for pk, craft in crafts.items() if craft == start["discipline_id"]]
    form = AskForm(
        request.POST or None, people=people, likely=likely, crafts=list(discipline_names().items()), initial=start
    )
    back = reverse("briefs:brief", args=[row.brief_id]) + "#lines"
    page = ActPage(
        title=_("Ask for hours"), button=_("Ask for hours"), back=back, crumbs=((row.brief.title, back),),
        hint=_("For “%(line)s”. They get an email and can answer from it without signing in.")
        % {"line": row.line.title},
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        asked = hours_asked.ask_for_hours(by=actor, line_id=line_id, asking=form.value_given(), now=timezone.now())
        reached, sentence = how_they_hear(asked.person, actor)
        messages.add_message(request, messages.SUCCESS if reached else messages.WARNING, sentence)
        return back

    return act_page(request, page, form, act)


def ask_again(request: HttpRequest, hours_request_id: int) -> HttpResponse:
    """Repeat an unanswered request with a new due date."""
    actor = actor_of(request)
    seen = asked_seen_by(actor, hours_request_id)
    policy.may_edit(person_of(actor), seen.line.brief).or_refuse()
    form = AskAgainForm(request.POST or None, initial={"due_on": usual_due_date(timezone.localdate())})
    back = reverse("briefs:brief", args=[seen.line.brief_id]) + "#lines"
    names = {"name": seen.person.name, "line": seen.line.line.title}
    page = ActPage(
        title=_("Ask again"), button=_("Ask again"), back=back, crumbs=((seen.line.brief.title, back),),
        hint=_("%(name)s will get another email about “%(line)s”, with a new link.") % names,
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        hours_asked.ask_again(by=actor, hours_request_id=hours_request_id, due_on=values["due_on"], now=timezone.now())
        return back

    return act_page(request, page, form, act)


def answer(request: HttpRequest, hours_request_id: int) -> HttpResponse:
    """Answer a request in Amity."""
    actor = actor_of(request)
    seen = asked_seen_by(actor, hours_request_id)
    policy.may_answer(person_of(actor), seen).or_refuse()
    form = AnswerForm(request.POST or None)
    if form.is_bound:

        def act(values: dict[str, Any]) -> str:
            hours_asked.answer_hours(
                by=actor,
                hours_request_id=hours_request_id,
                seconds=values["hours"] or 0,
                note=values["note"],
                now=timezone.now(),
            )
            messages.success(request, _("Answer sent. It is shown next to the line."))
            return reverse("briefs:asked")

        reply = acted(request, form, act)
        if reply is not None:
            return reply
    context = {"asked": seen, "form": form}
    return render(request, "briefs/answer.html", context, status=422 if form.is_bound else 200)


@public
@never_cache
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer from the email without signing in. A GET shows the request, a POST answers it once, for a limited time."""
    seen = asked_by_link(token)
    if seen is None or seen.withdrawn_at is not None:
        return render(request, "briefs/answered.html", {"asked": None}, status=404)
    context = {"asked": seen}
    with in_their_ways(seen.person):
        if seen.answered_at is not None:
            return render(request, "briefs/answered.html", context)
        if link_works(seen.link_until, timezone.now().date()):
            return _answered_by_link(request, token, context)
        return _link_over(request, token, context)


def _answered_by_link(request: HttpRequest, token: str, context: dict[str, Any]) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        values = form.values()
        try:
            answered = hours_asked.answer_by_link(
                token=token, seconds=values["hours"] or 0, note=values["note"], now=timezone.now()
            )
            return render(request, "briefs/answered.html", {"asked": answered})
        except (Invalid, Refused) as fault:
            form.show(fault)
    status = 422 if form.is_bound else 200
    return render(request, "briefs/answer_by_link.html", context | {"form": form}, status=status)


def _link_over(request: HttpRequest, token: str, context: dict[str, Any]) -> HttpResponse:
    """Show that the link has expired. A POST emails a new one to the address of the first."""
    if request.method == "POST":
        renewed = hours_asked.renew_link(token=token, now=timezone.now())
        return render(request, "briefs/link_over.html", {"asked": renewed, "renewed": True})
    return render(request, "briefs/link_over.html", context, status=410)


@require_POST
def take(request: HttpRequest, hours_request_id: int) -> HttpResponse:
    """Apply an answer as the hours of the line."""
    row = hours_asked.take_hours(by=actor_of(request), hours_request_id=hours_request_id, now=timezone.now())
    messages.success(request, _("Estimate updated with these hours."))
    return back_to(row.brief_id, "#lines")


@require_POST
def withdraw(request: HttpRequest, hours_request_id: int) -> HttpResponse:
    """Withdraw a request."""
    withdrawn = hours_asked.withdraw_question(
        by=actor_of(request), hours_request_id=hours_request_id, now=timezone.now()
    )
    return redirect("briefs:brief", withdrawn.line.brief_id)
