"""Addresses of projects and what is in them."""

from django.urls import path, register_converter

from amity.projects import tables
from amity.projects.views import changing, page


class Kind:
    """What can be ticked: a line or a work item."""

    regex = "line|item"

    def to_python(self, value: str) -> str:
        """The kind as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The kind as it stands in the address."""
        return value


register_converter(Kind, "tickable")

app_name = "projects"
urlpatterns = [
    path("accounts/<int:account_id>/projects/", page.account_work, name="account_work"),
    path("projects/", tables.ProjectList.as_view(), name="projects"),
    path("projects/open/", changing.open_project, name="open_project"),
    path("projects/<int:project_id>/", page.project, name="project"),
    path("projects/<int:project_id>/edit/", changing.edit_project, name="edit_project"),
    path("projects/<int:project_id>/move/", page.move_project, name="move_project"),
    path("projects/<int:project_id>/account/", changing.place_project, name="place_project"),
    path("projects/<int:project_id>/agreement/", changing.set_agreement, name="set_agreement"),
    path("projects/<int:project_id>/staff/", changing.staff_project, name="staff_project"),
    path("projects/<int:project_id>/team/add/", changing.add_member, name="add_member"),
    path("projects/<int:project_id>/team/<int:person_id>/remove/", page.remove_member, name="remove_member"),
    path("projects/<int:project_id>/milestones/add/", changing.add_milestone, name="add_milestone"),
    path("projects/<int:project_id>/items/add/", changing.add_work_item, name="add_work_item"),
    path("projects/<int:project_id>/lines/<int:line_id>/state/", changing.move_deliverable, name="move_deliverable"),
    path("projects/<int:project_id>/<tickable:kind>/<int:thing_id>/finished/", page.tick, name="tick"),
    path("milestones/<int:milestone_id>/", changing.move_milestone, name="move_milestone"),
    path("milestones/<int:milestone_id>/deliver/", page.deliver_milestone, name="deliver_milestone"),
    path("items/<int:item_id>/", changing.edit_work_item, name="edit_work_item"),
]
