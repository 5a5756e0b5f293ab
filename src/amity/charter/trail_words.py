"""Audit log labels for actions on charters and objectives."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.charter.models import Charter, DutyChange, Objective, SkippedStep


def charters_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return charters' accounts, with their pages. The agency's default has no page for everyone."""
    found = Charter.objects.filter(pk__in=ids).values_list("pk", "account_id", "account__name")
    return {
        pk: Named(name, reverse("charter:account", args=[account_id]))
        if account_id
        else Named(_now("the agency’s default"))
        for pk, account_id, name in found
    }


def objectives_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return objectives' statements, with the pages of their accounts."""
    found = Objective.objects.filter(pk__in=ids).values_list("pk", "statement", "account_id")
    return {pk: Named(title, reverse("charter:account", args=[account_id])) for pk, title, account_id in found}


words.thing("charter.charter", _("who does what"), charters_named, goes_there)
words.thing("charter.objective", _("objective"), objectives_named, goes_there)
words.acts(
    "charter",
    _("who does what"),
    {
        "charter.answered": _("%(who)s set who does what on %(what)s"),
        "duty.changed": _("%(who)s changed a duty on %(what)s"),
        "duty.reset": _("%(who)s reset a duty on %(what)s to the default"),
        "step.skipped": _("Same person (one hat): a step was skipped for %(what)s by %(who)s"),
        "objective.set": _("%(who)s set the objective %(what)s"),
        "objective.changed": _("%(who)s changed the objective %(what)s"),
        "objective.read": _("%(who)s recorded progress on %(what)s"),
        "objective.dropped": _("%(who)s dropped the objective %(what)s"),
    },
)
words.call(
    words.of(Charter, "preset", "writes", "extra")
    | words.of(DutyChange, "also", "client", "rule")
    | words.of(SkippedStep, "step")
    | words.of(Objective, "target")
    | {
        "role": Field(_("accountable")),
        "contact_id": Field(_("contact"), "accounts.contact"),
        "statement": Field(_("statement")),
        "baseline": Field(_("baseline")),
        "read_on": Field(_("measured on")),
    }
)
