"""Audit log labels for actions on huddles."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.huddles.models import FollowUp, Huddle, Point
from amity.ui import formats


def huddles_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return huddles by their people and week, without a page: only those who hold or direct one have it."""
    found = Huddle.objects.filter(pk__in=ids).select_related("manager", "partner")
    return {one.pk: Named(_name(one)) for one in found}


def _name(huddle: Huddle) -> str:
    words_of = {
        "manager": huddle.manager.name, "partner": huddle.partner.name, "day": formats.dated(huddle.week),
    }  # fmt: skip
    return _now("%(manager)s and %(partner)s, week of %(day)s") % words_of


words.thing("huddles.huddle", _("huddle"), huddles_named, goes_there)
words.acts(
    "huddles",
    _("huddles"),
    {
        "huddle.opened": _("%(who)s opened the huddle %(what)s"),
        "huddle.started": _("%(who)s started the huddle %(what)s"),
        "huddle.point_added": _("%(who)s added a point to the huddle %(what)s"),
        "huddle.point_taken": _("%(who)s recorded who takes a point of the huddle %(what)s"),
        "huddle.point_settled": _("%(who)s settled a point of the huddle %(what)s"),
        "huddle.point_reopened": _("%(who)s reopened a point of the huddle %(what)s"),
        "huddle.follow_up_done": _("%(who)s marked a follow-up of the huddle %(what)s as done"),
        "huddle.follow_up_reopened": _("%(who)s reopened a follow-up of the huddle %(what)s"),
    },
)
words.call(
    words.of(Point, "title", "detail")
    | words.of(FollowUp, "what", "due_on", "owner_id")
    | {"points": Field(_("points"))}
)
