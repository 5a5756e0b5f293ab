"""URLs of expectations."""

from django.urls import path

from amity.expectations import views as expectation_views
from amity.expectations.conflicts import views as conflict_views

app_name = "expectations"
urlpatterns = [
    path(
        "accounts/<int:account_id>/expectations/record/",
        expectation_views.record_expectation,
        name="record_expectation",
    ),
    path("expectations/<int:expectation_id>/", expectation_views.expectation, name="expectation"),
    path("expectations/<int:expectation_id>/edit/", expectation_views.edit_expectation, name="edit_expectation"),
    path("expectations/<int:expectation_id>/move/", expectation_views.move_expectation, name="move_expectation"),
    path("accounts/<int:account_id>/conflict/", conflict_views.raise_conflict, name="raise_conflict"),
    path("expectations/<int:expectation_id>/conflict/", conflict_views.find_conflict, name="find_conflict"),
    path("expectations/conflicts/<int:conflict_id>/answer/", conflict_views.answer_conflict, name="answer_conflict"),
    path("expectations/conflicts/<int:conflict_id>/close/", conflict_views.close_conflict, name="close_conflict"),
]
