"""Pages that pass something on, raise something for the client, show one, and answer it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.conversations.passing import answers, commands, forms, pages, queries, wording
from amity.monitoring.queries import client_of
from amity.monitoring.risks.queries import entry_seen_by
from amity.ui.acts import act_page
from amity.ui.asked import queried

if TYPE_CHECKING:
    from amity.accounts.models import Account


def pass_on(request: HttpRequest, account_id: int) -> HttpResponse:
    """Pass on what a client said. `?point=` fills in a marked line of a note, `?note=` and `?email=` name one."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    form, note_id = pages.pass_on_form(request, actor, account), pages.note_of(request, actor)
    page = pages.act(account, _("Pass on"), _("Pass on"), pages.home_of(request, account))

    def act(values: dict[str, Any]) -> str:
        made = commands.pass_on(
            by=actor, account_id=account_id, colleague_ids=form.colleagues_given, fields=form.value_given(),
            note_id=note_id, email_id=queried(request).whole("email") or None, now=timezone.now(),
        )  # fmt: skip
        names = ", ".join(row.colleague.name for row in made if row.colleague)
        messages.success(request, _("Passed on to %(names)s.") % {"names": names})
        return page.back

    return act_page(request, page, form, act)


def raise_for_client(request: HttpRequest, **place: int) -> HttpResponse:
    """Raise something for the client of a project (`project_id`) or an account (`account_id`)."""
    actor = actor_of(request)
    account, project = client_of(actor, **place)
    back = pages.home_of(request, account)
    if project is not None:
        back = f"{reverse('projects:client', args=[project.pk])}#passing"
    form = pages.raise_form(actor, account, request.POST or None, contact_id=queried(request).whole("contact"))
    return _raise(request, form, account, back, place)


def raise_entry(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Raise a risk or blocker for the client."""
    actor = actor_of(request)
    entry = entry_seen_by(actor, risk_id)
    account, _project = client_of(actor, project_id=entry.project_id, account_id=entry.account_id)
    form = pages.raise_form(actor, account, request.POST or None, text=entry.title)
    return _raise(request, form, account, reverse("monitoring:entry", args=[risk_id]), {"risk_id": risk_id})


def _raise(
    request: HttpRequest, form: forms.RaiseForm, account: "Account", back: str, place: dict[str, int]
) -> HttpResponse:
    page = pages.act(account, _("Raise for the client"), _("Raise for the client"), back)

    def act(values: dict[str, Any]) -> str:
        made = commands.raise_for_client(by=actor_of(request), fields=form.value_given(), now=timezone.now(), **place)
        messages.success(request, _("Raised for the client: %(text)s") % {"text": made.text})
        return page.back

    return act_page(request, page, form, act)


def passed(request: HttpRequest, passed_id: int) -> HttpResponse:
    """Show one: who said or raised it, for whom, and what became of it."""
    actor = actor_of(request)
    return render(request, "conversations/passed.html", pages.facts(actor, queries.passed_seen_by(actor, passed_id)))


def answer(request: HttpRequest, passed_id: int, answer: str) -> HttpResponse:
    """Give an answer: acknowledge, not for the team, the client knows, or keep back."""
    actor = actor_of(request)
    seen = queries.passed_seen_by(actor, passed_id)
    queries.may_answer(actor, seen, answer)
    form = forms.answer_form(answer, seen, request.POST or None)
    title, back = str(wording.TITLES[answer]), reverse("conversations:passed", args=[passed_id])
    page = pages.act(seen.account, title, str(wording.BUTTONS[answer]), back, hint=seen.text)

    def act(values: dict[str, Any]) -> str:
        given = {name: values[name] for name in ("how", "because", "contact_id") if name in values}
        answers.give(actor, passed_id, answer, timezone.now(), version=values["version"], **given)
        undo = reverse("conversations:reopen_passed", args=[passed_id])
        messages.success(request, str(wording.DONE[answer]), extra_tags=undo)
        return page.back

    return act_page(request, page, form, act)


@require_POST
def reopen_passed(request: HttpRequest, passed_id: int) -> HttpResponse:
    """Take the answer back."""
    commands.reopen(by=actor_of(request), passed_id=passed_id, now=timezone.now())
    messages.success(request, _("Undone. It’s open again."))
    return redirect("conversations:passed", passed_id)
