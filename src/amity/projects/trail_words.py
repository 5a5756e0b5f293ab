"""Audit log labels for actions on projects, work items and milestones."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.people import replays
from amity.projects.models import Milestone, Project, ProjectHolder, WorkItem


def items_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return work items by title, with the page of their project."""
    found = WorkItem.objects.filter(pk__in=ids).values_list("pk", "title", "project_id")
    return {pk: Named(title, _page(project)) for pk, title, project in found}


def milestones_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return milestones by name, with the page of their project."""
    found = Milestone.objects.filter(pk__in=ids).values_list("pk", "name", "project_id")
    return {pk: Named(name, _page(project)) for pk, name, project in found}


def _page(project_id: int) -> str:
    return reverse("projects:project", args=[project_id])


words.thing("projects.project", _("project"), words.InColumn(Project, "name", "projects:project"), goes_there)
words.thing("projects.workitem", _("work item"), items_named, goes_there)
words.thing("projects.milestone", _("milestone"), milestones_named, goes_there)
words.acts(
    "projects",
    _("projects and their work"),
    {
        "project.opened": _("%(who)s created the project %(what)s"),
        "project.edited": _("%(who)s edited the project %(what)s"),
        "project.moved": _("%(who)s changed the status of %(what)s"),
        "line.deliverable_moved": _("%(who)s updated a deliverable of %(what)s"),
        "deliverable.version_added": _("%(who)s added a version of %(what)s"),
        "deliverable.version_removed": _("%(who)s removed a version of %(what)s"),
        "deliverable.comment_added": _("%(who)s added a comment on a version of %(what)s"),
        "deliverable.comment_done": _("%(who)s marked a comment on %(what)s as done"),
        "deliverable.comment_reopened": _("%(who)s reopened a comment on %(what)s"),
        "project.completed": _("%(who)s completed the pre-existing project %(what)s"),
        "project.put_under_account": _("%(who)s moved %(what)s to another account"),
        "project.agreement_set": _("%(who)s changed the agreement of %(what)s"),
        "project.staffed": _("%(who)s assigned %(what)s"),
        "project.member_added": _("%(who)s added someone to the team of %(what)s"),
        "project.member_removed": _("%(who)s removed someone from the team of %(what)s"),
        "project_manager.covered": _("%(who)s named a stand-in for %(what)s as project manager"),
        "project_manager.cover_ended": _("%(who)s ended the cover for %(what)s as project manager"),
        "milestone.added": _("%(who)s promised the milestone %(what)s"),
        "milestone.moved": _("%(who)s moved the milestone %(what)s"),
        "milestone.delivered": _("%(who)s marked %(what)s as met"),
        "milestone.reopened": _("%(who)s reopened %(what)s"),
        "work_item.added": _("%(who)s added the work item %(what)s"),
        "work_item.edited": _("%(who)s edited the work item %(what)s"),
    },
)
words.acts(
    "finished",
    _("finished marks"),
    {
        "work_item.finished": _("%(who)s marked %(what)s as finished"),
        "work_item.finished_taken_back": _("%(who)s marked %(what)s as not finished"),
        "work_item.not_yet": _("%(who)s answered “not yet” for %(what)s"),
        "line.finished": _("%(who)s marked the line %(what)s as finished"),
        "line.finished_taken_back": _("%(who)s marked the line %(what)s as not finished"),
        "line.not_yet": _("%(who)s answered “not yet” for the line %(what)s"),
    },
)
replays.end_with(
    "project.staffed", "project.member_added", "project.member_removed", "project.put_under_account",
    "project.agreement_set",
)  # fmt: skip
words.call(
    words.of(ProjectHolder, "project_id")
    | words.of(Project, "code", "ends_on", "percent_complete", "is_internal", "taken_over")
    | words.of(Milestone, "due_on", "delivered_on")
    | {
        "item_id": Field(_("work item"), "projects.workitem"),
        "starts_on": Field(_("begins")),
        "evidence": Field(_("who said so")),
        "planned_seconds": Field(_("planned"), unit="seconds"),
    }
)
