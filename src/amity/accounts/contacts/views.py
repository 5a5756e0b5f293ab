"""Pages of contacts."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts import queries
from amity.accounts.action_pages import page_of, people_page
from amity.accounts.contacts import commands, forms, page
from amity.accounts.contacts import queries as contact_queries
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page
from amity.ui.asked import SHORT, posted, queried


def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Show a person at the client."""
    actor = actor_of(request)
    seen = contact_queries.contact_seen_by(actor, contact_id)
    context = page.context(actor, seen, queried(request).text("open", SHORT))
    return render(request, "accounts/contact.html", context)


def add_contact(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add a person at the client. `?name=` and `?mail=` fill in what is known of them."""
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    queries.rights(actor, account).add.or_refuse()
    asked = queried(request)
    known = {name: asked.text(name, most) for name, most in (("name", 200), ("mail", 254))}
    form = forms.ContactForm(request.POST or None, account=account, initial=known)
    hint = _("Only the name is required.")
    form_page = replace(
        people_page(account, _("Add a contact"), _("Add contact"), hint), again=_("Save and add another")
    )

    def act(values: dict[str, Any]) -> str:
        made = commands.add_contact(by=actor, account_id=account_id, changes=form.value_given(), now=timezone.now())
        messages.success(request, _("Contact added: %(name)s") % {"name": made.name})
        return form_page.back

    return act_page(request, form_page, form, act)


def edit_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Change the fields of a contact."""
    actor = actor_of(request)
    seen = contact_queries.contact_seen_by(actor, contact_id)
    queries.rights(actor, seen.account).edit.or_refuse()
    form = forms.ContactForm(request.POST or None, account=seen.account, contact=seen)
    form.fill(seen)
    back = reverse("accounts:contact", args=[contact_id])
    form_page = page_of(seen.account_id, seen.account.name, _("Edit contact"), _("Save contact"))
    form_page = replace(form_page, back=back, crumbs=(*form_page.crumbs, (seen.name, back)))

    def act(values: dict[str, Any]) -> str:
        changes, version = form.value_given(), values["version"] or 0
        commands.edit_contact(by=actor, contact_id=contact_id, version=version, changes=changes, now=timezone.now())
        return back

    return act_page(request, form_page, form, act)


@require_POST
def retire_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Mark a contact as having left the client, or undo it if `back` is sent."""
    actor = actor_of(request)
    seen = contact_queries.contact_seen_by(actor, contact_id)
    sent = posted(request)
    command = commands.bring_back_contact if sent.has("back") else commands.retire_contact
    command(by=actor, contact_id=contact_id, version=sent.whole("version"), now=timezone.now())
    if sent.has("on_page"):
        return redirect("accounts:contact", contact_id)
    return redirect("accounts:people", seen.account_id)
