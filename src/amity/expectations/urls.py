"""Addresses of expectations."""

from django.urls import path

from amity.expectations import views

app_name = "expectations"
urlpatterns = [
    path("accounts/<int:account_id>/expectations/record/", views.record_expectation, name="record_expectation"),
    path("expectations/<int:expectation_id>/", views.expectation, name="expectation"),
    path("expectations/<int:expectation_id>/edit/", views.edit_expectation, name="edit_expectation"),
    path("expectations/<int:expectation_id>/move/", views.move_expectation, name="move_expectation"),
]
