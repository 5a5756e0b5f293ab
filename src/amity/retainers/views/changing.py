"""Forms that change a retainer; each leads back to its page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
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
from amity.ui import formats
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

    hint = _("The terms apply from the period that contains this date. Earlier periods keep their terms.")
    return form_page(request, seen, form, act, (lazy("Change terms"), lazy("Agree on these terms")), hint)


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

    hint = _("The first to expire is used first. A top-up can be used until the end of the period in which it expires.")
    return form_page(request, seen, form, act, (lazy("Add a top-up"), lazy("Save top-up")), hint)


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

    hint = _("Overage in %(period)s: %(amount)s.") % {
        "amount": unit.plain(found.row.over), "period": wording.named(found.span),
    }  # fmt: skip
    return form_page(request, seen, form, act, (lazy("Bill or write off overage"), lazy("Save decision")), hint)


def count_delivery(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Count pieces that were handed over."""
    actor, seen = to_work(request, agreement_id)
    form = forms.DeliveryForm(request.POST or None, initial={"delivered_on": timezone.localdate()})

    def act(values: dict[str, Any]) -> None:
        commands.count_delivery(by=actor, agreement_id=agreement_id, now=timezone.now(), **values)

    return form_page(request, seen, form, act, (lazy("Add delivered units"), lazy("Save delivered units")))


@require_POST
def take_back_top_up(request: HttpRequest, agreement_id: int, top_up_id: int) -> HttpResponse:
    """Take back a top-up that was noted wrongly."""
    commands.take_back_top_up(by=actor_of(request), agreement_id=agreement_id, top_up_id=top_up_id, now=timezone.now())
    messages.success(request, _("Top-up removed. It is kept in the audit log."))
    return redirect("retainers:retainer", agreement_id)


@require_POST
def take_back_delivery(request: HttpRequest, agreement_id: int, delivery_id: int) -> HttpResponse:
    """Take back pieces that were counted wrongly."""
    row = commands.take_back_delivery(
        by=actor_of(request), agreement_id=agreement_id, delivery_id=delivery_id, now=timezone.now()
    )
    messages.success(request, _("Units delivered on %(day)s removed.") % {"day": formats.full_day(row.delivered_on)})
    return redirect("retainers:retainer", agreement_id)


def _to_agree(request: HttpRequest, agreement_id: int) -> tuple[Actor, Retainer]:
    actor = actor_of(request)
    seen = retainer_seen_by(actor, agreement_id)
    policy.may_agree(actor, seen).or_refuse()
    return actor, seen


def to_work(request: HttpRequest, agreement_id: int) -> tuple[Actor, Retainer]:
    """Who asks, and the retainer, where they may log what the client asks for and gets."""
    actor = actor_of(request)
    seen = retainer_seen_by(actor, agreement_id)
    policy.may_work(actor, projects_of(seen)).or_refuse()
    return actor, seen


def form_page(
    request: HttpRequest, seen: Retainer, form: ActForm, act: Act, words: tuple[Promise, Promise], hint: str = ""
) -> HttpResponse:
    """The page of one form, which leads back to the retainer."""
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
        raise NotSeen(_("No period starts on that date. Choose the first day of a period.")) from None
