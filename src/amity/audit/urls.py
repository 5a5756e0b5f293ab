"""URLs of the audit log."""

from django.urls import path

from amity.audit import views
from amity.audit.tables import TrailList

app_name = "audit"
urlpatterns = [
    path("settings/trail/", TrailList.as_view(), name="trail"),
    path("settings/trail/<int:record_id>/", views.record, name="record"),
]
