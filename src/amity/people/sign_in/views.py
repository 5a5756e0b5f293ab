"""Pages of sign-in, and the first password by an invitation."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from amity.people import demo_doors, queries
from amity.people.public import public
from amity.people.sign_in import commands, forms
from amity.people.sign_in.queries import sign_in_settings
from amity.shared.addresses import client_address
from amity.shared.errors import Invalid, Refused

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


class SignIn(LoginView):
    """The sign-in page. A demo lists the people to sign in as."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return allauth's context with the other ways in, and the demo's sign-ins."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = sign_in_settings()
        return context | {
            "doors": demo_doors.doors(),
            "password_allowed": chosen.password_allowed,
            "provider": chosen.provider_name if chosen.has_provider else "",
        }


@public
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Explain that an invitation is needed, since there is no sign-up."""
    return render(request, "people/by_invitation.html")


@public
@never_cache
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by a single-use link, and sign in."""
    now = timezone.now()
    invitation = queries.open_invitation(token, now)
    form = forms.PasswordForm(request.POST or None)
    if invitation is not None and form.is_valid():
        try:
            person = commands.accept_invitation(token=token, password=form.cleaned_data["password"], now=now)
        except (Invalid, Refused) as fault:
            form.add_error("password", fault.sentence)
        else:
            login(request, person, backend=BACKEND)
            record_authentication(request, person, "password")
            commands.record_sign_in(person_id=person.pk, address=client_address(request), now=now)
            return redirect("/")
    person_invited = invitation.person if invitation else None
    status = 200 if person_invited else 404
    context = {"form": form, "invited": person_invited, "password_allowed": sign_in_settings().password_allowed}
    return render(request, "people/accept.html", context, status=status)
