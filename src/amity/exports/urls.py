"""Addresses of exports."""

from django.urls import path

from amity.exports import views

app_name = "exports"
urlpatterns = [
    path("exports/", views.start_export, name="start_export"),
    path("exports/<int:export_id>/", views.export, name="export"),
]
