"""Pages that create a small job and show its price while it is typed."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.briefs import policy, wording
from amity.briefs.choices import brief_choices, discipline_names
from amity.briefs.conversion.rules import Offer
from amity.briefs.estimate.queries import typed_offer
from amity.briefs.lines.forms import quick_line
from amity.briefs.small_jobs import commands as small_jobs
from amity.briefs.small_jobs.forms import NoteForm, NotePriceForm
from amity.people.queries import person_of
from amity.shared.errors import Invalid
from amity.shared.money import Money
from amity.ui.acts import acted
from amity.ui.asked import posted


def new_note(request: HttpRequest, account_id: int) -> HttpResponse:
    """Create a small job on one page. `start` converts it directly to work."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_open(person_of(actor), account).or_refuse()
    choices = brief_choices(account)
    only = choices.contacts[0][0] if len(choices.contacts) == 1 else None
    form = NoteForm(
        request.POST or None, choices=choices, initial={"approver_id": only, "stated_on": timezone.localdate()}
    )
    if form.is_bound:
        answer = acted(request, form, lambda values: _noted(request, account_id, form))
        if answer is not None:
            return answer
    currency = account.currency
    context = {
        "account": account,
        "form": form,
        **_price_context(NotePriceForm(request.POST, currency=currency), currency),
    }
    return render(request, "briefs/note.html", context, status=422 if form.is_bound else 200)


def _noted(request: HttpRequest, account_id: int, form: NoteForm) -> str:
    by, now = actor_of(request), timezone.now()
    note = small_jobs.NoteFields(
        form.value_given(), _hours(form.cleaned_data["hours"]), form.cleaned_data["stated_by_id"]
    )
    opened = small_jobs.open_note(by=by, account_id=account_id, fields=note, now=now)
    if posted(request).has("start"):
        price = form.cleaned_data["price"] or None
        small_jobs.start_note(by=by, brief_id=opened.pk, version=opened.version, price=price, now=now)
        messages.success(request, _("Brief confirmed and work created."))
    return reverse("briefs:brief", args=[opened.pk])


@require_GET
def note_price(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the price of a small job being typed. Nothing is saved."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_open(person_of(actor), account).or_refuse()
    currency = account.currency
    return render(
        request,
        "briefs/note_price.html",
        _price_context(NotePriceForm(request.GET, currency=currency), currency),
    )


def _price_context(form: NotePriceForm, currency: str) -> dict[str, Any]:
    """Return the context of `briefs/note_price.html`: the price, or the two amounts to choose from."""
    prices = Offer()
    if form.is_valid() and not form.cleaned_data["retainer_id"]:
        with suppress(Invalid):
            prices = typed_offer(
                currency, _hours(form.cleaned_data["hours"]), form.budget_minor(), timezone.localdate()
            )
    price = prices.price()
    return {
        "price": None if price is None else Money(price, currency),
        "choices": wording.price_choices(prices, currency) if prices.is_open else [],
        "chosen": form.cleaned_data.get("price", "") if form.is_valid() else "",
    }


def _hours(typed: str) -> tuple[tuple[int, int], ...]:
    """Parse hours typed as "4 design 2 dev". Refuse text that isn't understood."""
    if not typed.strip():
        return ()
    read = quick_line(f"- {typed}", discipline_names())
    if read.title != "-" or not read.hours:
        raise Invalid(_("Enter hours with their discipline, for example “4 design 2 dev”."), "hours")
    return read.hours
