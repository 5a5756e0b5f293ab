"""Pages of contacts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts import queries
from amity.accounts.action_pages import page_of
from amity.accounts.contacts import commands, forms
from amity.accounts.contacts import queries as contact_queries
from amity.audit.actor_rights import actor_of
from amity.ui.acts import act_page
from amity.ui.asked import posted


def add_contact(request: HttpRequest, account_id: int) -> HttpResponse:
    """Add a person at the client."""
    actor = actor_of(request)
    account = queries.account_seen_by(actor, account_id)
    queries.rights(actor, account).add.or_refuse()
    form = forms.ContactForm(request.POST or None, account=account)
    page = page_of(account_id, account.name, _("Add a contact"), _("Add contact"))

    def act(values: dict[str, Any]) -> str:
        commands.add_contact(by=actor, account_id=account_id, changes=form.value_given(), now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


def edit_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Change the fields of a contact."""
    actor = actor_of(request)
    contact = contact_queries.contact_seen_by(actor, contact_id)
    account = contact.account
    queries.rights(actor, account).edit.or_refuse()
    form = forms.ContactForm(request.POST or None, account=account, contact=contact)
    form.fill(contact)
    page = page_of(account.pk, account.name, contact.name, _("Save contact"))

    def act(values: dict[str, Any]) -> str:
        changes, version = form.value_given(), values["version"] or 0
        commands.edit_contact(by=actor, contact_id=contact_id, version=version, changes=changes, now=timezone.now())
        return page.back

    return act_page(request, page, form, act)


@require_POST
def retire_contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Mark a contact as having left the client, or undo it if `back` is sent."""
    actor = actor_of(request)
    contact = contact_queries.contact_seen_by(actor, contact_id)
    sent = posted(request)
    command = commands.bring_back_contact if sent.has("back") else commands.retire_contact
    command(by=actor, contact_id=contact_id, version=sent.whole("version"), now=timezone.now())
    return redirect("accounts:account", contact.account_id)
