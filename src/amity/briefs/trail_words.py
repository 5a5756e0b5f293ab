"""Audit log labels for actions on briefs."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.briefs.models import Brief, Role, Step, Template

COLUMNS = (
    "size", "client_words", "stated_by_id", "door", "goal_id", "measure", "audience", "constraints", "exclusions",
    "done_when", "approver_id", "account_manager_id", "wanted_from", "wanted_on", "retainer_id",
)  # fmt: skip
"""The fields of a brief whose audit log labels come from the model."""


def templates_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return line templates' names, with their page."""
    found = Template.objects.filter(pk__in=ids).values_list("pk", "name")
    return {pk: Named(name, reverse("briefs:templates")) for pk, name in found}


words.thing("briefs.brief", _("brief"), words.InColumn(Brief, "title", "briefs:brief"), goes_there)
words.thing("briefs.template", _("template"), templates_named, goes_there)
words.acts(
    "briefs",
    _("briefs"),
    {
        "brief.opened": _("%(who)s created the brief %(what)s"),
        "brief.edited": _("%(who)s edited the brief %(what)s"),
        "brief.moved": _("%(who)s updated the state of the brief %(what)s"),
        "brief.converted": _("%(who)s converted the brief %(what)s to work"),
        "brief.role_added": _("%(who)s added a role to %(what)s"),
        "brief.role_removed": _("%(who)s removed a role from %(what)s"),
        "brief.line_moved": _("%(who)s moved a line of the brief %(what)s"),
        "brief.line_removed": _("%(who)s removed a line from the brief %(what)s"),
        "brief.line_restored": _("%(who)s restored a line of the brief %(what)s"),
        "brief.hours_asked": _("%(who)s asked for hours for the brief %(what)s"),
        "brief.hours_asked_again": _("%(who)s asked again for hours for the brief %(what)s"),
        "brief.hours_link_renewed": _("%(who)s requested a new link to estimate %(what)s"),
        "brief.hours_answered": _("%(who)s estimated a line of %(what)s"),
        "brief.hours_withdrawn": _("%(who)s withdrew a question about hours for %(what)s"),
        "brief.hours_taken": _("%(who)s applied an estimate to %(what)s"),
        "brief.template_used": _("%(who)s added the lines of a template to %(what)s"),
        "template.kept": _("%(who)s saved the template %(what)s"),
        "template.retired": _("%(who)s retired the template %(what)s"),
        "template.brought_back": _("%(who)s restored the template %(what)s"),
    },
)
words.call(
    words.of(Brief, *COLUMNS)
    | words.of(Role, "part")
    | words.of(Step, "stated_on", "stated_in")
    | {
        "brief_id": Field(_("brief"), "briefs.brief"),
        "template_id": Field(_("template"), "briefs.template"),
        "new_kind": Field(_("new kind of work")),
        "budget_kind": Field(_("kind of budget")),
        "budget_low": Field(_("budget from")),
        "budget_high": Field(_("budget up to")),
        "question": Field(_("question")),
    }
)
