"""Pages that log, show, change, close and reopen a client's request."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amity.accounts.queries import account_seen_by
from amity.agency.queries import limit
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.scope import policy
from amity.scope.requests import commands, forms, page, queries
from amity.ui.acts import act_page
from amity.ui.asked import posted, queried


def choose_account(request: HttpRequest) -> HttpResponse:
    """Choose the account for which a request is logged."""
    form = forms.AccountForm(request.POST or None)
    form.offer("account_id", queries.accounts_to_choose(actor_of(request)), _("choose an account"))
    frame = replace(page.frame(None, _("Log a request"), _("Continue"), reverse("scope:requests")), leads_on=True)

    def act(values: dict[str, Any]) -> str:
        words = page.words_of(queried(request))
        query = f"?{urlencode({'words': words})}" if words else ""
        return reverse("scope:log_on_account", args=[values["account_id"]]) + query

    return act_page(request, frame, form, act)


def log_on_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Log a request of an account. The query can fill in the words, the contact and the project."""
    return _log(request, account_id, queried(request).whole("project") or None)


def log_on_project(request: HttpRequest, project_id: int) -> HttpResponse:
    """Log a request about a project."""
    return _log(request, queries.account_of_project(actor_of(request), project_id).pk, project_id)


def _log(request: HttpRequest, account_id: int, project_id: int | None) -> HttpResponse:
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    form = page.log_form(request, actor, account, project_id)
    hint = _("A request that takes less than %(minutes)s minutes needs no record.")
    project = page.project_of(actor, account, project_id)
    place = {"project": project.name if project else "", "account": account.name}
    title = (_("Log a request about %(project)s") if project else _("Log a request from %(account)s")) % place
    frame = page.frame(
        account, title, _("Log request"), reverse("accounts:account", args=[account_id]),
        hint % {"minutes": limit("courtesy.no_record")},
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        made = commands.log_request(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        messages.success(request, _("Request logged: %(words)s") % {"words": made.words})
        return reverse("scope:request", args=[made.pk])

    return act_page(request, frame, form, act)


@require_safe
def guess_line(request: HttpRequest, account_id: int) -> HttpResponse:
    """Draw the line, the similar requests and what is left again for the words typed so far."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    form = page.guess_form(request, actor, account)
    if queried(request).has("dialog"):
        form.auto_id = "dialog_%s"
    return render(request, "scope/request_guess.html", {"form": form})


@require_safe
def request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Show one request."""
    actor = actor_of(request)
    return render(request, "scope/request.html", page.context(actor, queries.request_seen_by(actor, request_id)))


def edit_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Change an open request."""
    actor = actor_of(request)
    seen = queries.request_seen_by(actor, request_id)
    policy.may_change(person_of(actor), seen).or_refuse()
    form = page.edit_form(request, actor, seen)
    frame = page.frame(seen.account, _("Edit request"), _("Save request"), page.back_to(queried(request), seen))

    def act(values: dict[str, Any]) -> str:
        fields = form.value_given(**page.kept(form, seen))
        commands.edit_request(
            by=actor, request_id=request_id, version=values["version"], fields=fields, now=timezone.now()
        )
        return frame.back

    return act_page(request, frame, form, act)


def close_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Close a request with a reason."""
    actor = actor_of(request)
    seen = queries.request_seen_by(actor, request_id)
    policy.may_change(person_of(actor), seen).or_refuse()
    form = forms.ClosingForm(request.POST or None, initial={"version": seen.version, **page.closing_begun(seen)})
    back = page.back_to(queried(request), seen)
    frame = page.frame(seen.account, _("Close request"), _("Close request"), back, hint=seen.words)

    def act(values: dict[str, Any]) -> str:
        commands.close_request(
            by=actor, request_id=request_id, version=values["version"], fields=form.value_given(), now=timezone.now()
        )
        messages.success(request, _("Request closed."))
        return back

    return act_page(request, frame, form, act)


@require_POST
def finish_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Close a request as done."""
    one = commands.finish_request(by=actor_of(request), request_id=request_id, now=timezone.now())
    return redirect(page.back_to(posted(request), one))


@require_POST
def drop_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Close a request that the client no longer needs."""
    one = commands.drop_request(by=actor_of(request), request_id=request_id, now=timezone.now())
    return redirect(page.back_to(posted(request), one))


@require_POST
def reopen_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """Reopen a request."""
    asked = posted(request)
    version = asked.whole("version") if asked.has("version") else None
    one = commands.reopen_request(by=actor_of(request), request_id=request_id, version=version, now=timezone.now())
    messages.success(request, _("Request reopened."))
    return redirect(page.back_to(asked, one))
