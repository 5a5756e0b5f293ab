"""Pages of mailboxes: one's own, those of an account, the form that connects one, and what can be done to it."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.mailbox.connections import asking, commands, pages, policy, queries, trying
from amity.mailbox.connections.consent_views import to_provider
from amity.mailbox.connections.forms import EditForm, MailboxForm
from amity.mailbox.registrations.queries import reading_rule, registrations
from amity.people.queries import person_of
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted

if TYPE_CHECKING:
    from amity.accounts.models import Account
    from amity.mailbox.connections.models import Connection

TRY = "try"


def own_mailboxes(request: HttpRequest) -> HttpResponse:
    """Show the actor's own mailboxes."""
    return _list(request, None)


def account_mailboxes(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show the shared mailboxes of an account."""
    actor = actor_of(request)
    account = account_seen_by(actor, account_id)
    policy.may_connect(person_of(actor), account).or_refuse()
    return _list(request, account)


@never_cache
@sensitive_post_parameters("password")
def connect_own(request: HttpRequest) -> HttpResponse:
    """Connect one's own mailbox."""
    return _connect(request, None)


@never_cache
@sensitive_post_parameters("password")
def connect_shared(request: HttpRequest, account_id: int) -> HttpResponse:
    """Connect the shared mailbox of an account."""
    return _connect(request, commands.account_for(actor_of(request), account_id))


def connection(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Show one mailbox: how reading it goes, and what can be done."""
    row = queries.connection_seen_by(actor_of(request), connection_id)
    return render(request, "mailbox/connection.html", pages.connection_context(row))


@never_cache
@sensitive_post_parameters("password")
def edit_connection(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Change the servers or the password of a mailbox."""
    row = queries.connection_seen_by(actor_of(request), connection_id)
    policy.may_change(person_of(actor_of(request)), row).or_refuse()
    form = EditForm(request.POST or None, row=row)
    form.fill(row)
    page = pages.edit_page(row)
    if (answer := _tried(request, page, form, row)) is not None:
        return answer

    def act(values: dict[str, Any]) -> str:
        commands.edit_mailbox(
            by=actor_of(request), connection_id=connection_id, version=values["version"] or 0,
            fields=form.completed_value(), secret=trying.secret_of(form), now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Mailbox saved."))
        return page.back

    return act_page(request, page, form, act)


@require_POST
def read_now(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Have a mailbox read at once."""
    commands.read_now(by=actor_of(request), connection_id=connection_id, now=timezone.now())
    messages.success(request, _("The mailbox is read within a few seconds."))
    return redirect("mailbox:connection", connection_id)


@require_POST
def pause(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Stop reading a mailbox."""
    commands.pause_mailbox(by=actor_of(request), connection_id=connection_id, now=timezone.now())
    resume_address = reverse("mailbox:resume", args=[connection_id])
    messages.success(request, _("Mailbox paused."), extra_tags=resume_address)
    return redirect("mailbox:connection", connection_id)


@require_POST
def resume(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Read a paused mailbox again."""
    commands.resume_mailbox(by=actor_of(request), connection_id=connection_id, now=timezone.now())
    messages.success(request, _("The mailbox is read again."))
    return redirect("mailbox:connection", connection_id)


@require_POST
def disconnect(request: HttpRequest, connection_id: int) -> HttpResponse:
    """Disconnect a mailbox."""
    actor = actor_of(request)
    row = queries.connection_seen_by(actor, connection_id)
    home = pages.home_of(row.account)
    version = posted(request).whole("version")
    commands.disconnect_mailbox(by=actor, connection_id=connection_id, version=version, now=timezone.now())
    messages.success(request, _("Mailbox disconnected. Emails already in Amity stay."))
    return redirect(home)


@require_POST
def fetch_text(request: HttpRequest, email_id: int) -> HttpResponse:
    """Have the text of an email read that is known by its headers."""
    message = asking.ask_text(by=actor_of(request), email_id=email_id, now=timezone.now())
    messages.success(request, _("The text is fetched within a minute. Open this page again then."))
    return redirect("mailbox:thread", message.thread_id)


def _list(request: HttpRequest, account: "Account | None") -> HttpResponse:
    actor = actor_of(request)
    rows = queries.own_connections(actor) if account is None else queries.connections_of(actor, account)
    connect = reverse("mailbox:connect_own") if account is None else reverse(
        "mailbox:connect_shared", args=[account.pk]
    )  # fmt: skip
    context = {
        "mailboxes": pages.shown(rows), "account": account, "crumbs": pages.crumbs(account)[:-1],
        "connect_address": connect, "rule": reading_rule(),
    }  # fmt: skip
    return render(request, "mailbox/mailboxes.html", context)


def _connect(request: HttpRequest, account: "Account | None") -> HttpResponse:
    actor, initial = actor_of(request), {"days_back": reading_rule().days_back}
    form = MailboxForm(request.POST or None, registered=registrations().keys(), initial=initial)
    page = pages.connect_page(account)
    if form.is_bound and form.is_valid() and form.method == "oauth":
        return to_provider(request, page, form, account.pk if account else None)
    if (answer := _tried(request, page, form)) is not None:
        return answer

    def act(values: dict[str, Any]) -> str:
        row = commands.connect_mailbox(
            by=actor, fields=form.completed_value(), secret=trying.entered_secret(form),
            account_id=account.pk if account else None, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Mailbox connected. Its emails appear within minutes."))
        return reverse("mailbox:connection", args=[row.pk])

    return act_page(request, page, form, act)


def _tried(
    request: HttpRequest, page: ActPage, form: MailboxForm, row: "Connection | None" = None
) -> HttpResponse | None:  # fmt: skip
    """Log in with what was entered, before anything is saved. Return the page if that was all, or None to go on."""
    if not (form.is_bound and form.is_valid()):
        return None
    trying.expect_login(form, row)
    if not posted(request).has(TRY):
        return None
    context = {"act": page, "form": form, "in_dialog": False, "tried": not form.errors}
    return render(request, page.template, context, status=422 if form.errors else 200)
