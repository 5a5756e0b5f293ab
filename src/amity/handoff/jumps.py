"""Hand-offs that search finds by what they are about, the newest first; and handing a project off."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts.jumps import ACCOUNT
from amity.briefs.jumps import may_open
from amity.handoff import policy, queries
from amity.handoff.models import Handoff
from amity.people.queries import person_of
from amity.projects.jumps import PROJECT
from amity.projects.models import Project
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> QuerySet[Handoff]:
    rows = queries.handoffs_seen_by(by).select_related(None).select_related("project", "item", "account")
    return rows.only("project__name", "item__title", "account__name")


def _handoffs(_by: Actor, rows: Sequence[Handoff]) -> Iterable[Found]:
    for handoff in rows:
        url = reverse("handoff:handoff", args=[handoff.pk])
        yield Found(kind=_("Hand-off"), name=str(handoff), url=url, note=str(handoff.account or ""))


def _may_hand_off(by: Actor, project: Project) -> object:
    if not project.waits_for_handoff or not queries.may_prepare(by, project):
        return False
    return not Handoff.objects.filter(project=project, item=None).exists()


def register() -> None:
    """Register the kind and the action of hand-offs."""
    jumps.register(
        Kind(
            key="handoff", names=(lazy("Hand-off"),),
            order=50, model=Handoff,
            columns=("project__name", "item__title", "account__name"), sort=("-pk",),
            rows=_rows, entry=_handoffs, pages=("handoff:handoff",),
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="small_job", order=10, label=lazy("New small job"), words=lazy("new quick task"), about=ACCOUNT,
            page="handoff:small_job", may=may_open,
        ),
        Action(
            key="hand_off", order=5, label=lazy("Hand off project"), words=lazy("hand-off handover"), about=PROJECT,
            page="handoff:prepare", may=_may_hand_off,
        ),
        Action(
            key="handoffs", order=67, label=lazy("Hand-offs"), words=lazy("read-backs readbacks read backs handovers"),
            page="handoff:handoffs", may=lambda by, _none: policy.may_see_list(person_of(by)), kind=lazy("Page"),
        ),
    )  # fmt: skip
