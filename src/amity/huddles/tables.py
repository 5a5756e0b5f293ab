"""The list of huddles, declared, below this week's pairs."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from amity.huddles import page, queries
from amity.huddles.models import FollowUp, Huddle, HuddleQuerySet
from amity.people.queries import person_of
from amity.projects.stand_ins.of_person import managed_by
from amity.shared.actor import Actor
from amity.ui import formats
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab
from amity.ui.slots import navigation


def _page(row: Huddle) -> str:
    return reverse("huddles:huddle", args=[row.pk])


def _week(_context: Context, row: Huddle, _value: Any) -> SafeString:
    """Draw the Monday of the week as a date, also of this week."""
    return format_html('<a class="quiet" href="{}">{}</a>', _page(row), formats.dated(row.week))


class HuddleList(ScopedList):
    """The huddles the person can see: their own, the newest week first."""

    key = "huddles"
    title = _("Huddles")
    sub = _("Fifteen minutes a week for each account manager and project manager. Amity builds the agenda.")
    place = "work"
    template = "huddles/huddles.html"
    order = Order("week", descending=True)
    find = ("manager__name", "partner__name")
    whose = (_("Mine"), _("All huddles"))
    open_label = _("All weeks")
    tabs = (
        Tab(key="not_started", label=_("Not started"), passes=lambda today: Q(started_at=None)),
        Tab(key="held", label=_("Started"), passes=lambda today: Q(started_at__isnull=False)),
    )
    empty = (
        _("No huddles yet"),
        _(
            "An account manager and a project manager who share a project have one each week. "
            "Choose the project manager of a project first."
        ),
    )
    columns = (
        Column(key="week", label=label_of(Huddle, "week"), kind="day", sort="week", draw=_week),
        Column(key="manager", label=label_of(Huddle, "manager"), sort="manager__name",
            value=lambda row: row.manager.name),
        Column(key="partner", label=label_of(Huddle, "partner"), sort="partner__name",
            value=lambda row: row.partner.name),
        Column(key="started_at", label=label_of(Huddle, "started_at"), kind="day", sort="started_at"),
        Column(key="taken", label=_("Follow-ups"), kind="number", sort="taken", link=_page, wide=True),
        Column(key="left", label=_("Follow-ups still open"), kind="number", sort="left", link=_page),
        Column(key="number", label=_("Week"), aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> HuddleQuerySet:
        """Return the huddles the actor can see, with the number of follow-ups, as far as they can read those."""
        seen = FollowUp.objects.visible_to(person_of(actor)).filter(huddle=OuterRef("pk")).order_by().values("huddle")
        taken, left = (
            Coalesce(Subquery(found.annotate(number=Count("pk")).values("number")), 0)
            for found in (seen, seen.filter(done_at=None))
        )
        return queries.huddles_seen_by(actor).annotate(taken=taken, left=left)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the huddles that the person holds as one of the two, or for the project manager."""
        return Q(manager=actor.person_id) | managed_by(person_of(actor), "partner")

    def extra(self) -> dict[str, Any]:
        """Return this week's pairs."""
        steps = [(_("All work"), navigation.place("work")[1])]
        return {**page.pairs_context(self._actor, timezone.now()), "first_steps": steps}
