"""Page that changes the status of a brief."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.briefs import policy, wording
from amity.briefs.choices import brief_choices
from amity.briefs.moves import commands as moves
from amity.briefs.moves import rules as states
from amity.briefs.moves.forms import DropForm, MoveForm
from amity.briefs.queries import brief_seen_by
from amity.people.queries import person_of
from amity.shared.errors import NotSeen
from amity.ui.acts import ActPage, act_page

TO_THE_CLIENT = (states.WITH_CLIENT, states.CONFIRMED)


def move(request: HttpRequest, brief_id: int, state: str) -> HttpResponse:
    """Change the status of a brief, with the client's evidence or the reason for dropping it."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_write(person_of(actor), seen).or_refuse()
    if state not in wording.MOVES or state == states.CONVERTED:
        raise NotSeen(_("State not found."))
    start = {"contact_id": seen.approver_id, "stated_on": timezone.localdate()}
    form: MoveForm | DropForm = DropForm(request.POST or None)
    if state in TO_THE_CLIENT:
        form = MoveForm(request.POST or None, choices=brief_choices(seen.account, seen), initial=start)
    form.fill(seen)
    back = reverse("briefs:brief", args=[brief_id])
    label = wording.MOVES[state]
    page = ActPage(title=label, button=label, back=back, crumbs=((seen.title, back),), hint=wording.HINTS[state])

    def act(values: dict[str, Any]) -> str:
        moves.move_brief(
            by=actor,
            brief_id=brief_id,
            version=values["version"],
            state=state,
            fields=form.value_given(),
            now=timezone.now(),
        )
        return back

    return act_page(request, page, form, act)
