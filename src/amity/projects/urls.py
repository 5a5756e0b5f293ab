"""URLs of projects and their parts."""

from django.urls import path, register_converter

from amity.projects import views as project_views
from amity.projects.deliverables import views as deliverable_views
from amity.projects.finished_marks import views as mark_views
from amity.projects.milestones import views as milestone_views
from amity.projects.stand_ins import views as stand_in_views
from amity.projects.team import views as team_views
from amity.projects.versions import views as version_views
from amity.projects.work_items import views as work_item_views


class Kind:
    """URL converter for things that can be marked as finished: a line or a work item."""

    regex = "line|item"

    def to_python(self, value: str) -> str:
        """Return the kind unchanged."""
        return value

    def to_url(self, value: str) -> str:
        """Return the kind unchanged."""
        return value


register_converter(Kind, "tickable")

app_name = "projects"
urlpatterns = [
    path("accounts/<int:account_id>/projects/", project_views.account_work, name="account_work"),
    path("stand-ins/", stand_in_views.stand_ins, name="stand_ins"),
    path("stand-ins/name/", stand_in_views.name_stand_in, name="name_stand_in"),
    path("stand-ins/<int:cover_id>/end/", stand_in_views.end_stand_in, name="end_stand_in"),
    path("projects/open/", project_views.open_project, name="open_project"),
    path("projects/<int:project_id>/", project_views.project, name="project"),
    path("projects/<int:project_id>/client/", project_views.client, name="client"),
    path("projects/<int:project_id>/facts/", project_views.facts, name="facts"),
    path("projects/<int:project_id>/edit/", project_views.edit_project, name="edit_project"),
    path("projects/<int:project_id>/move/", project_views.move_project, name="move_project"),
    path("projects/<int:project_id>/account/", project_views.place_project, name="place_project"),
    path("projects/<int:project_id>/agreement/", project_views.set_agreement, name="set_agreement"),
    path("projects/<int:project_id>/staff/", team_views.staff_project, name="staff_project"),
    path("projects/<int:project_id>/team/add/", team_views.add_member, name="add_member"),
    path("projects/<int:project_id>/team/<int:person_id>/remove/", team_views.remove_member, name="remove_member"),
    path("projects/<int:project_id>/milestones/add/", milestone_views.add_milestone, name="add_milestone"),
    path("projects/<int:project_id>/items/add/", work_item_views.add_work_item, name="add_work_item"),
    path(
        "projects/<int:project_id>/lines/<int:line_id>/state/",
        deliverable_views.move_deliverable,
        name="move_deliverable",
    ),
    path("projects/<int:project_id>/lines/<int:line_id>/", version_views.deliverable, name="deliverable"),
    path("projects/<int:project_id>/lines/<int:line_id>/versions/add/", version_views.add_version, name="add_version"),
    path("versions/<int:version_id>/remove/", version_views.remove_version, name="remove_version"),
    path("versions/<int:version_id>/send/", version_views.send_version, name="send_version"),
    path("versions/<int:version_id>/comment/", version_views.add_comment, name="add_comment"),
    path(
        "versions/<int:version_id>/client-comment/",
        version_views.record_client_comment,
        name="record_client_comment",
    ),
    path("version-comments/<int:comment_id>/done/", version_views.settle_comment, name="settle_comment"),
    path("projects/<int:project_id>/<tickable:kind>/<int:thing_id>/finished/", mark_views.tick, name="tick"),
    path("milestones/<int:milestone_id>/", milestone_views.move_milestone, name="move_milestone"),
    path("milestones/<int:milestone_id>/deliver/", milestone_views.deliver_milestone, name="deliver_milestone"),
    path("items/<int:item_id>/", work_item_views.edit_work_item, name="edit_work_item"),
]
