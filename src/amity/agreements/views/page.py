"""The page of an agreement, its frozen versions, and the record of what is agreed already."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts import queries as accounts
from amity.agreements import commands, heading, places, queries, rules, wording
from amity.agreements.forms.paid import OpenAgreementForm, TermsForm
from amity.agreements.queries.compared import version_page
from amity.agreements.queries.page import agreement_page
from amity.agreements.rules import states
from amity.agreements.views.acting import page_of, to_change
from amity.audit.standing import actor_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import SHORT, queried


def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One agreement: what it says and where it stands. Amounts only for who sees fees."""
    actor, today = actor_of(request), timezone.localdate()
    seen = queries.agreement_seen_by(actor, agreement_id)
    page, contract = agreement_page(actor, seen, today, timezone.now()), queries.contract_of(seen, today)
    rights, terms = queries.rights(actor, seen), queries.terms_of(seen)
    context = {
        "agreement": seen,
        "page": page,
        "rights": rights,
        "title": heading.title(seen, page),
        "stages": heading.stages(seen, page),
        "steps": heading.steps(seen) if rights.write else [],
        "kind": wording.KINDS[seen.kind],
        "words": wording,
        "fee_model": queries.fee_model_labels()[seen.fee_model],
        "facts": queries.facts_of(terms),
        "more_acts": [(one.label, one.address(seen)) for one in places.acts.seen_by(actor, seen)],
        "cards": [(one.template, one.load(actor, [seen.pk]).get(seen.pk)) for one in places.cards.seen_by(actor, seen)],
        "missing": queries.missing_sentences(terms) if seen.kind in states.WITH_LINES else [],
        "lines": contract.rows,
        "contract": contract,
        "units": queries.units(),
        "deleted": queried(request).whole("deleted") or None,
        "total": contract.lines,
        "planned": contract.seconds,
    }
    return render(request, "agreements/agreement.html", context)


def version(request: HttpRequest, agreement_id: int, number: int) -> HttpResponse:
    """A frozen version, what it says, its hash, and what differs from another."""
    actor = actor_of(request)
    seen = queries.agreement_seen_by(actor, agreement_id)
    page = version_page(actor, seen, number, queried(request).text("from", SHORT))
    return render(request, "agreements/version.html", {"agreement": seen, "page": page})


def open_agreement(request: HttpRequest, account_id: int) -> HttpResponse:
    """Record an agreement that was signed elsewhere."""
    actor = actor_of(request)
    account = accounts.account_seen_by(actor, account_id)
    form = OpenAgreementForm(request.POST or None)
    back = reverse("accounts:account", args=[account_id])
    page = ActPage(
        title=_("Record a signed agreement"), button=_("Save agreement"), back=back, crumbs=((account.name, back),),
        hint=_("For an agreement made outside Amity. It will be in force at once. You add the fee terms next."),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        opened = commands.open_agreement(by=actor, account_id=account_id, now=timezone.now(), **values)
        return reverse("agreements:agree_terms", args=[opened.pk])

    return act_page(request, page, form, act)


def agree_terms(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Say how it is paid."""
    actor = actor_of(request)
    seen = to_change(request, agreement_id)
    form = TermsForm(request.POST or None)
    form.fill(seen)
    page = page_of(
        agreement_id, str(seen), _("Fee terms"), _("Save fee terms"), grid=True,
        hint=_("Time already logged keeps its price, even if the hourly rate changes."),
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
