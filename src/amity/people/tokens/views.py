"""A person's own tokens under My settings, and revoking one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.people import acts, queries, rules
from amity.people.tokens import commands, forms
from amity.people.tokens import queries as token_queries
from amity.shared.errors import Invalid, Refused


@never_cache
def own_tokens(request: HttpRequest) -> HttpResponse:
    """Show the actor's own tokens and the form for a new one. A new token is shown only once, in the response."""
    actor, now = actor_of(request), timezone.now()
    form = forms.TokenForm(request.POST or None, initial={"scopes": [rules.READ], "days": rules.TOKEN_DAYS})
    made = None
    if form.is_valid():
        try:
            made = commands.make_token(by=actor, now=now, **form.cleaned_data)
        except (Invalid, Refused) as fault:
            acts.show(form, fault)
        else:
            form = forms.TokenForm(initial={"scopes": [rules.READ], "days": rules.TOKEN_DAYS})
    rows = token_queries.tokens_of(queries.person_of(actor), now)
    status = 422 if form.errors else 200
    return render(request, "people/tokens.html", {"form": form, "made": made, "rows": rows}, status=status)


@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke a token: the actor's own or, for an administrator, anyone's."""
    actor = actor_of(request)
    token = commands.revoke_token(by=actor, token_id=token_id, now=timezone.now())
    messages.success(request, _("Token %(name)s revoked.") % {"name": token.name})
    return redirect("people:tokens" if token.person_id == actor.person_id else "people:every_token")
