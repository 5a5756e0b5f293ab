"""Go to a provider for consent, and come back with it: for a new mailbox, or for one whose consent has ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amity.audit.actor_rights import actor_of
from amity.mailbox.connections import commands, consent, logins, pages, policy, queries, rules
from amity.mailbox.connections.consent import Pending
from amity.mailbox.connections.faults import Fault
from amity.mailbox.connections.fields import MailboxFields
from amity.mailbox.connections.forms import MailboxForm
from amity.mailbox.connections.session import Login
from amity.mailbox.registrations import tokens
from amity.mailbox.registrations.queries import registration_of
from amity.people.queries import person_of
from amity.shared.errors import Invalid, Refused
from amity.shared.values import value_of
from amity.ui.acts import ActPage
from amity.ui.asked import queried


def to_provider(request: HttpRequest, page: ActPage, form: MailboxForm, account_id: int | None) -> HttpResponse:
    """Send the browser to the provider for a new mailbox, or show the form again with what is wrong."""
    try:
        fields = form.completed_value()
        commands.expect_unconnected(fields.address)
        registration = registration_of(fields.provider)
        if registration is not None:
            return redirect(consent.begin(request, registration, fields, timezone.now(), account_id=account_id))
        form.show(Invalid(_("Choose how to sign in."), "sign_in"))
    except Invalid as fault:
        form.show(fault)
    except Fault as fault:
        form.show(Invalid(fault.sentence, "sign_in"))
    return render(request, page.template, {"act": page, "form": form, "in_dialog": False}, status=422)


@require_POST
def renew_consent(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Send the browser to the provider again, for a mailbox whose consent has ended."""
    actor = actor_of(request)
    row = queries.connection_seen_by(actor, connection_id)
    policy.may_change(person_of(actor), row).or_refuse()
    registration = registration_of(row.provider) if row.method == rules.OAUTH else None
    if registration is None:
        raise Refused(_("This mailbox signs in with a password."))
    fields = value_of(row, MailboxFields)
    try:
        return redirect(consent.begin(request, registration, fields, timezone.now(), connection_id=connection_id))
    except Fault as fault:
        raise Refused(fault.sentence) from None


@never_cache
@require_GET
def consent_return(request: HttpRequest) -> HttpResponse:
    """Take up the consent where the provider sends the browser back, log in with it, and store it."""
    asked, now = queried(request), timezone.now()
    if not asked.has("state"):
        return redirect("mailbox:own_mailboxes")  # opened by hand, not by a provider
    pending = consent.take(request, asked.text("state"), now)
    code = asked.text("code")
    if pending is None or not code:
        return _failed(request, pending, _("The provider gave no consent, or it took too long. Start again."))
    registration = registration_of(pending.provider)
    if registration is None:
        return _failed(request, pending, _("This sign-in isn’t set up any more."))
    try:
        given = tokens.tokens_for(registration, code=code, verifier=pending.verifier)
        logins.check(pending.value, Login(pending.value.user, given.access, rules.OAUTH))
        return _stored(request, pending, given.refresh)
    except Fault as fault:
        return _failed(request, pending, fault.sentence)
    except (Invalid, Refused) as fault:
        return _failed(request, pending, fault.sentence)


def _stored(request: HttpRequest, pending: Pending, refresh: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    if pending.connection_id is not None:
        row = commands.renew_consent(by=actor, connection_id=pending.connection_id, refresh=refresh, now=now)
        messages.success(request, _("Consent renewed. The mailbox is read again."))
    else:
        secret = commands.Secret(rules.OAUTH, refresh)
        row = commands.connect_mailbox(
            by=actor, fields=pending.value, secret=secret, account_id=pending.account_id, now=now
        )  # fmt: skip
        messages.success(request, _("Mailbox connected. Its emails appear within minutes."))
    return redirect("mailbox:connection", row.pk)


def _failed(request: HttpRequest, pending: Pending | None, why: str) -> HttpResponse:
    context = {"why": why, "crumbs": pages.crumbs(None)}
    return render(request, "mailbox/consent_failed.html", context, status=400)
