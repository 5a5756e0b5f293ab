"""Views' shared ending for actions on the agency's settings."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amity.shared.errors import Invalid, Refused


def done(form: django_forms.Form, save: Callable[[dict[str, Any]], None]) -> bool:
    """Run `save` with a valid form and return whether it succeeded. A refusal is shown at its field."""
    if not form.is_valid():
        return False
    try:
        save(dict(form.cleaned_data))
    except (Invalid, Refused) as fault:
        field = fault.field if isinstance(fault, Invalid) else ""
        form.add_error(field if field in form.fields else None, fault.sentence)
        return False
    return True


def saved(request: HttpRequest, where: str) -> HttpResponse:
    """Show the message "Saved." and redirect to the page named `where`."""
    messages.success(request, _("Saved."))
    return redirect(where)
