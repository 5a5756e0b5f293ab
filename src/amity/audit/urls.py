"""URLs of the audit log."""

from django.urls import path

from amity.audit import views

app_name = "audit"
urlpatterns = [path("settings/trail/", views.trail, name="trail")]
