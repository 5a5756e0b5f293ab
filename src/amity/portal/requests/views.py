"""The client's requests: a list, and a form for another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.portal.pages import Reader
from amity.portal.requests import commands, queries
from amity.portal.requests.forms import OwnRequestForm
from amity.shared.errors import Invalid


def requests(request: HttpRequest, reader: Reader) -> HttpResponse:
    """List the client's own requests with their state, and take another."""
    form = OwnRequestForm(request.POST or None, contacts=reader.contacts)
    if reader.visitor is not None and request.method == "POST" and form.is_valid():
        try:
            commands.make_request(visitor=reader.visitor, **form.cleaned_data, now=timezone.now())
        except Invalid as fault:
            form.add_error("words", fault.sentence)
        else:
            messages.success(request, _("Thank you. We have your request."))
            return redirect(request.path)
    context = {
        "reader": reader,
        "found": queries.requests_of(reader.contacts)[:50],
        "form": form,
        "here": "requests",
    }
    return render(request, "portal/requests.html", context, status=422 if form.errors else 200)
