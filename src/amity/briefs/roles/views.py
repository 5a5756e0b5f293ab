"""Add and remove roles from the page of a brief."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from amity.audit.actor_rights import actor_of
from amity.briefs.redirects import back_to
from amity.briefs.roles import commands as roles
from amity.shared.numbers import whole_number
from amity.ui.asked import SHORT, posted
from amity.ui.likely import OTHER


@require_POST
def add_role(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Add a role. `who` is c and a contact's id, or p and a person's id, chosen by a button or from the list."""
    sent = posted(request)
    who = sent.text("who", SHORT)
    if who == OTHER:
        who = sent.text(f"who_{OTHER}", SHORT)
    number = whole_number(who[1:])
    roles.add_role(
        by=actor_of(request), brief_id=brief_id, part=sent.text("part", SHORT), now=timezone.now(),
        contact_id=number if who.startswith("c") else None, person_id=number if who.startswith("p") else None,
    )  # fmt: skip
    return back_to(brief_id, "#roles")


@require_POST
def remove_role(request: HttpRequest, brief_id: int, role_id: int) -> HttpResponse:
    """Remove a role."""
    roles.remove_role(by=actor_of(request), brief_id=brief_id, role_id=role_id, now=timezone.now())
    return back_to(brief_id, "#roles")
