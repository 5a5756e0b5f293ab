"""Pages for the duties on an account, and for the agency's default."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.pages import tab_context
from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.charter import holders as duty_holders
from amity.charter import pages, queries, wording
from amity.charter.duties import commands, forms
from amity.shared.errors import NotSeen
from amity.ui.acts import ActPage, act_page, acted
from amity.ui.asked import posted, queried


def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the duties on an account to everyone on it."""
    context = tab_context(request, account_id, "people")
    show = queried(request).text("show")
    context |= pages.account_page(actor_of(request), context["account"], show, timezone.localdate())
    return render(request, "charter/account.html", context)


def answer(request: HttpRequest, account_id: int) -> HttpResponse:
    """Answer the three questions of an account."""
    actor, seen = actor_of(request), account_seen_by(actor_of(request), account_id)
    queries.may_change(actor, seen).or_refuse()
    found = duty_holders.charter_in_force(seen)
    form = forms.QuestionsForm(request.POST or None, default=found.usual)
    form.fill(found.own)

    def act(values: dict[str, Any]) -> str:
        commands.set_questions(
            by=actor, account_id=account_id, asked=form.asked(), version=values["version"] or 0, now=timezone.now()
        )
        return page.back

    page = _page(account_id, seen.name, _("Three questions"), _("Save answers"))
    return act_page(request, page, form, act)


def duty(request: HttpRequest, account_id: int, duty: str) -> HttpResponse:
    """Change a duty of an account."""
    actor, seen = actor_of(request), account_seen_by(actor_of(request), account_id)
    queries.may_change(actor, seen).or_refuse()
    page = _page(account_id, seen.name, _duty_word(duty), _("Save duty"))
    return _duty_page(request, page, seen, duty)


@require_POST
def reset(request: HttpRequest, account_id: int, duty: str) -> HttpResponse:
    """Reset a duty of an account to the default."""
    commands.reset_duty(
        by=actor_of(request),
        account_id=account_id,
        duty=duty,
        version=posted(request).whole("version"),
        now=timezone.now(),
    )
    return redirect("charter:account", account_id)


def default(request: HttpRequest) -> HttpResponse:
    """Show and change the agency's default: the three questions and the table of duties."""
    actor = actor_of(request)
    queries.may_change(actor, None).or_refuse()
    context = pages.default_page()
    form = forms.QuestionsForm(request.POST) if request.method == "POST" else context["questions"]

    def act(values: dict[str, Any]) -> str:
        commands.set_questions(
            by=actor, account_id=None, asked=form.asked(), version=values["version"] or 0, now=timezone.now()
        )
        return reverse("charter:default")

    answer = acted(request, form, act) if form.is_bound else None
    status = (409 if form.stale_sentence else 422) if form.is_bound else 200
    return answer or render(request, "charter/default.html", context | {"questions": form}, status=status)


def default_duty(request: HttpRequest, duty: str) -> HttpResponse:
    """Change a duty of the agency's default."""
    queries.may_change(actor_of(request), None).or_refuse()
    back = reverse("charter:default")
    page = ActPage(
        title=_duty_word(duty), button=_("Save duty"), back=back, crumbs=((_("Who does what"), back),),
        hint=_("Applies to every account without its own setting."),
    )  # fmt: skip
    return _duty_page(request, page, None, duty)


@require_POST
def reset_default(request: HttpRequest, duty: str) -> HttpResponse:
    """Reset a duty of the agency to the result of the three answers."""
    commands.reset_duty(
        by=actor_of(request), account_id=None, duty=duty, version=posted(request).whole("version"), now=timezone.now()
    )
    return redirect("charter:default")


def _duty_page(request: HttpRequest, page: ActPage, seen: Any, duty: str) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    form = forms.DutyForm(request.POST or None, account=seen, current=lambda: pages.current_duty(seen, duty, today))

    def act(values: dict[str, Any]) -> str:
        account_id, version = seen.pk if seen else None, values["version"] or 0
        commands.change_duty(
            by=actor, account_id=account_id, duty=duty, fields=form.value_given(), version=version, now=timezone.now()
        )
        return page.back

    return act_page(request, page, form, act)


def _duty_word(duty: str) -> str:
    words = wording.duty_labels()
    if duty not in words:
        raise NotSeen(_("Duty not found."))
    return words[duty]


def _page(account_id: int, name: str, title: str, button: str) -> ActPage:
    back = reverse("charter:account", args=[account_id])
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (name, back))
    return ActPage(title=title, button=button, back=back, crumbs=crumbs)
