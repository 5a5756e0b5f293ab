"""Begin a draft, and say what it says."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts import queries as accounts
from amity.agreements import commands, queries
from amity.agreements.forms.drafting import DraftForm, ParticularsForm, WordingForm
from amity.agreements.forms.paid import LineForm, LineTermsForm
from amity.agreements.queries.chosen import parents_for
from amity.agreements.queries.page import term_rows
from amity.agreements.views.acting import page_of, to_change
from amity.audit.standing import actor_of
from amity.lines.commands import NewTerms
from amity.ui.acts import ActPage, act_page


def draft_agreement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Begin an agreement that is still to be offered."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    queries.may_draft(actor, account).or_refuse()
    form = DraftForm(request.POST or None, parents=parents_for(actor, account))
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("Draft an agreement"), button=_("Create draft"), back=back, crumbs=((account.name, back),),
        hint=_("The draft starts with your standard terms. Nothing is sent to the client."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        drafted = commands.draft_agreement(by=actor, account_id=account_id, now=timezone.now(), **values)
        return reverse("agreements:agreement", args=[drafted.pk])

    return act_page(request, page, form, act)


def change_particulars(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """What it is called, what it stands under, who signs, its days."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    parents = [one for one in parents_for(actor, seen.account, seen.kind) if one[0] != str(seen.pk)]
    form = ParticularsForm(request.POST or None, parents=parents, kind=seen.kind)
    form.fill(seen)
    page = page_of(agreement_id, str(seen), _("Details and dates"), _("Save"), grid=True)

    def act(values: dict[str, Any]) -> str:
        commands.change_particulars(
            by=actor, agreement_id=agreement_id, version=values["version"], particulars=form.particulars(),
            now=timezone.now(),
        )  # fmt: skip
        return page.back

    return act_page(request, page, form, act)


def say_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """What it says of every term, and what the client asked for."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = WordingForm(request.POST or None, rows=term_rows(seen))
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Terms"), _("Save terms"), grid=True,
        hint=_("What differs from your standard is marked, and may have to be reviewed."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.say_terms(
            by=actor, agreement_id=agreement_id, version=values["version"], said=form.said(), now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def add_line(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Put a line into an agreement."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = LineForm(request.POST or None)
    page = page_of(agreement_id, str(seen), _("Add a line"), _("Add line"), grid=True)

    def act(values: dict[str, Any]) -> str:
        said = {name: values.pop(name) for name in ("number", "title", "phase")}
        from_day = seen.signed_on or seen.starts_on or timezone.localdate()
        terms = NewTerms(valid_from=from_day, signed_on=seen.signed_on, **values)
        commands.add_line(by=actor, agreement_id=agreement_id, terms=terms, now=timezone.now(), **said)
        return page.back

    return act_page(request, page, form, act)


def set_line_terms(request: HttpRequest, agreement_id: int, line_id: int) -> HttpResponse:
    """Say anew what a line promises; what stood before stays as its history."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    placed = queries.placed_line_in(seen, line_id)
    form = LineTermsForm(request.POST or None, terms=placed.terms.current)
    page = page_of(agreement_id, str(seen), f"{placed.number} {placed.line.title}", _("Save"), grid=True)

    def act(values: dict[str, Any]) -> str:
        terms = queries.offered_anew(seen, placed, timezone.localdate(), values)
        commands.set_line_terms(by=actor, line_id=line_id, terms=terms, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def take_line_out(request: HttpRequest, agreement_id: int, line_id: int) -> HttpResponse:
    """Take a line out of a draft."""
    commands.take_line_out(by=actor_of(request), agreement_id=agreement_id, line_id=line_id, now=timezone.now())
    return redirect("agreements:agreement", agreement_id)
