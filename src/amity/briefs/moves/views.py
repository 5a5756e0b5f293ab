"""Pages that change the status of a brief: the record of what happened at the client, and the reason for others."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.briefs import policy, wording
from amity.briefs.choices import brief_choices
from amity.briefs.moves import commands as moves
from amity.briefs.moves import rules as states
from amity.briefs.moves.forms import DropForm, RecordForm
from amity.briefs.moves.queries import latest_record
from amity.briefs.queries import brief_seen_by
from amity.people.queries import person_of
from amity.shared.errors import NotSeen
from amity.ui.acts import ActPage, act_page
from amity.ui.asked import posted, queried

if TYPE_CHECKING:
    from amity.briefs.models import Brief


def record(request: HttpRequest, brief_id: int) -> HttpResponse:
    """Record that the client has the brief, or confirmed it: who, when and how."""
    seen = _to_write(request, brief_id)
    asked = posted(request) if request.method == "POST" else queried(request)
    state = asked.choice("step", states.AT_CLIENT, states.next_at_client(seen.state))
    form = RecordForm(request.POST or None, choices=brief_choices(seen.account, seen), step=state)
    form.initial.update(latest_record(seen, timezone.localdate()))
    return _page(request, seen, state, form)


def move(request: HttpRequest, brief_id: int, state: str) -> HttpResponse:
    """Return a brief to draft, or drop it with the reason. What the client has or confirmed is recorded elsewhere."""
    seen = _to_write(request, brief_id)
    if state in states.AT_CLIENT:
        return redirect(f"{reverse('briefs:record', args=[brief_id])}?step={state}")
    if state not in wording.MOVES or state == states.CONVERTED:
        raise NotSeen(_("State not found."))
    return _page(request, seen, state, DropForm(request.POST or None))


def _to_write(request: HttpRequest, brief_id: int) -> "Brief":
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_write(person_of(actor), seen).or_refuse()
    return seen


def _page(request: HttpRequest, brief: "Brief", state: str, form: RecordForm | DropForm) -> HttpResponse:
    form.fill(brief)
    back, label = reverse("briefs:brief", args=[brief.pk]), wording.MOVES[state]
    page = ActPage(title=label, button=label, back=back, crumbs=((brief.title, back),), hint=wording.HINTS[state])

    def act(values: dict[str, Any]) -> str:
        moves.move_brief(
            by=actor_of(request), brief_id=brief.pk, version=values["version"], state=state, fields=form.value_given(),
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, str(wording.MOVED[state]))
        return back

    return act_page(request, page, form, act)
