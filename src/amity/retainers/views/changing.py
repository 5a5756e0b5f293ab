"""Forms that change a retainer; each leads back to its page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from amity.audit.standing import actor_of
from amity.retainers import commands, forms, policy, wording
from amity.retainers.queries import choices
from amity.retainers.queries.seen import Retainer, projects_of, retainer_seen_by
from amity.shared.actor import Actor
from amity.shared.errors import NotSeen
from amity.ui.acts import ActForm, ActPage, act_page

Act = Callable[[dict[str, Any]], Any]


def agree_period_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Agree on other terms from a period on."""
    actor, seen = _to_agree(request, agreement_id)
    today = timezone.localdate()
    terms, first = choices.terms_now(seen, today)
    form = forms.PeriodTermsForm(
        request.POST or None, terms=terms, currency=seen.currency, first=first,
        initial={"valid_from": seen.starts_on if first else today.replace(day=1)},
    )  # fmt: skip

    def act(values: dict[str, Any]) -> None:
        commands.agree_period_terms(by=actor, agreement_id=agreement_id, terms=form.terms(), now=timezone.now())

    hint = _("They hold from the period that this day lies in. Terms of earlier periods stay as they are.")
    return _form(request, seen, form, act, (lazy("Change the terms"), lazy("Agree on these terms")), hint)


def buy_top_up(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Note what the client bought beside what is included."""
    actor, seen = _to_agree(request, agreement_id)
    today = timezone.localdate()
    form = forms.TopUpForm(
        request.POST or None, kind=choices.kind_now(seen, today), currency=seen.currency, initial={"valid_from": today}
    )

    def act(values: dict[str, Any]) -> None:
        price = forms.minor(values["price"], seen.currency) or 0
        said = values | {"amount": form.amount_in(values), "price": price}
        commands.buy_top_up(by=actor, agreement_id=agreement_id, now=timezone.now(), **said)

    hint = _("What expires first is used first. It can be used up to the end of the period in which it expires.")
    return _form(request, seen, form, act, (lazy("Add a top-up"), lazy("Add the top-up")), hint)


def decide_over(request: HttpRequest, agreement_id: int, period: str) -> HttpResponse:
    """Bill or give what was over in a period."""
    actor, seen = _to_agree(request, agreement_id)
    begins = _day(period)
    found = choices.period_beginning(seen, begins, timezone.localdate())
    unit = wording.unit_of(seen, found.terms, fee=True)
    form = forms.OverForm(
        request.POST or None, kind=found.terms.kind, currency=seen.currency, initial={"given": found.given}
    )

    def act(values: dict[str, Any]) -> None:
        given = form.amount_in(values)
        commands.decide_over(by=actor, agreement_id=agreement_id, period=begins, given=given, now=timezone.now())

    hint = _("%(amount)s were over in %(period)s.") % {
        "amount": unit.plain(found.row.over), "period": wording.named(found.span),
    }  # fmt: skip
    return _form(request, seen, form, act, (lazy("Billed or given"), lazy("Decide")), hint)


def count_delivery(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Count pieces that were handed over."""
    actor, seen = _to_work(request, agreement_id)
    form = forms.DeliveryForm(request.POST or None, initial={"delivered_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        commands.count_delivery(by=actor, agreement_id=agreement_id, now=timezone.now(), **values)

    return _form(request, seen, form, act, (lazy("Count pieces"), lazy("Count them")))


def log_call_off(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Log what the client asks for."""
    actor, seen = _to_work(request, agreement_id)
    today = timezone.localdate()
    offered = choices.call_off_choices(seen, today)
    form = forms.CallOffForm(
        request.POST or None, contacts=offered.contacts, lines=offered.lines, projects=offered.projects, today=today
    )

    def act(values: dict[str, Any]) -> None:
        commands.log_call_off(by=actor, agreement_id=agreement_id, now=timezone.now(), **values)

    hint = _("It becomes a work item: time logged on that item counts to it.")
    return _form(request, seen, form, act, (lazy("Log a request"), lazy("Log it")), hint)


@require_POST
def finish_call_off(request: HttpRequest, agreement_id: int, call_off_id: int) -> HttpResponse:
    """Say that a call-off is done."""
    commands.finish_call_off(
        by=actor_of(request), agreement_id=agreement_id, call_off_id=call_off_id, now=timezone.now()
    )
    return redirect("retainers:retainer", agreement_id)


@require_POST
def drop_call_off(request: HttpRequest, agreement_id: int, call_off_id: int) -> HttpResponse:
    """Say that the client no longer wants it."""
    commands.drop_call_off(by=actor_of(request), agreement_id=agreement_id, call_off_id=call_off_id, now=timezone.now())
    return redirect("retainers:retainer", agreement_id)


def _to_agree(request: HttpRequest, agreement_id: int) -> tuple[Actor, Retainer]:
    actor = actor_of(request)
    seen = retainer_seen_by(actor, agreement_id)
    policy.may_agree(actor, seen).or_refuse()
    return actor, seen


def _to_work(request: HttpRequest, agreement_id: int) -> tuple[Actor, Retainer]:
    actor = actor_of(request)
    seen = retainer_seen_by(actor, agreement_id)
    policy.may_work(actor, projects_of(seen)).or_refuse()
    return actor, seen


def _form(
    request: HttpRequest, seen: Retainer, form: ActForm, act: Act, words: tuple[Promise, Promise], hint: str = ""
) -> HttpResponse:
    back = reverse("retainers:retainer", args=[seen.pk])
    title, button = words
    page = ActPage(title=title, button=button, back=back, crumbs=((str(seen), back),), hint=hint, grid=True)

    def done(values: dict[str, Any]) -> str:
        act(values)
        return back

    return act_page(request, page, form, done)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotSeen(_("No period begins on that day.")) from None
