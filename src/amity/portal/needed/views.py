"""Pages on which a client sends what we need from them, or says when they will."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.monitoring.inputs.client_side import promise_by_client
from amity.portal.needed import queries
from amity.portal.needed.forms import SendForm, WhenForm
from amity.portal.needed.sending import send_files
from amity.portal.pages import Reader
from amity.shared.errors import Invalid
from amity.ui.asked import posted, sent_form


def send_input(request: HttpRequest, reader: Reader, input_id: int) -> HttpResponse:
    """Send files or a note for an input."""
    now = timezone.now()
    one = queries.needed_input(reader.contacts, input_id, timezone.localdate(now))
    form = SendForm(*sent_form(request))
    if reader.visitor is not None and request.method == "POST" and form.is_valid():
        is_all = not posted(request).has("more")
        try:
            send_files(
                visitor=reader.visitor, account_id=one.item.account_id, input_id=input_id,
                uploads=form.cleaned_data["documents"], words=form.cleaned_data["words"], is_all=is_all, now=now,
            )  # fmt: skip
        except Invalid as fault:
            form.add_error(fault.field if fault.field in form.fields else "documents", fault.sentence)
        else:
            messages.success(
                request, _("Thank you. We have it.") if is_all else _("Thank you. We’ll wait for the rest.")
            )
            return redirect(reader.home if is_all else request.path)
    context = {"reader": reader, "one": one, "form": form, "when": WhenForm(auto_id="when_%s"), "here": "home"}
    return render(request, "portal/send_input.html", context, status=422 if form.errors else 200)


def promise_input(request: HttpRequest, reader: Reader, input_id: int) -> HttpResponse:
    """Say by when an input will come."""
    now = timezone.now()
    one = queries.needed_input(reader.contacts, input_id, timezone.localdate(now))
    form = WhenForm(request.POST or None)
    if reader.visitor is not None and request.method == "POST" and form.is_valid():
        account_id = one.item.account_id
        try:
            promise_by_client(
                by=reader.visitor.actor_at(account_id), contact=reader.visitor.contact_at(account_id),
                input_id=input_id, on=form.cleaned_data["on"], now=now,
            )  # fmt: skip
        except Invalid as fault:
            form.add_error("on", fault.sentence)
        else:
            messages.success(request, _("Thank you. We have recorded the date."))
            return redirect(reader.home)
    return render(
        request, "portal/when_input.html", {"reader": reader, "one": one, "form": form, "here": "home"},
        status=422 if form.errors else 200,
    )  # fmt: skip
