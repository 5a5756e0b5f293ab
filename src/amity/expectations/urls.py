"""Addresses of expectations."""

from django.urls import path

from amity.expectations.views import conflicts, expectations

app_name = "expectations"
urlpatterns = [
    path("accounts/<int:account_id>/expectations/record/", expectations.record_expectation, name="record_expectation"),
    path("expectations/<int:expectation_id>/", expectations.expectation, name="expectation"),
    path("expectations/<int:expectation_id>/edit/", expectations.edit_expectation, name="edit_expectation"),
    path("expectations/<int:expectation_id>/move/", expectations.move_expectation, name="move_expectation"),
    path("expectations/<int:expectation_id>/conflict/", conflicts.find_conflict, name="find_conflict"),
    path("expectations/conflicts/<int:conflict_id>/answer/", conflicts.answer_conflict, name="answer_conflict"),
    path("expectations/conflicts/<int:conflict_id>/close/", conflicts.close_conflict, name="close_conflict"),
]
