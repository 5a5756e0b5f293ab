"""Addresses of the register, client inputs, and the expectations of projects."""

from django.urls import path

from amity.monitoring import tables
from amity.monitoring.views import expecting, inputs, register

app_name = "monitoring"
urlpatterns = [
    path("register/", tables.RegisterList.as_view(), name="register"),
    path("projects/<int:project_id>/register/add/", register.add_entry, name="add_entry"),
    path("accounts/<int:account_id>/register/add/", register.add_entry, name="add_account_entry"),
    path("register/<int:register_id>/", register.entry, name="entry"),
    path("register/<int:register_id>/edit/", register.edit_entry, name="edit_entry"),
    path("register/<int:register_id>/move/", register.move_entry, name="move_entry"),
    path("inputs/", tables.InputList.as_view(), name="inputs"),
    path("projects/<int:project_id>/inputs/ask/", inputs.ask_input, name="ask_input"),
    path("accounts/<int:account_id>/inputs/ask/", inputs.ask_input, name="ask_account_input"),
    path("inputs/<int:input_id>/", inputs.client_input, name="client_input"),
    path("inputs/<int:input_id>/edit/", inputs.edit_input, name="edit_input"),
    path("inputs/<int:input_id>/chase/", inputs.chase_input, name="chase_input"),
    path("inputs/<int:input_id>/move/", inputs.move_input, name="move_input"),
    path("projects/<int:project_id>/expectations/record/", expecting.expect_on_project, name="expect_on_project"),
]
