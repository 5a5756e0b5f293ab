"""Pages of agreements."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.agreements import commands, forms, places, queries, rules
from amity.audit.standing import actor_of
from amity.lines.commands import NewTerms
from amity.shared.errors import Refused
from amity.shared.money import Money
from amity.ui.acts import ActPage, act_page


def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One agreement: what was agreed, and its lines. Amounts only for who sees fees."""
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    terms = queries.terms_of(seen)
    placed = queries.lines_of(seen, timezone.localdate())
    priced = [one.price.minor for one in placed if one.price is not None]
    context = {
        "agreement": seen,
        "rights": queries.rights(actor, seen),
        "fee_model": queries.fee_model_labels()[seen.fee_model],
        "facts": queries.facts_of(terms),
        "more_acts": [(one.label, one.address(seen)) for one in places.acts.seen_by(actor, seen)],
        "missing": queries.missing_sentences(terms),
        "lines": placed,
        "units": queries.units(),
        "total": Money(sum(priced), seen.currency) if priced else None,
        "planned": sum(one.terms.current.planned_seconds or 0 for one in placed if one.terms.current),
    }
    return render(request, "agreements/agreement.html", context)


def open_agreement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Open an agreement with an account."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    form = forms.OpenAgreementForm(request.POST or None)
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("Open an agreement"), button=_("Open the agreement"), back=back, crumbs=((account.name, back),),
        hint=_("What you and the client agreed on: a statement of work, a retainer. Its terms come next."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        opened = commands.open_agreement(by=actor, account_id=account_id, now=timezone.now(), **values)
        return reverse("agreements:agree_terms", args=[opened.pk])

    return act_page(request, page, form, act)


def agree_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Say what was agreed."""
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    _refuse_without_right(queries.rights(actor, seen))
    form = forms.TermsForm(request.POST or None)
    form.fill(seen)
    page = _page(
        agreement_id, str(seen), _("Terms"), _("Agree on these terms"),
        hint=_("Time already logged keeps the price stored with it, whatever becomes of the price of an hour."),
    )  # fmt: skip
    before = queries.terms_of(seen)

    def act(values: dict[str, Any]) -> str:
        terms = form.terms()
        commands.agree_terms(
            by=actor, agreement_id=agreement_id, version=values["version"], terms=terms, now=timezone.now()
        )
        if rules.changes_prices(before, terms):
            messages.warning(request, queries.prices_kept_sentence())
        return page.back

    return act_page(request, page, form, act)


def add_line(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Put a line into an agreement."""
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    _refuse_without_right(queries.rights(actor, seen))
    form = forms.LineForm(request.POST or None)
    page = _page(agreement_id, str(seen), _("Add a line"), _("Add the line"))

    def act(values: dict[str, Any]) -> str:
        said = {name: values.pop(name) for name in ("number", "title", "phase")}
        from_day = seen.signed_on or seen.starts_on or timezone.localdate()
        terms = NewTerms(valid_from=from_day, signed_on=seen.signed_on, **values)
        commands.add_line(by=actor, agreement_id=agreement_id, terms=terms, now=timezone.now(), **said)
        return page.back

    return act_page(request, page, form, act)


def _refuse_without_right(rights: queries.Rights) -> None:
    if not rights.write:
        raise Refused(rights.why_not)


def _page(agreement_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    back = reverse("agreements:agreement", args=[agreement_id])
    return ActPage(title=title, button=button, back=back, crumbs=((name, back),), hint=hint, grid=True)
