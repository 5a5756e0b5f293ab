"""Pages of accounts and their people."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts import commands, forms, open_now, places, queries
from amity.accounts import overview as account_overview
from amity.accounts.action_pages import page_of, people_page
from amity.accounts.pages import tab_context
from amity.accounts.sections import sections
from amity.agency.queries import agency
from amity.audit.actor_rights import actor_of
from amity.ui.acts import ActPage, act_page, acted
from amity.ui.asked import SHORT, queried


def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show what is open on the account, as far as the person sees it."""
    context = tab_context(request, account_id, "open")
    context |= open_now.context(actor_of(request), context["account"], queried(request).text("open", SHORT))
    return render(request, "accounts/open_now.html", context)


def people(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the people on both sides, or lead someone without full access to what they can see about them."""
    context = tab_context(request, account_id, "people")
    entries = places.people_pages.seen_by(actor_of(request), context["account"])
    context["people_pages"] = [(entry.label, entry.address(context["account"])) for entry in entries]
    if not context["rights"].whole:
        otherwise = reverse("accounts:account", args=[account_id])
        return redirect(next((address for _label, address in context["people_pages"]), otherwise))
    context["overview"] = overview = account_overview.overview(context["account"])
    context["history"] = overview.history
    context["buttons"] = [entry.template for entry in places.contact_buttons.seen_by(actor_of(request))]
    starts = places.contact_row.seen_by(actor_of(request), context["account"])
    context["row_starts"] = [(entry.label, entry.address(context["account"])) for entry in starts]
    context["moves"] = forms.moves_of(context["account"]) if context["rights"].edit else []
    return render(request, "accounts/people.html", context)


def plan(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the tab *Plan*: strategy, goals and expectations at risk, and every other section as a line."""
    context = tab_context(request, account_id, "plan")
    found = sections(places.plan, actor_of(request), context["account"])
    context["shown"] = [one for one in found if one.is_shown]
    context["lines"] = [one for one in found if not one.is_shown]
    return render(request, "accounts/plan.html", context)


def open_account(request: HttpRequest) -> HttpResponse:
    """Create an account. `?name=` fills in its name."""
    actor = actor_of(request)
    queries.may_open(actor).or_refuse()
    start = {"name": queried(request).text("name", SHORT), "currency": agency().currency, "status": "active"}
    form = forms.OpenAccountForm(request.POST or None, initial=start | queries.usual_holders(actor))
    page = ActPage(
        title=_("New account"),
        button=_("Create account"),
        back=reverse("accounts:accounts"),
        crumbs=((_("Accounts"), reverse("accounts:accounts")),),
        hint=_("A client organisation you serve, or hope to serve."),
    )

    def act(values: dict[str, Any]) -> str:
        opened = commands.open_account(by=actor, now=timezone.now(), **values)
        return reverse("accounts:account", args=[opened.pk])

    return act_page(request, page, form, act)


def edit_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Change an account's name, tier and currency."""
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    queries.rights(actor, account).edit.or_refuse()
    form = forms.EditAccountForm(request.POST or None)
    form.fill(account)
    page = page_of(account_id, account.name, _("Edit account"), _("Save account"))

    def act(values: dict[str, Any]) -> str:
        version, changes = values["version"], form.value_given()
        commands.edit_account(by=actor, account_id=account_id, version=version, changes=changes, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def move_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close, pause or reopen an account."""
    actor = actor_of(request)
    form = forms.MoveAccountForm(request.POST)
    back = reverse("accounts:people", args=[account_id])

    def act(values: dict[str, Any]) -> str:
        commands.move_account(by=actor, account_id=account_id, now=timezone.now(), **values)
        return back

    answer = acted(request, form, act)
    if answer is None:
        messages.error(request, form.stale_sentence or " ".join(str(error) for error in form.non_field_errors()))
    return answer or redirect(back)


def set_domains(request: HttpRequest, account_id: int) -> HttpResponse:
    """Set the client's email domains."""
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    queries.rights(actor, account).add.or_refuse()
    form = forms.DomainsForm(request.POST or None, initial={"domains": "\n".join(queries.domains_of(account))})
    page = people_page(account, _("Email domains"), _("Save domains"))

    def act(values: dict[str, Any]) -> str:
        commands.set_domains(by=actor, account_id=account_id, domains=values["domains"].split(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def assign_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Set the account's manager or director from a date."""
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    queries.rights(actor, account).assign.or_refuse()
    initial = {"duty": "manager", "person_id": str(account.manager_id or ""), "valid_from": timezone.localdate()}
    form = forms.AssignForm(request.POST or None, account=account, initial=initial)
    page = people_page(
        account, _("Account manager and director"), _("Assign"),
        hint=_("A past date is added to the history; a future date applies from that day."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        commands.assign_account(by=actor, account_id=account_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)
