"""Pages for preferences: save, change, withdraw, and check a text."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.accounts.pages import tab_context
from amity.accounts.policy import may_keep
from amity.accounts.preferences import commands, forms, queries, rules
from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import queried
from amity.ui.linked import naming

if TYPE_CHECKING:
    from amity.accounts.models import Account, Contact

WORDS_MOST: Final = 100
"""Characters of words that an address fills in."""


def keep_preference(request: HttpRequest, account_id: int) -> HttpResponse:
    """Save a preference of a client. `?words=` fills in words that they don't like."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    may_keep(person_of(actor), account).or_refuse()
    contact = _contact(account, queried(request).whole("contact"))
    words = queried(request).search("words")[:WORDS_MOST]
    initial = {"stated_on": timezone.localdate(), **(_disliked(words) if words else {})}
    form = forms.PreferenceForm(request.POST or None, account=account, contact=contact, initial=initial)
    title = _("Add a preference of %(name)s") % {"name": contact.name} if contact else _("Add a preference")
    page = _page(account_id, account.name, title, _("Save preference"))
    is_open = queried(request).has("open")
    if contact:
        page = replace(page, back=reverse("accounts:contact", args=[contact.pk]))
    elif is_open:
        page = replace(page, back=reverse("accounts:account", args=[account_id]))

    def act(values: dict[str, Any]) -> str:
        made = commands.keep_preference(by=actor, account_id=account_id, fields=form.value_given(), now=timezone.now())
        in_plan = f"{reverse('accounts:plan', args=[account_id])}#preference-{made.pk}"
        messages.success(request, naming(_("Preference saved: %(what)s"), made.text, in_plan))
        return page.back if contact or is_open else in_plan

    return act_page(request, page, form, act)


def _contact(account: "Account", contact_id: int | None) -> "Contact | None":
    """Return the contact of an account whose page the form was opened from, if any."""
    return account.contacts.filter(pk=contact_id).first() if contact_id else None


def _disliked(words: str) -> dict[str, str]:
    """Return the values of a preference against some words, with the check that finds them."""
    return {
        "attitude": rules.DISLIKE, "text": _("Not “%(words)s”") % {"words": words}, "check_kind": rules.PHRASE,
        "check_value": words,
    }  # fmt: skip


def edit_preference(request: HttpRequest, preference_id: int) -> HttpResponse:
    """Change a preference."""
    actor = actor_of(request)
    seen = queries.preference_seen_by(actor, preference_id)
    may_keep(person_of(actor), seen.account).or_refuse()
    form = forms.PreferenceForm(request.POST or None, account=seen.account)
    form.fill(seen)
    page = _page(seen.account_id, seen.account.name, seen.text, _("Save preference"))

    def act(values: dict[str, Any]) -> str:
        commands.edit_preference(
            by=actor,
            preference_id=preference_id,
            version=values["version"] or 0,
            fields=form.value_given(),
            now=timezone.now(),
        )
        return page.back

    return act_page(request, page, form, act)


def withdraw_preference(request: HttpRequest, preference_id: int) -> HttpResponse:
    """Withdraw a preference that no longer applies."""
    actor = actor_of(request)
    seen = queries.preference_seen_by(actor, preference_id)
    may_keep(person_of(actor), seen.account).or_refuse()
    form = forms.WithdrawForm(request.POST or None)
    form.fill(seen)
    page = _page(seen.account_id, seen.account.name, _("Withdraw preference"), _("Withdraw preference"), hint=seen.text)

    def act(values: dict[str, Any]) -> str:
        commands.withdraw_preference(by=actor, preference_id=preference_id, now=timezone.now(), **values)
        return page.back

    return act_page(request, page, form, act)


def try_text(request: HttpRequest, account_id: int) -> HttpResponse:
    """Check a text against the preferences of an account. Nothing is stored."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    form = forms.TryForm(request.POST or None)
    tried = None
    if form.is_valid():
        tried = queries.tried(actor, account, form.cleaned_data["text"], form.names())
    part = "#tried" if request.headers.get("HX-Request") and form.is_bound else ""
    context = tab_context(request, account_id, "plan") | {"form": form, "tried": tried}
    return render(request, f"accounts/try.html{part}", context)


def _page(account_id: int, name: str, title: str, button: str, hint: str = "") -> ActPage:
    plan = reverse("accounts:plan", args=[account_id])
    crumbs = ((_("Accounts"), reverse("accounts:accounts")), (name, plan))
    return ActPage(title=title, button=button, back=f"{plan}#preferences", crumbs=crumbs, hint=hint)
