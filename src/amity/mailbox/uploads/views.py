"""Pages that upload emails, show what was taken, and undo that."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amity.accounts.queries import account_seen_by
from amity.audit.actor_rights import actor_of
from amity.files import commands as files
from amity.mailbox.uploads import commands, page, queries, wording
from amity.mailbox.uploads.forms import UploadForm
from amity.shared.errors import Invalid
from amity.ui.acts import ActPage, act_page


def import_emails(request: HttpRequest, account_id: int) -> HttpResponse:
    """Upload a file of emails on the page of an account. A small one is read at once."""
    actor, now = actor_of(request), timezone.now()
    account = account_seen_by(actor, account_id)
    back = reverse("accounts:account", args=[account_id])
    what = ActPage(
        title=_("Import emails"), button=_("Import emails"), back=back,
        crumbs=((_("Accounts"), reverse("accounts:accounts")), (account.name, back)),
        hint=_("Emails with known contacts or email domains of your accounts are imported. All others are left out."),
    )  # fmt: skip
    form = UploadForm(request.POST or None, request.FILES or None)
    made: list[int] = []
    if not form.is_bound or not form.is_valid():
        return act_page(request, what, form, lambda _values: back)
    sent = form.cleaned_data["file"]
    try:
        file = commands.store_file(by=actor, name=sent.name or "", chunks=sent.chunks(), now=now)
    except Invalid as fault:
        form.show(fault)
        return act_page(request, what, form, lambda _values: back)

    def act(_values: dict[str, Any]) -> str:
        made.append(commands.begin_upload(by=actor, file_id=file.pk, now=now, account_id=account_id).pk)
        return reverse("mailbox:upload", args=[made[0]])

    answer = act_page(request, what, form, act)
    if not made:
        files.remove(file)
    elif file.size <= commands.READ_AT_ONCE:
        commands.read_upload(by=actor, upload_id=made[0], now=now)
    return answer


def upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Show what was taken from a file."""
    return render(request, "mailbox/upload.html", page.context(queries.upload_seen_by(actor_of(request), upload_id)))


@require_POST
def undo_upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Delete the emails that came with a file."""
    left = commands.undo_upload(by=actor_of(request), upload_id=upload_id, now=timezone.now())
    messages.success(request, _("Import undone."))
    if left:
        messages.warning(request, wording.staying(left))
    return redirect("mailbox:upload", upload_id)
