"""Page for recording how certain an item is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.audit.actor_rights import actor_of
from amity.briefs import policy, wording
from amity.briefs.choices import brief_choices
from amity.briefs.fields import OF_ITEM
from amity.briefs.items import commands as items
from amity.briefs.items.forms import KnownForm
from amity.briefs.items.states import OURS
from amity.briefs.queries import brief_seen_by, source_of
from amity.facts.queries import fact_on
from amity.people.queries import person_of
from amity.shared.errors import NotSeen
from amity.shared.refs import Ref
from amity.ui.acts import ActPage, act_page


def item(request: HttpRequest, brief_id: int, item: str) -> HttpResponse:
    """Mark an item as known, with its source, or as assumed. Its value stays unchanged."""
    actor = actor_of(request)
    seen = brief_seen_by(actor, brief_id)
    policy.may_say(person_of(actor), seen).or_refuse()
    if item not in OF_ITEM or item in OURS:
        raise NotSeen(_("Field not found."))
    start = {"stated_on": timezone.localdate(), "version": 0, **source_of(seen)}
    form = KnownForm(request.POST or None, choices=brief_choices(seen.account, seen), initial=start)
    if fact := fact_on(Ref.to(seen), item):
        form.fill(fact)
    back = reverse("briefs:brief", args=[brief_id]) + "#what"
    page = ActPage(
        title=wording.ITEMS[item], button=_("Save confidence"), back=back, crumbs=((seen.title, back),),
        hint=wording.item_text(seen, item),
    )  # fmt: skip

    def act(values: dict[str, Any]) -> str:
        items.say_how_known(
            by=actor, brief_id=brief_id, item=item, version=values["version"], basis=form.how_known(),
            now=timezone.now(),
        )  # fmt: skip
        return back

    return act_page(request, page, form, act)
