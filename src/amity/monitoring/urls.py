"""URLs of risks and blockers, client input, and the expectations of projects."""

from django.urls import path

from amity.monitoring import tables
from amity.monitoring.client_status import views as status_views
from amity.monitoring.expectations import views as expectation_views
from amity.monitoring.inputs import views as input_views
from amity.monitoring.risks import views as risk_views

app_name = "monitoring"
urlpatterns = [
    path("register/", tables.RegisterList.as_view(), name="register"),
    path("projects/<int:project_id>/register/add/", risk_views.add_entry, name="add_entry"),
    path("accounts/<int:account_id>/register/add/", risk_views.add_entry, name="add_account_entry"),
    path("register/<int:risk_id>/", risk_views.entry, name="entry"),
    path("register/<int:risk_id>/edit/", risk_views.edit_entry, name="edit_entry"),
    path("register/<int:risk_id>/move/", risk_views.move_entry, name="move_entry"),
    path("inputs/", tables.InputList.as_view(), name="inputs"),
    path("projects/<int:project_id>/inputs/ask/", input_views.ask_input, name="ask_input"),
    path("accounts/<int:account_id>/inputs/ask/", input_views.ask_input, name="ask_account_input"),
    path("inputs/<int:input_id>/", input_views.client_input, name="client_input"),
    path("inputs/<int:input_id>/edit/", input_views.edit_input, name="edit_input"),
    path("inputs/<int:input_id>/send/", input_views.send_input, name="send_input"),
    path("inputs/<int:input_id>/asked/", input_views.mark_asked, name="mark_asked"),
    path("inputs/<int:input_id>/chase/", input_views.chase_input, name="chase_input"),
    path("inputs/<int:input_id>/move/", input_views.move_input, name="move_input"),
    path("projects/<int:project_id>/status/send/", status_views.send_status, name="send_status"),
    path(
        "projects/<int:project_id>/expectations/record/", expectation_views.expect_on_project, name="expect_on_project"
    ),
]
