"""Audit log labels for actions on hand-offs."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.handoff.models import Condition, Handoff, Note, ReadBack


def handoffs_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return hand-offs' subjects, with their pages."""
    found = Handoff.objects.filter(pk__in=ids).select_related("project", "item", "account")
    return {one.pk: Named(str(one), reverse("handoff:handoff", args=[one.pk])) for one in found}


words.thing("handoff.handoff", _("hand-off"), handoffs_named, goes_there)
words.acts(
    "handoff",
    _("hand-offs"),
    {
        "handoff.prepared": _("%(who)s started the hand-off of %(what)s"),
        "handoff.written": _("%(who)s wrote the hand-off of %(what)s"),
        "handoff.note_added": _("%(who)s added to the hand-off of %(what)s"),
        "handoff.note_edited": _("%(who)s changed the hand-off of %(what)s"),
        "handoff.note_dropped": _("%(who)s removed something from the hand-off of %(what)s"),
        "handoff.taken_up": _("%(who)s reopened the hand-off of %(what)s"),
        "handoff.offered": _("%(who)s offered the hand-off of %(what)s"),
        "handoff.taken_back": _("%(who)s withdrew the offer of %(what)s"),
        "handoff.passed_on": _("%(who)s changed who takes over %(what)s"),
        "handoff.accepted": _("%(who)s accepted the hand-off of %(what)s"),
        "handoff.returned": _("%(who)s returned the hand-off of %(what)s with questions"),
        "handoff.read_back": _("%(who)s read back an expectation of %(what)s"),
        "handoff.read_back_judged": _("%(who)s answered a read-back of %(what)s"),
        "handoff.condition_done": _("%(who)s met a condition of the hand-off of %(what)s"),
        "handoff.acknowledged": _("%(who)s acknowledged a change to %(what)s"),
        "handoff.cap_raised": _("%(who)s raised the cap on work at risk on %(what)s"),
        "handoff.work_stopped": _("%(who)s stopped the work on %(what)s until its hand-off is accepted"),
    },
)
words.call(
    words.of(Handoff, "kind", "number", "sentence")
    | words.of(Note, "block", "mark", "stated_by", "stated_in", "stated_on")
    | words.of(ReadBack, "key", "words", "verdict", "remark")
    | words.of(Condition, "owner_id", "due_on")
    | {
        "want": Field(_("what they want")),
        "done": Field(_("definition of done")),
        "must_not": Field(_("must not")),
        "money_date": Field(_("money and date")),
        "promise": Field(_("what was promised")),
        "sha256": Field(_("checksum")),
        "taker_id": Field(_("accepted by"), "people.person"),
        "conditions": Field(_("conditions")),
        "questions": Field(_("questions")),
    }
)
